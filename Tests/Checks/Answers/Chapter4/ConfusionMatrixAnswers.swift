import Exercises
import Solutions
import Synchronization
import Tensors

@testable import Checks

final class ConfusionMatrixAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .confusionMatrix { Solutions.confusionMatrix($0, $1, classes: $2) },
    wrong: [
      WrongAnswer(
        "rows and columns exchanged",
        .confusionMatrix { Solutions.confusionMatrix($1, $0, classes: $2) },
        fails: "a row is a true digit, and a column a guess",
        saying: "Rows and columns are swapped"),
      WrongAnswer(
        "counts the right guesses only",
        .confusionMatrix { guesses, labels, classes in
          var matrix = zeros(classes)
          for (guess, label) in zip(guesses.values, labels.values) where guess == label {
            matrix[label][guess] += 1
          }
          return matrix
        }, fails: "each image is counted once", saying: "Only the right guesses were counted"),
      WrongAnswer(
        "counts the wrong guesses only",
        .confusionMatrix { guesses, labels, classes in
          var matrix = zeros(classes)
          for (guess, label) in zip(guesses.values, labels.values) where guess != label {
            matrix[label][guess] += 1
          }
          return matrix
        }, fails: "each image is counted once", saying: "The right ones count, too"),
      WrongAnswer(
        "percentages of each row",
        .confusionMatrix { guesses, labels, classes in
          Solutions.confusionMatrix(guesses, labels, classes: classes).map { row in
            let sum = max(1, row.reduce(0, +))
            return row.map { 100 * $0 / sum }
          }
        }, fails: "each image is counted once", saying: "percentages of each row"),
      WrongAnswer(
        "sets to 1 and does not add",
        .confusionMatrix { guesses, labels, classes in
          var matrix = zeros(classes)
          for (guess, label) in zip(guesses.values, labels.values) { matrix[label][guess] = 1 }
          return matrix
        }, fails: "each image is counted once", saying: "No entry is above 1"),
      WrongAnswer(
        "as large as the largest label",
        .confusionMatrix { guesses, labels, _ in
          let largest = max(guesses.values.max() ?? 0, labels.values.max() ?? 0)
          return Solutions.confusionMatrix(guesses, labels, classes: largest + 1)
        }, fails: "each class has a row and a column, even if it does not occur",
        saying: "expected  10"),
      WrongAnswer(
        "always ten classes",
        .confusionMatrix { guesses, labels, _ in Solutions.confusionMatrix(guesses, labels) },
        fails: "each class has a row and a column, even if it does not occur",
        saying: "for 3 classes"),
      WrongAnswer(
        "both ways",
        .confusionMatrix { guesses, labels, classes in
          var matrix = Solutions.confusionMatrix(guesses, labels, classes: classes)
          for (guess, label) in zip(guesses.values, labels.values) where guess != label {
            matrix[guess][label] += 1
          }
          return matrix
        }, fails: "each image is counted once", saying: "Each wrong guess was counted twice"),
      WrongAnswer(
        "without the last image",
        .confusionMatrix { guesses, labels, classes in
          Solutions.confusionMatrix(
            guesses[0..<guesses.count - 1], labels[0..<labels.count - 1], classes: classes)
        }, fails: "each image is counted once", saying: "One is missing"),
      WrongAnswer(
        "each guess with each label",
        .confusionMatrix { guesses, labels, classes in
          var matrix = zeros(classes)
          for guess in guesses.values {
            for label in labels.values { matrix[label][guess] += 1 }
          }
          return matrix
        }, fails: "each image is counted once", saying: "with each label"),
      WrongAnswer(
        "a triangle",
        .confusionMatrix { guesses, labels, classes in
          var matrix = zeros(classes)
          for (guess, label) in zip(guesses.values, labels.values) {
            matrix[max(label, guess)][min(label, guess)] += 1
          }
          return matrix
        }, fails: "a row is a true digit, and a column a guess", saying: "are two mistakes"),
      WrongAnswer(
        "each on the diagonal",
        .confusionMatrix { _, labels, classes in
          Solutions.confusionMatrix(labels, labels, classes: classes)
        }, fails: "a row is a true digit, and a column a guess",
        saying: "Its column is the guess"),
      WrongAnswer(
        "goes on counting at the next call",
        {
          let total = Mutex<[[Int]]>([])
          return .confusionMatrix { guesses, labels, classes in
            total.withLock { total in
              if total.count != classes { total = zeros(classes) }
              for (guess, label) in zip(guesses.values, labels.values) {
                total[label][guess] += 1
              }
              return total
            }
          }
        }(), fails: "each class has a row and a column, even if it does not occur",
        saying: "Something is kept from one call to the next"),
    ])
}

private func zeros(_ classes: Int) -> [[Int]] {
  [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
}
