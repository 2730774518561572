import Chapter3LossAndOptimizer
import Exercises
import Foundation
import Tensors

extension Exercise {
  /// Exercise 3.2.
  static func crossEntropyByHand(
    _ answer: @escaping @Sendable (Tensor, IntTensor) -> Tensor =
      Chapter3LossAndOptimizer.crossEntropyByHand
  ) -> Exercise {
    @Sendable func result(_ scores: Tensor, _ labels: IntTensor) throws -> Tensor {
      let result = try expectUntouched(["the tensor of scores": scores]) { answer(scores, labels) }
      let (batch, classes) = (scores.shape[0], scores.shape[1])
      let list = "That is a list of one number. Sums and means without dim: give the number itself."
      try expect(
        "the shape of the loss of \(batch) \(batch == 1 ? "digit" : "digits")", result.shape,
        is: [],
        mistakes: [
          Mistake([1], list), Mistake([1, 1], list),
          Mistake([batch], "That is a loss for each digit. Their mean is asked for."),
          Mistake([batch, 1], "That is a loss for each digit. Their mean is asked for."),
          Mistake(
            [classes], "That is a loss for each class. The mean over the digits is asked for."),
          Mistake(
            [batch, classes], "That is a number for each score. One for the batch is wanted."),
        ])
      return result
    }

    @Sendable func loss(_ scores: Tensor, _ labels: [Int]) throws -> Double {
      Double(try result(scores, IntTensor(labels)).item())
    }

    let engines = ["crossEntropy", "nllLoss", "logSoftmax"]

    return Exercise(
      .chapter3, 2, "Cross entropy that survives", file: "CrossEntropyByHand",
      checks: [
        Check(
          "there is one number for the whole batch",
          hint: "mean() of a list is a single number, of the shape [].",
          "sum() and mean() give a single number. With dim: they give a list, also where its length "
            + "is 1. reshape([]) makes a single number of it."
        ) {
          _ = try loss(Tensor(batch.rows), batch.labels)
        },
        Check(
          "one digit costs −log of the probability of its right class",
          hint: "The label says which probability counts. The others matter only for the sum.",
          "Of the scores [1, 0.5, 2, 1.5, 3], 2 is that of label 2. Its probability is 0.191, and "
            + "the natural logarithm of that is −1.655."
        ) {
          let scores = Tensor([[1, 0.5, 2, 1.5, 3]])
          try expect(
            "the loss of the scores [1, 0.5, 2, 1.5, 3] for label 2", loss(scores, [2]),
            isCloseTo: meanLoss(scores, [2]), within: 1e-3,
            mistakes: mistakes(ofOneDigit: scores, 2) + mistakes(for: scores, [2]))
        },
        Check(
          "a batch costs the mean of its digits",
          hint: "Four digits give four losses. Each has its own label.",
          "The mean is the sum over the number of digits, scores.shape[0], and not over the number "
            + "of classes or of scores."
        ) {
          let scores = Tensor(batch.rows)
          try expect(
            "the loss of four digits", loss(scores, batch.labels),
            isCloseTo: meanLoss(scores, batch.labels), within: 1e-3,
            mistakes: mistakes(for: scores, batch.labels))
        },
        Check(
          "a batch may have any number of rows and classes",
          hint: "One digit is a batch, too. scores.shape says how many rows and classes there are.",
          "Try a batch with as many rows as classes: there a dimension that is mixed up fits, too."
        ) {
          let draws = Generator(seed: 32)
          for (rows, classes) in [(3, 3), (1, 4), (5, 2), (2, 10), (3, 1), (1, 1), (6, 3)] {
            let scores = Tensor(
              draws.uniform(-3, 3, count: rows * classes), shape: [rows, classes])
            let labels = (0..<rows).map { ($0 * 2 + 1) % classes }
            try expect(
              "the loss of a batch [\(rows), \(classes)] with the labels \(labels)",
              loss(scores, labels), isCloseTo: meanLoss(scores, labels), within: 1e-3,
              mistakes: mistakes(for: scores, labels))
          }
        },
        Check(
          "a probability of 0 costs what it must, not infinity",
          hint:
            "Write −log(e^r / Σ e^s) as a difference of two logarithms, on paper. Which of them "
            + "needs no computing?",
          "It is log Σ e^s − r. Nothing is divided there, so no probability is needed. What is left "
            + "is a sum of powers that may be too large for a float: move all scores by one number."
        ) {
          let certain = try loss(Tensor([[1000, 0]]), [0])
          try explaining(
            certain.isFinite
              ? nil
              : "exp(1000) is more than a float can hold, so it becomes infinity. "
                + (certain.isNaN
                  ? "Infinity over infinity is not a number." : "So is the logarithm of the sum.")
          ) {
            try expect(
              "the loss of the scores [1000, 0] for label 0", certain, isCloseTo: 0, within: 0.01,
              mistakes: [
                Mistake(-1000, "1000 too little: what was taken off the scores has to come back.")
              ])
          }
          let loss = try loss(Tensor([[1000, 0]]), [1])
          try explaining(causeOfWrongLoss(loss)) {
            try expect(
              "the loss of the scores [1000, 0] for label 1", loss, isCloseTo: 1000, within: 0.01)
          }
        },
        Check(
          "each row survives on its own",
          hint: "log Σ e^s is c + log Σ e^(s − c) for any c. Each row may have its own c.",
          "max() is one number for the whole batch. max(dim: 1, keepDim: true).values is the "
            + "largest of each row."
        ) {
          let loss = try loss(Tensor([[1000, 999], [1, 2], [-1000, -1001]]), [1, 0, 0])
          try explaining(
            loss.isFinite
              ? nil
              : "In one row every power of e became infinity, or every one 0. Take off each row's own "
                + "largest score first."
          ) {
            // Twice ln(1 + e) for the smaller of two neighbours, and once ln(1 + 1/e).
            try expect(
              "the loss of [[1000, 999], [1, 2], [-1000, -1001]] for the labels 1, 0, 0", loss,
              isCloseTo: (1.31326 + 1.31326 + 0.31326) / 3, within: 1e-3)
          }
        },
        Check(
          "backward() goes through it to the scores",
          hint: "Which of your steps turns a tensor into plain numbers?",
          "The largest score may be a plain number, if it is one wherever it is used: it is taken "
            + "off and comes back. The sum of the powers may not be one."
        ) {
          let labels = [2, 0]
          let moderate: [[Float]] = [[1, 3, 0.5], [2, 0, 1]]
          try expectGradient(
            through: { try result($0, IntTensor(labels)) },
            as: { crossEntropy($0, IntTensor(labels)) }, at: moderate, without: engines
          ) { _ in
            let (scores, right) = (Tensor(moderate), Tensor.oneHot(labels, classes: 3))
            let whole = softmax(scores) - right
            // Where the largest score is recorded, what is left of its gradient does not cancel out.
            let largest = Tensor.oneHot(scores.argmax(dim: 1).values, classes: 3)
            let sum =
              "The sum of the powers counts as fixed: it was taken out of the graph. Only the right score "
              + "is left."
            let score = "The right score counts as fixed: it was taken out of the graph."
            let top =
              "The largest score is recorded where it is taken off, and not where it is added again, or "
              + "the other way round."
            return [
              Mistake(-right / 2, sum), Mistake((largest - right) / 2, sum),
              Mistake(softmax(scores) / 2, score), Mistake((softmax(scores) - largest) / 2, score),
              Mistake((whole - largest) / 2, top), Mistake((whole + largest) / 2, top),
              Mistake(whole, "That is the gradient of the sum. The loss is a mean."),
              Mistake(-whole / 2, "The sign is wrong."),
            ]
          }
          try expectGradient(
            through: { try result($0, IntTensor([1, 1])) },
            as: { crossEntropy($0, IntTensor([1, 1])) },
            at: [[1000, 0, 0], [-1000, -1001, -1000]],
            without: engines)
        },
        Check(
          "it is your own", hint: "Use exp, log, sum, max and the arithmetic of tensors.",
          "Everything is allowed that knows neither the logarithm of softmax nor the loss: exp(), "
            + "log(), sum(dim:keepDim:), max(dim:keepDim:), and scores[digit][label]."
        ) {
          _ = try expectOwnWork(
            without: engines, with: "exp, log, sum and max"
          ) { answer(Tensor([[1, 3, 0.5]], requiresGrad: true), IntTensor([2])) }
        },
      ])
  }
}

