import Chapter4TrainAndTest
import Exercises
import Tensors

extension Exercise {
  /// Exercise 4.1.
  ///
  /// The numbers are such that no two likely mistakes give the same result.
  static func accuracyOverBatches(
    _ accuracy: @escaping @Sendable ([(predictions: Tensor, labels: IntTensor)]) -> Double = {
      Chapter4TrainAndTest.accuracy(over: $0)
    }
  ) -> Exercise {
    Exercise(
      .chapter4, 1, "Accuracy over batches", file: "AccuracyOverBatches",
      checks: [
        Check(
          "six right guesses of eight are 0.75",
          hint: """
            For each image, which class got the highest score? Chapter 4 takes that line apart under \
            'The line that counts'.
            """,
          """
          predictions.argmax(dim: 1) gives a guess for each image. Count those that are equal to \
          their label, and divide by the number of images.
          """
        ) {
          let share = accuracy([(Tensor(eightImages), IntTensor(eightLabels))])
          try explaining(
            share.isNaN
              ? "0 was divided by 0: nothing was counted, although this is a batch, if the only one."
              : nil
          ) {
            try expect(
              "with scores of eight images, and six right guesses, the accuracy",
              share,
              isCloseTo: 0.75, within: 1e-6,
              mistakes: [
                Mistake(
                  6, "That is the number of right guesses. Divide it by the number of images."),
                Mistake(75, "That is a percentage. It should be a share, from 0 to 1."),
                Mistake(0, "Integers were divided: 6 / 8 is 0. Convert them to Doubles first."),
                Mistake(0.25, "That is the share of wrong guesses."),
                Mistake(
                  6 / 40,
                  "The right guesses were divided by the number of scores, 40. Divide by the number of "
                    + "images, 8."),
                Mistake(
                  6 / 32,
                  "The right guesses were divided by 32, as if every batch had so many images. This one "
                    + "has 8."),
                Mistake(
                  3 / 8,
                  "That is what argmax returns along dimension 0, over the images. Each image is a row: "
                    + "look for its highest score along dimension 1."),
                Mistake(
                  1 / 8,
                  "That goes by the lowest score of each image, or by the one that is furthest from 0. "
                    + "The guess is the highest."),
                Mistake(
                  5 / 8,
                  "That counts the images whose right class has a score above 0.5. A score is no "
                    + "probability: the guess is the class with the highest score, however high it is."
                ),
                Mistake(
                  4 / 8,
                  "That counts the images whose right class has a probability above 0.5. The highest of "
                    + "five may be lower than that."),
                Mistake(
                  7 / 8,
                  "The highest score of an image may be below 0, and one above 0 need not be the highest."
                ),
                Mistake(
                  1,
                  "Each label is the guess for some image, but not each is the guess for its own."),
              ])
          }
        },
        Check(
          "all right is 1, and none right is 0", hint: "From 0 to 1, both included.",
          "With every guess right, as many are right as there are images."
        ) {
          let right = scores(guesses: [2, 0, 1], labels: [2, 0, 1], classes: 3)
          try expect("with all right, the accuracy", accuracy([right]), isCloseTo: 1, within: 1e-6)
          let wrong = scores(guesses: [2, 0, 1], labels: [1, 1, 0], classes: 3)
          try expect("with none right, the accuracy", accuracy([wrong]), isCloseTo: 0, within: 1e-6)
        },
        Check(
          "each image counts the same, even in a short batch",
          hint: "How many images are right in all batches together, and of how many?",
          """
          Keep two sums over the batches, the right guesses and the images. Divide once, after the \
          last batch.
          """
        ) {
          try expect(
            "with 4 of 4 right in the first batch, 3 of 4 in the second and 1 of 2 in the third, "
              + "the accuracy",
            accuracy([
              scores(guesses: [0, 1, 2, 3], labels: [0, 1, 2, 3], classes: 10),
              scores(guesses: [0, 5, 6, 7], labels: [0, 5, 6, 0], classes: 10),
              scores(guesses: [8, 1], labels: [8, 0], classes: 10),
            ]), isCloseTo: 0.8, within: 1e-6,
            mistakes: [
              Mistake(
                2.25 / 3,
                "That is the mean of the accuracies of the batches. The two images of the last one "
                  + "count twice as much as any others."),
              Mistake(
                8 / 3,
                "That is the number of right guesses, divided by the number of batches. Divide it "
                  + "by the number of images."),
              Mistake(
                8 / 12,
                "That treats all batches as equally large as the first. Add up how many images there "
                  + "are."),
              Mistake(
                8 / 6,
                "That treats all batches as equally large as the last. Add up how many images there "
                  + "are."),
              Mistake(8 / 2, "All right guesses were divided by the size of the last batch."),
              Mistake(8 / 4, "All right guesses were divided by the size of the first batch."),
              Mistake(
                8 / 96,
                "That treats all batches as if they had 32 images. Add up how many there are."),
              Mistake(0.5, "That is the accuracy of the last batch alone."),
              Mistake(1, "That is the accuracy of the first batch alone."),
              Mistake(
                7 / 8, "The short batch is left out. Its images count like all others."),
              Mistake(1 / 10, "Only the right guesses of the last batch were counted."),
              Mistake(4 / 10, "Only the right guesses of the first batch were counted."),
              Mistake(
                6 / 10, "The guesses of all batches were compared with the labels of the first."),
              Mistake(2.25, "The accuracies of the batches were added up."),
              Mistake(
                0.6875,
                "Each batch counts as much as all batches before it together: (old + new) / 2 is no "
                  + "mean of three."),
            ])
        },
        Check(
          "it is right for batches and classes of any number",
          hint: "How many classes there are is in the shape of the scores.",
          "predictions.shape is [images, classes]. A batch may hold a single image."
        ) {
          let random = Generator(seed: 41)
          for (classes, sizes) in [(2, [5, 1]), (3, [1]), (10, [7, 7, 3, 7]), (17, [6, 2, 9])] {
            var batches: [(predictions: Tensor, labels: IntTensor)] = []
            var right = 0
            for size in sizes {
              let rows = (0..<size).map { _ in
                random.uniform(-3, classes == 3 ? -1 : 2, count: classes)
              }
              let guesses = rows.map { row in row.indices.max { row[$0] < row[$1] }! }
              let labels = guesses.map { random.random() % 3 == 0 ? ($0 + 1) % classes : $0 }
              right += zip(guesses, labels).count { $0 == $1 }
              batches.append((Tensor(rows), IntTensor(labels)))
            }
            let before = batches.map(\.predictions.values)
            let images = sizes.reduce(0, +)
            try expect(
              "with \(classes) classes, batches of \(sizes) images and \(right) right guesses, the "
                + "accuracy", accuracy(batches),
              isCloseTo: Double(right) / Double(images), within: 1e-6)
            try expect(
              batches.map(\.predictions.values) == before,
              "the predictions have other values afterwards",
              diagnosis: "Whoever measures a model has no business changing what it said.")
          }
        },
      ])
  }
}

/// Scores of five classes: some rows have two above 0.5, one has none above 0, and its last row's
/// highest is small.
private let eightImages: [[Float]] = [
  [-0.5, 2, 0.7, -1, -9], [2, -0.5, 0.7, 0.2, -9], [-2, -0.5, 0.7, -1.5, -9],
  [-0.5, 0.4, 1, 1.5, -9], [0.2, -1, -1.5, 1, -9], [-1, -1.5, 0.4, 0.7, -9],
  [-2, -1.5, -0.5, -1, -0.7], [-1.5, -0.5, -1, 0.2, -9],
]
private let eightLabels = [1, 0, 2, 3, 0, 3, 0, 3]

/// Scores with these guesses as the highest of their rows, and the labels.
private func scores(
  guesses: [Int], labels: [Int], classes: Int
) -> (predictions: Tensor, labels: IntTensor) {
  let rows = guesses.enumerated().map { row, guess in
    (0..<classes).map { $0 == guess ? 5 : 0.1 * Float(row) }
  }
  return (Tensor(rows), IntTensor(labels))
}
