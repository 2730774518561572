import Chapter4TrainAndTest
import Exercises
import Tensors

extension Exercise {
  /// Exercise 4.1.
  static func accuracyOverBatches(
    _ accuracy: @escaping @Sendable ([(predictions: Tensor, labels: IntTensor)]) -> Double = {
      Chapter4TrainAndTest.accuracy(over: $0)
    }
  ) -> Exercise {
    Exercise(
      .chapter4, 1, "Accuracy over batches", file: "AccuracyOverBatches",
      checks: [
        Check(
          "three right guesses of four are 0.75",
          hint: """
            For each image, which class got the highest score? Chapter 4 takes that line apart under \
            'The line that counts'.
            """
        ) {
          let batch = scores(guesses: [0, 2, 1, 1], labels: [0, 2, 3, 1], classes: 4)
          try expect(
            "with guesses 0, 2, 1, 1 and labels 0, 2, 3, 1, the accuracy", accuracy([batch]),
            isCloseTo: 0.75, within: 1e-6,
            mistakes: [
              Mistake(3, "That is the number of right guesses. Divide it by the number of images."),
              Mistake(75, "That is a percentage. It should be a share, from 0 to 1."),
              Mistake(0, "Integers were divided: 3 / 4 is 0. Convert them to Doubles first."),
              Mistake(
                0.5,
                "That is what argmax returns along dimension 0, over the images. Each image is a row: "
                  + "look for its highest score along dimension 1."),
            ])
        },
        Check("all right is 1, and none right is 0", hint: "From 0 to 1, both included.") {
          let right = scores(guesses: [2, 0, 1], labels: [2, 0, 1], classes: 3)
          try expect("with all right, the accuracy", accuracy([right]), is: 1)
          let wrong = scores(guesses: [2, 0, 1], labels: [1, 1, 0], classes: 3)
          try expect("with none right, the accuracy", accuracy([wrong]), is: 0)
        },
        Check(
          "each image counts the same, even in a short batch",
          hint: "How many images are right in all batches together, and of how many?"
        ) {
          let first = scores(guesses: [0, 1, 2, 3, 4, 5], labels: [0, 1, 2, 3, 4, 0], classes: 10)
          let last = scores(guesses: [6, 7], labels: [0, 0], classes: 10)
          try expect(
            "with 5 of 6 right in the first batch and 0 of 2 in the second, the accuracy",
            accuracy([first, last]), isCloseTo: 5 / 8, within: 1e-6,
            mistakes: [
              Mistake(
                5 / 12,
                "That is the mean of the accuracies of the batches. The two images of the second "
                  + "count three times as much as one of the first."),
              Mistake(
                5 / 2,
                "That is the number of right guesses, divided by the number of batches. Divide it "
                  + "by the number of images."),
              Mistake(0, "That is the accuracy of the last batch alone."),
              Mistake(5 / 6, "That is the accuracy of the first batch alone."),
              Mistake(
                5 / 16,
                "That treats all batches as equally large. Add up how many images there are."
              ),
            ])
        },
      ])
  }
}

/// Scores with these guesses as the highest of their rows, and the labels.
private func scores(
  guesses: [Int], labels: [Int], classes: Int
) -> (predictions: Tensor, labels: IntTensor) {
  // Rising from row to row, so that along dimension 0 the highest score is in the last row, except
  // for the guesses.
  let rows = guesses.enumerated().map { row, guess in
    (0..<classes).map { $0 == guess ? 5 : 0.1 * Float(row) }
  }
  return (Tensor(rows), IntTensor(labels))
}