/// Four digits with five classes. No label is that of the largest score of its row.
private let batch: (rows: [[Float]], labels: [Int]) = (
  [[1, 0.5, 2, 1.5, 3], [2, 0, 1, -1, 0.25], [0, 0.75, 0, 0.5, 1.25], [-1, 4, 2, 0, 1]],
  [2, 3, 1, 2]
)

/// In double precision.
private func meanLoss(_ scores: Tensor, _ labels: [Int]) -> Double {
  zip(scores.plainSoftmax, labels).reduce(0) { $0 - Foundation.log($1.0[$1.1]) }
    / Double(labels.count)
}

private func mistakes(ofOneDigit scores: Tensor, _ label: Int) -> [Mistake<Double>] {
  let shares = scores.plainSoftmax[0]
  let logs = shares.map { Foundation.log($0) }
  let (right, share, size) = (logs[label], shares[label], Double(shares.count))
  let values = scores.values.map { Double($0) }
  return [
    Mistake(right, "The sign is wrong: a probability's logarithm is never above 0."),
    Mistake(share, "That is the probability itself. Its logarithm is missing."),
    Mistake(1 - share, "That is 1 minus the probability, not its logarithm."),
    Mistake(-share * right, "That is multiplied by the probability: −log p alone is asked for."),
    Mistake(
      -zip(shares, logs).reduce(0) { $0 + $1.0 * $1.1 },
      "That is the mean over what the model thinks. The label says which class counts."),
    Mistake(
      -logs.reduce(0, +), "That is the sum over all classes. Only the right one counts."),
    Mistake(
      -logs.reduce(0, +) / size, "That is the mean over all classes. Only the right one counts."),
    Mistake(-right / 2.302585, "That is the logarithm to base 10. The natural one is wanted."),
    Mistake(-right / 0.693147, "That is the logarithm to base 2. The natural one is wanted."),
    Mistake(
      -right - values.max()!,
      "It is too small by the largest score. What is taken off the scores before the sum has to come "
        + "off the right score, too, or be added again."),
    Mistake(
      -right + values.max()!,
      "It is too large by the largest score: that came off, or was added, once too often."),
    Mistake(-right + values[label], "The right score is not taken off. That is log Σ e^s alone."),
    Mistake(-values[label], "That is minus the score. The sum over all classes is missing."),
    Mistake(
      values.max()! - values[label],
      "That is how far the right score is below the largest. The sum over all classes is missing."),
    Mistake(values[label], "That is the score. The sum over all classes is missing."),
    Mistake(
      -(0..<shares.count).reduce(0) {
        $0 + ($1 == label ? right : Foundation.log(1 - shares[$1]))
      }, "Every wrong class costs something there. Only the right one counts."),
    Mistake(Foundation.exp(-right), "That is 1 over the probability. Its logarithm is missing."),
  ]
}

