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
    /// The matrix, if it is the same the second time.
    @Sendable func matrix(_ pairs: [Pair], _ classes: Int) throws -> [[Int]] {
      let (guesses, labels) = (IntTensor(pairs.map(\.guess)), IntTensor(pairs.map(\.label)))
      let matrix = confusionMatrix(guesses, labels, classes)
      try expect(
        confusionMatrix(guesses, labels, classes) == matrix,
        "a second call with the same guesses returns another matrix",
        diagnosis: "Something is kept from one call to the next. Begin with zeros at each call.")
      return matrix
    }

    return Exercise(
      .chapter4, 2, "A confusion matrix", file: "ConfusionMatrix",
      checks: [
        Check(
          "each class has a row and a column, even if it does not occur",
          hint: "The size of the matrix does not depend on the digits that come.",
          "Begin with a list of `classes` rows, each a list of `classes` zeros."
        ) {
          for classes in [10, 3] {
            let matrix = try matrix([Pair(0, 1), Pair(1, 1)], classes)
            try expect(
              "for \(classes) classes of which two occur, the number of rows", matrix.count,
              is: classes,
              mistakes: [
                Mistake(
                  classes == 10 ? 2 : 10,
                  classes == 10
                    ? "There is a row only for what occurs." : "The parameter is called classes."),
                Mistake(1, "There is a row only for the labels that occur."),
              ])
            for (index, row) in matrix.enumerated() {
              try expect(
                "for \(classes) classes of which two occur, the number of columns in row \(index)",
                row.count, is: classes)
            }
          }
        },
        Check(
          "each image is counted once",
          hint: "One image adds 1 to one place, whether the guess was right or wrong.",
          "matrix[row][column] += 1, for each pair of a label and a guess."
        ) {
          let pairs = [
            (7, Pair(0, 0)), (2, Pair(1, 0)), (1, Pair(2, 0)), (6, Pair(1, 1)), (2, Pair(2, 1)),
            (2, Pair(0, 2)),
          ].flatMap { Array(repeating: $1, count: $0) }
          let total = try matrix(pairs, 3).flatMap(\.self).reduce(0, +)
          try expect(
            "after twenty guesses, thirteen of them right, the sum of all entries of the matrix",
            total, is: 20,
            mistakes: [
              Mistake(0, "Nothing was counted."),
              Mistake(13, "Only the right guesses were counted. The wrong ones count, too."),
              Mistake(7, "Only the wrong guesses were counted. The right ones count, too."),
              Mistake(6, "No entry is above 1. Add 1 each time: += 1."),
              Mistake(8, "Whatever has to do with class 0 is missing. Classes count from 0."),
              Mistake(19, "One is missing. Does the loop reach the first and the last?"),
              Mistake(27, "Each wrong guess was counted twice."),
              Mistake(40, "Each guess was counted twice."),
              Mistake(
                400,
                "Each guess was counted with each label. Take the first guess with the first label, the "
                  + "second with the second, and so on."),
              Mistake(300, "Those are percentages of each row. Count images."),
              Mistake(100, "Those are percentages of all images. Count images."),
              Mistake(1, "Those are shares of each row, without their fractions. Count images."),
            ])
        },
        Check(
          "a row is a true digit, and a column a guess",
          hint: "matrix[7][1] is how often a seven was taken for a one.",
          "The first index is the label, and the second is the guess."
        ) {
          let pairs = [Pair(1, 7), Pair(1, 7), Pair(1, 7), Pair(1, 1), Pair(7, 7), Pair(7, 1)]
          try expect(try matrix(pairs + [Pair(3, 3)], 10), isConfusionOf: pairs + [Pair(3, 3)])
        },
        Check(
          "it is right for a thousand guesses, too",
          hint: "Take the guesses and the labels in pairs, and count each pair.",
          "zip(guesses.values, labels.values) makes pairs of the two lists."
        ) {
          let random = Generator(seed: 1)
          for classes in [10, 2, 15] {
            let pairs = (0..<1000).map { _ in
              let label = Int(random.random()) % classes
              return Pair(random.random() % 3 == 0 ? Int(random.random()) % classes : label, label)
            }
            try expect(try matrix(pairs, classes), isConfusionOf: pairs)
          }
        },
      ])
  }
}

/// What a model said about an image, and what is right.
private struct Pair {
  let guess: Int
  let label: Int

  init(_ guess: Int, _ label: Int) {
    self.guess = guess
    self.label = label
  }
}

/// Fails if the matrix is wrong, and says which pair it counts differently.
private func expect(_ got: [[Int]], isConfusionOf pairs: [Pair]) throws(CheckFailure) {
  let classes = got.count
  func counts(_ add: (inout [[Int]], Pair) -> Void) -> [[Int]] {
    var matrix = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
    for pair in pairs { add(&matrix, pair) }
    return matrix
  }
  guard pairs.allSatisfy({ max($0.guess, $0.label) < classes }),
    got.allSatisfy({ $0.count == classes })
  else {
    throw CheckFailure("the matrix does not have as many rows and columns as there are classes")
  }
  let expected = counts { $0[$1.label][$1.guess] += 1 }
  guard got != expected else { return }
  let mistakes = [
    (
      counts { $0[$1.guess][$1.label] += 1 },
      "Rows and columns are swapped: the row is the label, the column the guess."
    ),
    (
      counts { $0[max($1.guess, $1.label)][min($1.guess, $1.label)] += 1 },
      "A seven taken for a one and a one taken for a seven are two mistakes, in two places."
    ),
    (
      counts { $0[min($1.guess, $1.label)][max($1.guess, $1.label)] += 1 },
      "A seven taken for a one and a one taken for a seven are two mistakes, in two places."
    ),
    (
      counts { $0[$1.label][$1.label] += 1 },
      "Each image was counted on the diagonal. Its column is the guess."
    ),
    (
      counts { $0[$1.guess][$1.guess] += 1 },
      "Each image was counted on the diagonal. Its row is the label."
    ),
    (
      counts { $0[$1.label][$1.guess == $1.label ? 0 : 1] += 1 },
      "The columns are right and wrong. There should be one for each guess."
    ),
  ]
  let places = (0..<classes).flatMap { row in (0..<classes).map { (row, $0) } }
  let wrong = places.filter { got[$0.0][$0.1] != expected[$0.0][$0.1] }
  let (row, column) = wrong[0]
  throw CheckFailure(
    "row \(row), column \(column) is wrong, the first of \(wrong.count) places",
    expected: "\(expected[row][column])\(expected[row][column] == 1 ? " image" : " images") of a "
      + "\(row) taken for a \(column)",
    got: "\(got[row][column])",
    diagnosis: mistakes.first { $0.0 == got }?.1)
}
