import Chapter3LossAndOptimizer
import Exercises
import Tensors

extension Exercise {
  /// Exercise 3.1.
  static func softmaxByHand(
    _ answer: @escaping @Sendable (Tensor) -> Tensor = Chapter3LossAndOptimizer.softmaxByHand
  ) -> Exercise {
    let moderate: [[Float]] = [[1, 3, 0.5], [2, 0, 1]]
    // Floats near 1,000 are 0.00006 apart. Who takes the logarithm of the sum off each score, which is
    // right as well, gets probabilities that are as far off.
    let toleranceNear1000: Float = 1e-4

    @Sendable func probabilities(_ scores: Tensor) throws -> Tensor {
      let result = answer(scores)
      try expect("the shape", result.shape, is: scores.shape)
      return result
    }

    return Exercise(
      .chapter3, 1, "Softmax that survives", file: "SoftmaxByHand",
      checks: [
        Check(
          "there is a probability for each score",
          hint:
            "The result has the shape of the scores. keepDim: true leaves a dimension of length "
            + "1 behind, so that the sums fit whole rows again."
        ) {
          _ = try probabilities(Tensor(moderate))
        },
        Check(
          "each row adds up to 1",
          hint: "A row is one digit. Its probabilities add up to 1, whatever the other rows hold."
        ) {
          let shares = try probabilities(Tensor(moderate))
          try explaining(causeOfWrongSums(shares)) {
            try expect(
              "the sum of each row", shares.sum(dim: 1), isCloseTo: Tensor([1, 1]), within: 1e-5)
          }
        },
        Check(
          "a probability is e to the score, over the sum of its row",
          hint:
            "Compute the first row with a calculator: 2.718 to the powers of 1, 3 and 0.5."
        ) {
          let scores = Tensor(moderate)
          let once = softmax(scores)
          try expect(
            "softmax of \(moderate)", try probabilities(scores), isCloseTo: once, within: 1e-5,
            mistakes: [
              Mistake(
                softmax(once), "That is softmax of softmax: probabilities were taken for scores."
              ),
              Mistake(
                scores / scores.sum(dim: 1, keepDim: true),
                "Those are the scores over their sum. e to the score comes first."),
            ])
        },
        Check(
          "scores of 1,000 survive",
          hint: "Divide the top and the bottom of the fraction by the same number, and the "
            + "probability stays the same. Which number keeps the powers of e small?"
        ) {
          let scores = Tensor([[1000, 0, 0], [1000, 999, 1000]])
          let shares = try probabilities(scores)
          try explaining(
            shares.values.contains(where: \.isNaN)
              ? "exp(1000) is more than a float can hold, so it becomes infinity, and infinity over "
                + "infinity is not a number." : nil
          ) {
            try expect(
              "softmax of [[1000, 0, 0], [1000, 999, 1000]]", shares, isCloseTo: softmax(scores),
              within: toleranceNear1000)
          }
        },
        Check(
          "each row survives on its own",
          hint: "What works for a row of scores near 1,000 does not work for one near −1,000."
        ) {
          let scores = Tensor([[1000, 999], [1, 2], [-1000, -1001]])
          let shares = try probabilities(scores)
          // With the largest of all taken off, the first row survives, and the others do not.
          let areLost = shares[0].values.allSatisfy(\.isFinite) && shares[2][0].item().isNaN
          try explaining(
            areLost
              ? "In one row every power of e became 0, and 0 over 0 is not a number. The largest score "
                + "of the whole batch is too much for a row whose own scores are far below it."
              : nil
          ) {
            try expect(
              "softmax of [[1000, 999], [1, 2], [-1000, -1001]]", shares,
              isCloseTo: softmax(scores), within: toleranceNear1000)
          }
        },
        Check(
          "backward() goes through it to the scores",
          hint: "Which of your steps turns a tensor into plain numbers?"
        ) {
          try expectGradient(
            through: answer, as: { softmax($0) }, at: [[1, 3, 0.5], [2, 0, 1]])
        },
        Check("it is your own", hint: "Use exp, sum, max and the arithmetic of tensors.") {
          try expectOwnWork(
            answer(Tensor(moderate, requiresGrad: true)),
            without: ["SoftmaxBackward0": "softmax", "LogSoftmaxBackward0": "logSoftmax"])
        },
      ])
  }
}

/// What adds up to 1 where the rows of two times three probabilities do not.
private func causeOfWrongSums(_ shares: Tensor) -> String? {
  func areOnes(_ sums: Tensor) -> Bool { sums.values.allSatisfy { abs($0 - 1) < 1e-5 } }
  if areOnes(shares.sum(dim: 0)) {
    return "Each column adds up to 1. A row is one digit: sum over its classes, dimension 1."
  }
  if areOnes(shares.sum()) {
    return "All probabilities together add up to 1. Each row should add up to 1 on its own."
  }
  if areOnes(shares.exp().sum(dim: 1)) {
    return "Those are the logarithms of the probabilities."
  }
  return nil
}
