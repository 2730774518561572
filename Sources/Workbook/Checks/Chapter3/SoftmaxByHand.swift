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
      let result = try expectUntouched(["the tensor of scores": scores]) { answer(scores) }
      try expect(
        "the shape", result.shape, is: scores.shape,
        mistakes: [
          Mistake([scores.count], "It is flat. reshape(scores.shape) gives rows again."),
          Mistake([scores.shape[0]], "That is one number for each row, not for each score."),
          Mistake([scores.shape[1]], "That is one row for the whole batch."),
        ])
      return result
    }

    let engines = ["softmax", "logSoftmax", "crossEntropy"]

    return Exercise(
      .chapter3, 1, "Softmax that survives", file: "SoftmaxByHand",
      checks: [
        Check(
          "there is a probability for each score",
          hint:
            "The result has the shape of the scores. keepDim: true leaves a dimension of length "
            + "1 behind, so that the sums fit whole rows again.",
          "Print shapes: of scores of the shape [2, 3], sum(dim: 1) is [2], which does not fit "
            + "[2, 3]. With keepDim: true it is [2, 1], which does."
        ) {
          _ = try probabilities(Tensor(moderate))
        },
        Check(
          "each row adds up to 1",
          hint: "A row is one digit. Its probabilities add up to 1, whatever the other rows hold.",
          "Of [batch, classes], dimension 0 goes down a column, from digit to digit, and dimension 1 "
            + "along a row, from class to class."
        ) {
          let scores = Tensor(moderate)
          let shares = try probabilities(scores)
          let mistake = mistakes(for: scores).first { areClose(shares, $0.value) }
          try explaining(mistake?.diagnosis ?? causeOfWrongSums(shares)) {
            try expect(
              "the sum of each row", shares.sum(dim: 1), isCloseTo: Tensor([1, 1]), within: 1e-5)
          }
        },
        Check(
          "a probability is e to the score, over the sum of its row",
          hint:
            "Compute the first row with a calculator: 2.718 to the powers of 1, 3 and 0.5.",
          "The powers of the first row are 2.718, 20.09 and 1.649, and their sum is 24.45. Print "
            + "yours, before and after the division."
        ) {
          let scores = Tensor(moderate)
          try expect(
            "softmax of \(moderate)", try probabilities(scores), isCloseTo: softmax(scores),
            within: 1e-5, mistakes: mistakes(for: scores))
        },
        Check(
          "a batch may have any number of rows and classes",
          hint: "One digit is a batch, too, and so is one class. scores.shape says how many.",
          "Try a batch with as many rows as classes: there a dimension that is mixed up fits, too."
        ) {
          let draws = Generator(seed: 31)
          for (rows, classes) in [(3, 3), (1, 4), (5, 1), (1, 1), (4, 7), (2, 2)] {
            let scores = Tensor(
              draws.uniform(-3, 3, count: rows * classes), shape: [rows, classes])
            let expected = Tensor(scores.plainSoftmax.map { $0.map { Float($0) } })
            try expect(
              "softmax of a batch [\(rows), \(classes)]", try probabilities(scores),
              isCloseTo: expected, within: 1e-5, mistakes: mistakes(for: scores))
          }
        },
        Check(
          "scores of 1,000 survive",
          hint: "Divide the top and the bottom of the fraction by the same number, and the "
            + "probability stays the same. Which number keeps the powers of e small?",
          "e^s over e^c is e^(s − c), for any c, and no power of a number up to 0 is above 1. So "
            + "which c of a row leaves no score above 0?"
        ) {
          let scores = Tensor([[1000, 0, 0], [1000, 999, 1000]])
          let shares = try probabilities(scores)
          try explaining(causeOfLostThousands(shares)) {
            try expect(
              "softmax of [[1000, 0, 0], [1000, 999, 1000]]", shares, isCloseTo: softmax(scores),
              within: toleranceNear1000)
          }
        },
        Check(
          "each row survives on its own",
          hint: "What works for a row of scores near 1,000 does not work for one near −1,000.",
          "max() is one number for the whole batch. max(dim: 1, keepDim: true).values is the "
            + "largest of each row."
        ) {
          let scores = Tensor([[1000, 999], [1, 2], [-1000, -1001]])
          let shares = try probabilities(scores)
          // With the largest of all taken off, the first row survives, and the others do not.
          let last = shares[2].values
          let isAllOfBatch = shares[0].values.allSatisfy(\.isFinite) && shares[1][0].item().isNaN
          try explaining(
            last.contains { $0.isNaN } || last.allSatisfy { $0 == 0 }
              ? "In one row every power of e became 0, and 0 over 0 is not a number."
                + (isAllOfBatch
                  ? " The largest score of the whole batch is too much for a row whose own scores "
                    + "are far below it." : " Each row has to be moved by its own largest score.")
              : nil
          ) {
            try expect(
              "softmax of [[1000, 999], [1, 2], [-1000, -1001]]", shares,
              isCloseTo: softmax(scores), within: toleranceNear1000)
          }
        },
        Check(
          "backward() goes through it to the scores",
          hint: "Which of your steps turns a tensor into plain numbers?",
          "The largest score may be a plain number: it is only taken off, and cancels out. The sum "
            + "may not: each score moves it."
        ) {
          let scores = Tensor(moderate)
          try expectGradient(
            through: probabilities, as: { softmax($0) }, at: moderate, without: engines
          ) { weights in
            let shares = softmax(scores)
            let fixed = weights * shares
            // Where the largest score is recorded, what is left of its gradient does not cancel out.
            let largest = Tensor.oneHot(scores.argmax(dim: 1).values, classes: 3)
            let sum =
              "The sum counts as fixed: it was taken out of the graph. Each score moves the sum, too."
            return [
              Mistake(fixed, sum),
              Mistake(fixed - largest * fixed.sum(dim: 1, keepDim: true), sum),
              Mistake(
                weights * shares * (1 - shares),
                "Each score moves only its own probability there. It moves those of the whole row, "
                  + "through the sum."),
              Mistake(weights, "It is handed back as it came, without the slope of softmax."),
            ]
          }
          try expectGradient(
            through: probabilities, as: { softmax($0) },
            at: [[1000, 0, 0], [-1000, -1001, -1000]], without: engines, within: 5e-3)
        },
        Check(
          "it is your own", hint: "Use exp, sum, max and the arithmetic of tensors.",
          "Everything is allowed that does not know softmax: exp(), sum(dim:keepDim:), "
            + "max(dim:keepDim:), - and /."
        ) {
          _ = try expectOwnWork(
            without: engines,
            with: "exp, log, sum and max"
          ) { answer(Tensor(moderate, requiresGrad: true)) }
        },
      ])
  }
}

