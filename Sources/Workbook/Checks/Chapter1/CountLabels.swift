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
      checks: [
        Check(
          "there are ten counts, even for digits that are missing",
          hint: "Begin with ten zeros, and add 1 to one of them for each label."
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
                [1, 0, 0, 0, 0, 0, 0, 1, 0, 1],
                "A digit that comes twice is counted twice: add 1 instead of setting 1."),
            ])
        },
        Check(
          "all batches count",
          hint: "Where are the counts made: before the loop over the batches, or inside it?"
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
            ])
        },
        Check(
          "the digits of the book are counted",
          hint: "The same loop as for a small loader: nothing in it may depend on the batch size."
        ) {
          let test = try MNIST(train: false)
          var expected = [Int](repeating: 0, count: 10)
          for label in test.targets.values { expected[label] += 1 }
          try expect(
            "the list of counts of the test digits",
            countLabels(DataLoader(test, batchSize: 300)), is: expected)
        },
        Check(
          "always the same answer: it is right for the most common digit",
          hint: "Of 10 images, 4 are fours. How many of the 10 does the answer 4 get right?"
        ) {
          // Twenty images, so that their number is not that of the digits.
          let counts = [2, 0, 4, 0, 8, 0, 0, 2, 4, 0]
          try expect(
            "the accuracy for the counts \(counts)", Double(accuracy(counts)), isCloseTo: 0.4,
            within: 1e-5,
            mistakes: [
              Mistake(
                0, "Int divided by Int leaves the fraction out: 8 / 20 is 0. Use Float."
              ),
              Mistake(0.1, "One in ten is right only if all digits are equally common."),
              Mistake(8, "That is how many are right; divide it by how many there are."),
              Mistake(40, "That is a percentage; as a share, 8 of 20 is 0.4."),
              Mistake(0.8, "That divides by the number of counts. How many images are there?"),
              Mistake(1.6, "That divides by the number of digits, not of images."),
            ])
        },
      ])
  }
}
