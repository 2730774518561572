import Chapter4TrainAndTest
import Exercises
import Tensors

extension Exercise {
  /// Exercise 4.2.
  static func confusionMatrix(
    _ confusionMatrix: @escaping @Sendable (IntTensor, IntTensor, _ classes: Int) -> [[Int]] = {
      Chapter4TrainAndTest.confusionMatrix($0, $1, classes: $2)
    }
  ) -> Exercise {
    Exercise(
      .chapter4, 2, "A confusion matrix", file: "ConfusionMatrix",
      checks: [
        Check(
          "each class has a row and a column, even if it does not occur",
          hint: "The size of the matrix does not depend on the digits that come."
        ) {
          for classes in [10, 3] {
            let matrix = confusionMatrix(IntTensor([0, 1]), IntTensor([1, 1]), classes)
            try expect(
              "for \(classes) classes of which two occur, the number of rows", matrix.count,
              is: classes)
            for (index, row) in matrix.enumerated() {
              try expect("the number of columns in row \(index)", row.count, is: classes)
            }
          }
        },
        Check(
          "each image is counted once",
          hint: "One image adds 1 to one place, whether the guess was right or wrong."
        ) {
          let (guesses, labels) = (IntTensor([0, 0, 0, 1, 2, 1]), IntTensor([0, 0, 0, 1, 1, 2]))
          let total = confusionMatrix(guesses, labels, 3).flatMap(\.self).reduce(0, +)
          try expect(
            "after six guesses, four of them right, the sum of all entries of the matrix", total,
            is: 6,
            mistakes: [
              Mistake(4, "Either only right guesses were counted, or no entry more than once."),
              Mistake(2, "That is the number of wrong guesses. The right ones count, too."),
              Mistake(300, "Those are percentages of each row. Count images."),
              Mistake(100, "Those are percentages of all images. Count images."),
            ])
        },
        Check(
          "a row is a true digit, and a column a guess",
          hint: "matrix[7][1] is how often a seven was taken for a one."
        ) {
          let (guesses, labels) = (
            IntTensor([1, 1, 1, 1, 7, 7, 3]), IntTensor([7, 7, 7, 1, 7, 1, 3])
          )
          try expect(confusionMatrix(guesses, labels, 10), isConfusionOf: guesses, labels)
        },
        Check(
          "it is right for a thousand guesses, too",
          hint: "Take the guesses and the labels in pairs, and count each pair."
        ) {
          let random = Generator(seed: 1)
          let labels = IntTensor((0..<1000).map { _ in Int(random.random() % 10) })
          let guesses = IntTensor(
            labels.values.map { random.random() % 3 == 0 ? Int(random.random() % 10) : $0 })
          try expect(confusionMatrix(guesses, labels, 10), isConfusionOf: guesses, labels)
        },
      ])
  }
}

/// Fails if the matrix is wrong, and says which pair it counts differently.
private func expect(
  _ got: [[Int]], isConfusionOf guesses: IntTensor, _ labels: IntTensor
) throws(CheckFailure) {
  var expected = [[Int]](repeating: [Int](repeating: 0, count: 10), count: 10)
  for (guess, label) in zip(guesses.values, labels.values) { expected[label][guess] += 1 }
  guard got != expected else { return }
  guard got.map(\.count) == expected.map(\.count) else {
    throw CheckFailure("the matrix does not have ten rows of ten columns")
  }
  let transposed = (0..<10).map { row in (0..<10).map { expected[$0][row] } }
  let places = (0..<10).flatMap { row in (0..<10).map { (row, $0) } }
  let wrong = places.filter { got[$0.0][$0.1] != expected[$0.0][$0.1] }
  let (row, column) = wrong[0]
  throw CheckFailure(
    "row \(row), column \(column) is wrong, the first of \(wrong.count) places",
    expected: "\(expected[row][column])\(expected[row][column] == 1 ? " image" : " images") of a "
      + "\(row) taken for a \(column)",
    got: "\(got[row][column])",
    diagnosis: got == transposed
      ? "Rows and columns are swapped: the row is the label, the column the guess." : nil)
}
