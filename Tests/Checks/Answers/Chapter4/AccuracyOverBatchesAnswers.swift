import Exercises
import Solutions
import Tensors

@testable import Checks

final class AccuracyOverBatchesAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .accuracyOverBatches { Solutions.accuracy(over: $0) },
    wrong: [
      WrongAnswer(
        "divides by the number of batches",
        .accuracyOverBatches { batches in Double(right(batches)) / Double(batches.count) },
        fails: ofEight, saying: "the number of right guesses"),
      WrongAnswer(
        "divides whole numbers",
        .accuracyOverBatches { batches in Double(right(batches) / images(batches)) },
        fails: ofEight, saying: "Integers were divided"),
      WrongAnswer(
        "looks for the highest score along dimension 0",
        .accuracyOverBatches { batches in
          Double(right(batches, dim: 0)) / Double(images(batches))
        }, fails: ofEight, saying: "along dimension 1"),
      WrongAnswer(
        "in percent",
        .accuracyOverBatches { batches in 100 * Double(right(batches)) / Double(images(batches)) },
        fails: ofEight, saying: "That is a percentage"),
      WrongAnswer(
        "the mean of the batches' accuracies",
        .accuracyOverBatches { batches in
          let shares = batches.map { Double(right([$0])) / Double($0.labels.count) }
          return shares.reduce(0, +) / Double(shares.count)
        }, fails: "each image counts the same, even in a short batch",
        saying: "the mean of the accuracies of the batches"),
      WrongAnswer(
        "takes all batches for as large as the first",
        .accuracyOverBatches { batches in
          Double(right(batches)) / Double(batches.count * batches[0].labels.count)
        }, fails: "each image counts the same, even in a short batch",
        saying: "as equally large as the first"),
      WrongAnswer(
        "starts anew with each batch",
        .accuracyOverBatches { batches in
          var share = 0.0
          for batch in batches { share = Double(right([batch])) / Double(batch.labels.count) }
          return share
        }, fails: "each image counts the same, even in a short batch",
        saying: "the accuracy of the last batch alone"),
      WrongAnswer(
        "the share of wrong guesses",
        .accuracyOverBatches { batches in 1 - Double(right(batches)) / Double(images(batches)) },
        fails: ofEight, saying: "the share of wrong guesses"),
      WrongAnswer(
        "divides by the number of scores",
        .accuracyOverBatches { batches in
          Double(right(batches)) / Double(batches.reduce(0) { $0 + $1.predictions.count })
        }, fails: ofEight, saying: "the number of scores, 40"),
      WrongAnswer(
        "counts scores above 0.5",
        .accuracyOverBatches { batches in
          counting(batches) { row, label in row[label] > 0.5 }
        }, fails: ofEight, saying: "has a score above 0.5"),
      WrongAnswer(
        "counts probabilities above 0.5",
        .accuracyOverBatches { batches in
          counting(batches.map { (predictions: softmax($0.predictions), labels: $0.labels) }) {
            $0[$1] > 0.5
          }
        }, fails: ofEight, saying: "has a probability above 0.5"),
      WrongAnswer(
        "looks for the highest score from 0 on",
        .accuracyOverBatches { batches in
          counting(batches) { row, label in
            var (best, guess): (Float, Int) = (0, 0)
            for (place, score) in row.enumerated() where score > best {
              (best, guess) = (score, place)
            }
            return guess == label
          }
        }, fails: ofEight, saying: "may be below 0"),
      WrongAnswer(
        "the lowest score",
        .accuracyOverBatches { batches in
          counting(batches) { row, label in row.min() == row[label] }
        }, fails: ofEight, saying: "goes by the lowest score"),
      WrongAnswer(
        "leaves the short batch out",
        .accuracyOverBatches { batches in
          let full = batches.map(\.labels.count).max() ?? 0
          let rest = batches.filter { $0.labels.count == full }
          return Double(right(rest)) / Double(images(rest))
        }, fails: "each image counts the same, even in a short batch",
        saying: "The short batch is left out"),
      WrongAnswer(
        "the labels of the first batch for all",
        .accuracyOverBatches { batches in
          let labels = batches[0].labels
          let right = batches.reduce(0) { sum, batch in
            sum + zip(batch.predictions.argmax(dim: 1).values, labels.values).count { $0 == $1 }
          }
          return Double(right) / Double(images(batches))
        }, fails: "each image counts the same, even in a short batch",
        saying: "with the labels of the first"),
      WrongAnswer(
        "the mean of the mean so far and the next",
        .accuracyOverBatches { batches in
          let shares = batches.map { Double(right([$0])) / Double($0.labels.count) }
          return shares.dropFirst().reduce(shares[0]) { ($0 + $1) / 2 }
        }, fails: "each image counts the same, even in a short batch",
        saying: "is no mean of three"),
      WrongAnswer(
        "changes the predictions",
        .accuracyOverBatches { batches in
          let share = Double(right(batches)) / Double(images(batches))
          for batch in batches { batch.predictions.mutate { $0 = $0.map { $0 * 2 } } }
          return share
        }, fails: "it is right for batches and classes of any number",
        saying: "have other values afterwards"),
    ])
}

private let ofEight = "six right guesses of eight are 0.75"

/// The share of images of which the scores and the label fulfil a condition.
private func counting(
  _ batches: Batches, _ isRight: (_ scores: [Float], _ label: Int) -> Bool
) -> Double {
  let count = batches.reduce(0) { sum, batch in
    sum
      + batch.labels.values.enumerated().count {
        isRight(batch.predictions[$0.offset].values, $0.element)
      }
  }
  return Double(count) / Double(images(batches))
}

private typealias Batches = [(predictions: Tensor, labels: IntTensor)]

private func right(_ batches: Batches, dim: Int = 1) -> Int {
  batches.reduce(0) { count, batch in
    count + zip(batch.predictions.argmax(dim: dim).values, batch.labels.values).count { $0 == $1 }
  }
}

private func images(_ batches: Batches) -> Int { batches.reduce(0) { $0 + $1.labels.count } }
