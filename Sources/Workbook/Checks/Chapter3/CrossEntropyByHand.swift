import Chapter3LossAndOptimizer
import Exercises
import Tensors

extension Exercise {
  /// Exercise 3.2.
  static func crossEntropyByHand(
    _ answer: @escaping @Sendable (Tensor, IntTensor) -> Tensor =
      Chapter3LossAndOptimizer.crossEntropyByHand
  ) -> Exercise {
    @Sendable func loss(_ scores: Tensor, _ labels: [Int]) throws -> Double {
      let result = answer(scores, IntTensor(labels))
      try expect(
        "the shape of the loss", result.shape, is: [],
        mistakes: [
          Mistake([labels.count], "That is a loss for each digit. Their mean is asked for."),
          Mistake([1], "That is a list of one number. mean() of a list gives the number itself."),
        ])
      return Double(result.item())
    }

    return Exercise(
      .chapter3, 2, "Cross entropy that survives", file: "CrossEntropyByHand",
      checks: [
        Check(
          "one digit costs −log of the probability of its right class",
          hint: "The label says which probability counts. The others matter only for the sum."
        ) {
          let scores = Tensor([[1, 3, 0.5]])
          let shares = softmax(scores).values.map { Double($0) }
          let logs = logSoftmax(scores).values.map { Double($0) }
          let twice = crossEntropy(softmax(scores), IntTensor([2])).item()
          try expect(
            "the loss of the scores [1, 3, 0.5] for label 2", loss(scores, [2]),
            isCloseTo: -logs[2], within: 1e-3,
            mistakes: [
              Mistake(logs[2], "The sign is wrong: a probability's logarithm is never above 0."),
              Mistake(shares[2], "That is the probability itself. Its logarithm is missing."),
              Mistake(1 - shares[2], "That is 1 minus the probability, not its logarithm."),
              Mistake(
                -logs[1], "That is for the largest probability. The label says which counts."),
              Mistake(
                -logs.reduce(0, +), "That is the sum over all classes. Only the right one counts."),
              Mistake(
                Double(twice), "softmax was applied twice: to scores and then to probabilities."),
            ])
        },
        Check(
          "a batch costs the mean of its digits",
          hint: "Four digits give four losses. Each has its own label."
        ) {
          let rows: [[Float]] = [[1, 3, 0.5], [2, 0, 1], [0, 0, 0], [-1, 4, 2]]
          let labels = [2, 0, 1, 2]
          let sum = crossEntropy(Tensor(rows), IntTensor(labels), reduction: .sum)
          let total = Double(sum.item())
          let firstLabel = crossEntropy(Tensor(rows), IntTensor([2, 2, 2, 2]))
          try expect(
            "the loss of four digits", loss(Tensor(rows), labels), isCloseTo: total / 4,
            within: 1e-3,
            mistakes: [
              Mistake(
                total, "That is the sum. It would grow with the batch, and every step with it."),
              Mistake(total / 3, "It was divided by the number of classes, not of digits."),
              Mistake(total / 12, "It was divided by the number of scores, not of digits."),
              Mistake(
                Double(firstLabel.item()), "The first digit's label was used for all of them."),
            ])
        },
        Check(
          "a probability of 0 costs what it must, not infinity",
          hint:
            "Write −log(e^r / Σ e^s) as a difference of two logarithms, on paper. Which of them "
            + "needs no computing?"
        ) {
          let loss = try loss(Tensor([[1000, 0]]), [1])
          try explaining(causeOfWrongLoss(loss)) {
            try expect(
              "the loss of the scores [1000, 0] for label 1", loss, isCloseTo: 1000, within: 0.01)
          }
        },
        Check(
          "each row survives on its own",
          hint: "log Σ e^s is c + log Σ e^(s − c) for any c. Each row may have its own c."
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
          hint: "Which of your steps turns a tensor into plain numbers?"
        ) {
          let labels = IntTensor([2, 0])
          try expectGradient(
            through: { answer($0, labels) }, as: { crossEntropy($0, labels) },
            at: [[1, 3, 0.5], [2, 0, 1]])
        },
        Check("it is your own", hint: "Use exp, log, sum, max and the arithmetic of tensors.") {
          try expectOwnWork(
            answer(Tensor([[1, 3, 0.5]], requiresGrad: true), IntTensor([2])),
            without: [
              "NllLossBackward0": "crossEntropy or nllLoss", "LogSoftmaxBackward0": "logSoftmax",
            ])
        },
      ])
  }
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
