import Chapter1Data
import Datasets
import Exercises
import Tensors

extension Exercise {
  /// Exercise 1.2.
  static func countLabels(
    _ countLabels: @escaping @Sendable (DataLoader) -> [Int] = { Chapter1Data.countLabels(in: $0) },
    accuracy: @escaping @Sendable ([Int]) -> Float = { accuracyOfAlwaysTheSame($0) }
  ) -> Exercise {
    Exercise(
      .chapter1, 2, "Count the digits", file: "CountLabels",
      checks: countChecks(countLabels) + accuracyChecks(accuracy))
  }

  private static func countChecks(
    _ countLabels: @escaping @Sendable (DataLoader) -> [Int]
  ) -> [Check] {
    [
      Check(
        "there are ten counts, even for digits that are missing",
        hint: "Begin with ten zeros, and add 1 to one of them for each label.",
        """
        [Int](repeating: 0, count: 10) has ten zeros, and counts[label] += 1 adds to the one of a \
        label. labels.values has the labels of a batch.
        """
      ) {
        let loader = DataLoader(LabelledSamples([7, 0, 7, 9]), batchSize: 4)
        try expect(
          "the list of counts of the labels 7, 0, 7 and 9", countLabels(loader),
          is: [1, 0, 0, 0, 0, 0, 0, 2, 0, 1],
          mistakes: [
            Mistake(
              [1, 2, 1], "A digit that is missing has a count, too: 0. Begin with ten zeros."),
            Mistake([2, 1, 1], "Those are in the order in which the digits come."),
            Mistake(
              [0, 0, 0, 0, 0, 0, 2, 0, 1, 0], "Each count is one place too far left."),
            Mistake(
              [0, 0, 0, 0, 0, 0, 2, 0, 1, 1],
              "Each count is one place too far left: 0 is the first."
            ),
            Mistake(
              [1, 1, 0, 0, 0, 0, 0, 0, 2, 0], "Each count is one place too far right."),
            Mistake(
              [1, 0, 0, 0, 0, 0, 0, 1, 0, 1],
              "A 7 that comes twice counts twice, in the same batch as well: add 1 for each label."),
            Mistake(
              [0, 0, 0, 0, 0, 0, 0, 14, 0, 9],
              "That adds the label itself. Add 1 for each label, at the label's place."),
            Mistake(
              [2, 1, 1, 0, 0, 0, 0, 0, 0, 0],
              "The counts are sorted. The place of a count says which digit it belongs to."),
            Mistake(
              [1, 0, 0, 0, 0, 0, 0, 2, 0, 0], "The last label of the batch is left out."),
            Mistake(
              [1, 0, 0, 0, 0, 0, 0, 1, 0, 0],
              "The first and the last label are left out, or a label that comes again."),
            Mistake(
              [1, 0, 0, 0, 0, 0, 0, 2, 0],
              "There are ten digits, 0 to 9: the count of 9 is missing."
            ),
            Mistake(
              [0, 0, 0, 0, 1, 0, 0, 0, 0, 0],
              "That counts how many labels the batch has. Look at each label."),
            Mistake(
              [0, 0, 0, 0, 0, 0, 0, 4, 0, 0],
              "All labels of the batch are counted as the first of them. Look at each."),
            Mistake(
              [1, 1, 1, 1, 1, 1, 1, 3, 3, 4],
              "Each label is counted for the digits above it, too."),
            Mistake(
              [Int](repeating: 0, count: 10), "Nothing has been counted."),
          ])
        try expect(
          "the list of counts of the labels 3, 0, 3 and 3",
          countLabels(DataLoader(LabelledSamples([3, 0, 3, 3]), batchSize: 4)),
          is: [1, 0, 0, 3, 0, 0, 0, 0, 0, 0],
          mistakes: [
            Mistake(
              [1, 0, 0, 3],
              "It ends at the largest digit that comes. There are ten counts, whatever comes.")
          ])
      },
      Check(
        "all batches count",
        hint: "Where are the counts made: before the loop over the batches, or inside it?",
        """
        One loop over the batches, and in it one over the labels of the batch, as many as it has. \
        The counts begin before both loops, and are returned after both.
        """
      ) {
        let labels = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]
        func counts(_ labels: some Sequence<Int>) -> [Int] {
          (0...9).map { digit in labels.count { $0 == digit } }
        }
        try expect(
          "the list of counts of ten labels in batches of 4, 4 and 2",
          countLabels(DataLoader(LabelledSamples(labels), batchSize: 4)), is: counts(labels),
          mistakes: [
            Mistake(counts(labels[..<4]), "Those are the counts of the first batch alone."),
            Mistake(
              counts(labels[8...]),
              "Those are the counts of the last batch alone: each begins at 0 again."),
            Mistake(counts(labels[..<8]), "The last batch, which is shorter, is left out."),
            Mistake(
              counts(labels[..<4] + labels[..<4] + labels[..<4]),
              """
              That counts the first batch three times: each makeIterator() begins a new pass.
              """),
            Mistake(counts(labels[4...]), "The first batch is left out."),
            Mistake(
              zip(counts(labels), counts([7, 0, 7, 9])).map(+),
              "The counts of an earlier call are still in there. Begin with zeros at each call."),
          ])
      },
      Check(
        "each call begins with zeros",
        hint: "Is there anything that is kept from one call to the next?",
        "Make the list of counts inside of the function: what is made there is new at each call."
      ) {
        let loader = DataLoader(LabelledSamples([2, 8, 2]), batchSize: 2)
        let (first, second) = (countLabels(loader), countLabels(loader))
        try expect("the list of counts of the same labels, a second time,", second, is: first)
      },
      Check(
        "the digits of the book are counted",
        hint: "The same loop as for a small loader: nothing in it may depend on the batch size.",
        "labels.count says how many labels a batch has. It need not be 32, nor loader.batchSize."
      ) {
        let test = try MNIST(train: false)
        for batchSize in [300, 7] {
          func counts(ofEach most: Int) -> [Int] {
            var counts = [Int](repeating: 0, count: 10)
            for (place, label) in test.targets.values.enumerated() where place % batchSize < most {
              counts[label] += 1
            }
            return counts
          }
          try expect(
            "the list of counts of the test digits, in batches of \(batchSize),",
            countLabels(DataLoader(test, batchSize: batchSize)), is: counts(ofEach: batchSize),
            mistakes: [
              Mistake(counts(ofEach: 32), "Only the first 32 labels of each batch are counted."),
              Mistake(counts(ofEach: 1), "Only the first label of each batch is counted."),
            ])
        }
      },
      Check(
        "what the loader hands out is counted",
        hint: "A loader with dropLast leaves the last batch out if it is short.",
        "Go through the loader itself, for (images, labels) in loader, not through its data set."
      ) {
        let labels = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]
        func counts(_ labels: some Sequence<Int>) -> [Int] {
          (0...9).map { digit in labels.count { $0 == digit } }
        }
        try expect(
          "the list of counts of ten labels in batches of 4, with dropLast,",
          countLabels(DataLoader(LabelledSamples(labels), batchSize: 4, dropLast: true)),
          is: counts(labels[..<8]),
          mistakes: [
            Mistake(
              counts(labels),
              """
              Those are all samples of the data set. This loader hands out two batches of 4:
              go through the loader.
              """)
          ])
      },
    ]
  }

  private static func accuracyChecks(
    _ accuracy: @escaping @Sendable ([Int]) -> Float
  ) -> [Check] {
    [
      Check(
        "always the same answer: it is right for the most common digit",
        of: "accuracyOfAlwaysTheSame",
        hint: "Of 10 images, 4 are fours. How many of the 10 does the answer 4 get right?",
        """
        counts.max() is the number of images that it gets right, and counts.reduce(0, +) the \
        number of all images. Make a Float of each before you divide.
        """
      ) {
        // No two of the ways below give the same result.
        let counts = [3, 5, 4, 6, 13, 7, 2, 9, 8, 6]
        let (total, most) = (63.0, 13.0)
        let shares = counts.map { Double($0) / total }
        try expect(
          "the accuracy for the counts \(counts)", Double(accuracy(counts)),
          isCloseTo: most / total, within: 1e-5,
          mistakes: [
            Mistake(
              0, "Int divided by Int leaves the fraction out: 13 / 63 is 0. Use Float."
            ),
            Mistake(0.1, "One in ten is right only if all digits are equally common."),
            Mistake(most, "That is how many are right; divide it by how many there are."),
            Mistake(100 * most / total, "That is a percentage; as a share, 50 % is 0.5."),
            Mistake(most / 10, "That divides by the number of digits, not of images."),
            Mistake(4 / total, "4 is the most common digit; divide how often it comes, 13."),
            Mistake(2 / total, "That is the least common digit. Take the most common one."),
            Mistake(3 / total, "That is the digit 0. Take the most common one."),
            Mistake(6 / total, "That is the digit 9, or the middle. Take the most common digit."),
            Mistake(most / (total - most), "That divides by the others. Divide by all images."),
            Mistake(1 - most / total, "That is the share of the wrong answers."),
            Mistake(
              shares.map { $0 * $0 }.reduce(0, +),
              "That is for a program that guesses each digit as often as it comes."),
            Mistake(most / 4000, "There are 63 images here, not 4,000: add up the counts."),
            Mistake(most / 1000, "There are 63 images here, not 1,000: add up the counts."),
            Mistake(0.21, "That is rounded. Return the share itself."),
            Mistake(0.2, "That is rounded. Return the share itself."),
            Mistake(total / most, "That is the other way round: divide by the number of images."),
          ])
      },
      Check(
        "digits that are missing change nothing", of: "accuracyOfAlwaysTheSame",
        hint: "How often is the answer 4 right if all images are fours?",
        "Neither the number of digits nor which of them are missing has a place in the formula."
      ) {
        for (counts, expected) in [
          ([2, 0, 4, 0, 8, 0, 0, 2, 4, 0], 0.4), ([0, 0, 0, 0, 0, 0, 0, 0, 0, 5], 1),
          ([7, 0, 0, 0, 0, 0, 0, 0, 0, 0], 1), ([3, 3, 3, 3, 3, 3, 3, 3, 3, 3], 0.1),
          ([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949], 0.1123667),
        ] {
          let total = counts.reduce(0, +)
          let present = counts.count { $0 > 0 }
          try expect(
            "the accuracy for the counts \(counts)", Double(accuracy(counts)),
            isCloseTo: expected, within: 1e-5,
            mistakes: [
              Mistake(
                1 / Double(present), "That is one in \(present): it would do if all were as common."
              ),
              Mistake(
                Double(counts.max()! * 100 / total) / 100, "That is rounded down to hundredths."),
            ])
        }
      },
    ]
  }
}