private func mistakes(for scores: Tensor, _ labels: [Int]) -> [Mistake<Double>] {
  let (batch, classes) = (scores.shape[0], scores.shape[1])
  let mean = meanLoss(scores, labels)
  let total = mean * Double(batch)
  let each = labels.indices.map { meanLoss(scores[$0..<$0 + 1], [labels[$0]]) }
  let shares = zip(scores.plainSoftmax, labels).map { $0[$1] }
  let first = [Int](repeating: labels[0], count: batch)
  let last = [Int](repeating: labels[batch - 1], count: batch)
  func moved(_ distance: Int) -> [Int] { labels.map { min(max($0 + distance, 0), classes - 1) } }
  let columns = scores.t().plainSoftmax
  let ofColumns = labels.indices.reduce(0) { $0 - Foundation.log(columns[labels[$1]][$1]) }
  let whole = softmax(scores) - Tensor.oneHot(labels, classes: classes)
  let squares = Double((whole * whole).sum().item())
  return [
    Mistake(total, "That is the sum. It would grow with the batch, and every step with it."),
    Mistake(total / Double(max(batch - 1, 1)), "It was divided by one less than there are digits."),
    Mistake(total / Double(classes), "It was divided by the number of classes, not of digits."),
    Mistake(mean / Double(classes), "It was divided by the number of scores, not of digits."),
    Mistake(
      meanLoss(scores, scores.argmax(dim: 1).values),
      "That is for the largest probability. The label says which counts."),
    Mistake(
      meanLoss(scores, moved(-1)), "That is for the class before. Labels count from 0."),
    Mistake(
      meanLoss(scores, moved(1)), "That is for the class behind. Labels count from 0."),
    Mistake(meanLoss(scores, first), "The first digit's label was used for all of them."),
    Mistake(meanLoss(scores, last), "The last digit's label was used for all of them."),
    Mistake(
      meanLoss(scores, labels.indices.map { min($0, classes - 1) }),
      "The place of each digit in the batch was taken for its label."),
    Mistake(each[batch - 1], "That is the last digit's loss alone."),
    Mistake(each[0], "That is the first digit's loss alone."),
    Mistake(each.max()!, "That is the largest loss. The mean is asked for."),
    Mistake(
      each[batch - 1] / Double(batch), "Only the last digit is in the sum: add up, do not replace."),
    Mistake(
      -Foundation.log(shares.reduce(0, +) / Double(batch)),
      "That is the logarithm of the mean. The mean of the logarithms is asked for."),
    Mistake(
      ofColumns / Double(batch),
      "It sums down the columns, from digit to digit. Sum over the classes: dimension 1."),
    Mistake(
      meanLoss(softmax(scores), labels),
      "softmax was applied twice: to scores and then to probabilities."),
    Mistake(squares / Double(batch * classes), "That is the mean of the squared errors."),
    Mistake(squares / Double(batch), "Those are squared errors. The logarithm is missing."),
    Mistake(-mean, "The sign is wrong: a probability's logarithm is never above 0."),
  ].filter { abs($0.value - mean) > 1e-3 }
}

/// Why the loss of a probability that is 0 in floats is not 1,000.
private func causeOfWrongLoss(_ loss: Double) -> String? {
  if loss.isNaN {
    return "exp(1000) is more than a float can hold, so it becomes infinity, and infinity over "
      + "infinity is not a number."
  }
  if loss.isInfinite {
    return "The probability is so small that a float holds it as 0, and "
      + "the logarithm of 0 is −infinity. The loss has to be worked out without that probability."
  }
  if loss > 0 && loss < 200 {
    return
      "The probability seems to be kept above some smallest number. Every probability below that "
      + "costs the same, so the model cannot get better there."
  }
  return nil
}
