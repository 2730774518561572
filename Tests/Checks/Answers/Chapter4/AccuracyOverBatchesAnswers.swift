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
        fails: "three right guesses of four are 0.75", saying: "the number of right guesses"),
      WrongAnswer(
        "divides whole numbers",
        .accuracyOverBatches { batches in Double(right(batches) / images(batches)) },
        fails: "three right guesses of four are 0.75", saying: "Integers were divided"),
      WrongAnswer(
        "looks for the highest score along dimension 0",
        .accuracyOverBatches { batches in
          Double(right(batches, dim: 0)) / Double(images(batches))
        }, fails: "three right guesses of four are 0.75", saying: "along dimension 1"),
      WrongAnswer(
        "in percent",
        .accuracyOverBatches { batches in 100 * Double(right(batches)) / Double(images(batches)) },
        fails: "three right guesses of four are 0.75", saying: "That is a percentage"),
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
        }, fails: "each image counts the same, even in a short batch", saying: "expected  0.625"
      ),
      WrongAnswer(
        "starts anew with each batch",
        .accuracyOverBatches { batches in
          var share = 0.0
          for batch in batches { share = Double(right([batch])) / Double(batch.labels.count) }
          return share
        }, fails: "each image counts the same, even in a short batch",
        saying: "the accuracy of the last batch alone"),
    ])
}

private typealias Batches = [(predictions: Tensor, labels: IntTensor)]

private func right(_ batches: Batches, dim: Int = 1) -> Int {
  batches.reduce(0) { count, batch in
    count + zip(batch.predictions.argmax(dim: dim).values, batch.labels.values).count { $0 == $1 }
  }
}

private func images(_ batches: Batches) -> Int { batches.reduce(0) { $0 + $1.labels.count } }