/// What others make of moderate scores, and how that comes about.
private func mistakes(for scores: Tensor) -> [Mistake<Tensor>] {
  let powers = scores.exp()
  let sums = powers.sum(dim: 1, keepDim: true)
  let largest = scores.max(dim: 1, keepDim: true).values
  let moved = (scores - largest).exp()
  let shares = softmax(scores)
  return [
    Mistake(softmax(shares), "That is softmax of softmax: probabilities were taken for scores."),
    Mistake(
      scores / scores.sum(dim: 1, keepDim: true),
      "Those are the scores over their sum. e to the score comes first."),
    Mistake(scores.sigmoid(), "Those are sigmoids: each score was taken alone, without its row."),
    Mistake(
      moved / sums,
      "A number was taken off the scores above the line, and not below it. Only where it is taken "
        + "off all of them does it cancel out."),
    Mistake(
      powers / moved.sum(dim: 1, keepDim: true),
      "A number was taken off the scores below the line, and not above it. Only where it is taken "
        + "off all of them does it cancel out."),
    Mistake(powers, "Those are the powers of e. They are not divided by their sum yet."),
    Mistake(moved, "Those are the powers of e. They are not divided by their sum yet."),
    Mistake(powers / powers.mean(dim: 1, keepDim: true), "It is divided by the mean, not the sum."),
    Mistake(softmax(scores / largest), "The largest was divided by. Take it off instead: minus."),
    Mistake(softmax(scores * 0.6931472), "Those are powers of 2. They should be powers of e."),
    Mistake(softmax(scores * 2.302585), "Those are powers of 10. They should be powers of e."),
    Mistake(
      softmax((scores * scores).sqrt()), "The signs are lost: a score below 0 counts for little."),
    Mistake(softmax(-scores), "The sign is wrong: the largest score got the smallest probability."),
    Mistake(
      softmax(scores - scores.max(dim: 0).values),
      "What is taken off has to be the same for a whole row, or it does not cancel out. Here it was "
        + "the largest of each column: that is dimension 0, and a row is dimension 1."),
    Mistake(
      Tensor.oneHot(scores.argmax(dim: 1).values, classes: scores.shape[1]),
      "That is 1 for the largest score and 0 for the others. softmax leaves something for all."),
    Mistake(powers / sums[0], "The sum of the first row was used for all of them."),
    Mistake(powers / sums[-1], "The sum of the last row was used for all of them."),
    Mistake(moved / moved[0].sum(), "The sum of the first row was used for all of them."),
    Mistake(moved / moved[-1].sum(), "The sum of the last row was used for all of them."),
    Mistake(
      scores * scores / (scores * scores).sum(dim: 1, keepDim: true),
      "Those are the squares over their sum. Powers of e are wanted."),
  ]
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

/// Why the probabilities of [[1000, 0, 0], [1000, 999, 1000]] are not what they should be.
private func causeOfLostThousands(_ shares: Tensor) -> String {
  let infinite =
    "exp(1000) is more than a float can hold, so it becomes infinity, and infinity over "
    + "infinity is not a number."
  let (first, second) = (shares[0].values, shares[1].values)
  if second.contains(where: \.isNaN) { return infinite }
  if first.contains(where: \.isNaN) {
    return infinite + " What is taken off has to leave no score above 0: the largest of the row."
  }
  if abs(second[0] - second[1]) < 1e-5 {
    return "999 and 1000 came out equal, so scores were cut off, or a nan was filled in. What they "
      + "say is lost then. No score has to be cut off: what counts is how far apart they are."
  }
  return
    "No nan is there, and yet it is wrong: what was lost when a power became infinity cannot be "
    + "mended afterwards. No power of e may become that large in the first place."
}
