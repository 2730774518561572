import Chapter3LossAndOptimizer
import Exercises
import Foundation
import Tensors

extension Exercise {
  /// Exercise 3.4.
  static func crossEntropyGradient(
    _ answer: @escaping @Sendable (Tensor, IntTensor) -> Tensor =
      Chapter3LossAndOptimizer.crossEntropyGradient
  ) -> Exercise {
    @Sendable func gradient(_ scores: Tensor, _ labels: [Int]) throws -> Tensor {
      let result = try expectUntouched(["the tensor of scores": scores]) {
        answer(scores, IntTensor(labels))
      }
      try expect(
        "the shape", result.shape, is: scores.shape,
        mistakes: [
          Mistake([scores.count], "It is flat. Tensor(_:shape:) gives rows again: scores.shape."),
          Mistake([], "That is one number. Each score has a slope of its own."),
          Mistake([scores.shape[0]], "That is a number for each digit, not for each score."),
        ])
      return result
    }

    return Exercise(
      .chapter3, 4, "The gradient of the loss by hand", file: "CrossEntropyGradient",
      checks: [
        Check(
          "there is an element for each score", hint: "The result has the shape of the scores.",
          "Begin with the probabilities: softmax(scores) has that shape already."
        ) {
          _ = try gradient(.zeros([4, 3]), [0, 1, 2, 0])
        },
        Check(
          "one digit: what each probability is, minus what it should be",
          hint:
            "The right class should have a probability of 1, all others 0. By how much does each "
            + "probability miss that?",
          "log Σ e^s has the slope e^s / Σ e^s with each score, which is its probability. −r has a "
            + "slope with one score only: which, and how large?"
        ) {
          let scores = Tensor([[1, 0.5, 2, 1.5, 3]])
          try expect(
            "the gradient for the scores [1, 0.5, 2, 1.5, 3] and label 2", gradient(scores, [2]),
            isCloseTo: softmax(scores) - .oneHot([2], classes: 5), within: 1e-5,
            mistakes: mistakes(for: scores, [2], isBatch: false))
        },
        Check(
          "a batch: each digit has its part in the mean",
          hint: "The loss is a mean over the digits, so each of them moves it by only a fraction.",
          "Of four digits that is a quarter, of the probabilities as well as of the 1."
        ) {
          let scores = Tensor([[1, 3, 0.5], [2, 0, 1], [0, 0.75, 0], [-1, 4, 2]])
          let labels = [2, 1, 0, 2]
          try expect(
            "the gradient of four digits", gradient(scores, labels),
            isCloseTo: (softmax(scores) - .oneHot(labels, classes: 3)) / 4, within: 1e-5,
            mistakes: mistakes(for: scores, labels, isBatch: true))
        },
        Check(
          "a batch may have any number of rows and classes",
          hint: "One digit is a batch, too. scores.shape says how many rows and classes there are.",
          "Try a batch with as many rows as classes: there a dimension that is mixed up fits, too."
        ) {
          let draws = Generator(seed: 34)
          for (rows, classes) in [(3, 3), (1, 4), (5, 2), (2, 10), (3, 1), (1, 1), (6, 3)] {
            let scores = Tensor(
              draws.uniform(-3, 3, count: rows * classes), shape: [rows, classes])
            let labels = (0..<rows).map { ($0 * 2 + 1) % classes }
            let shares = Tensor(scores.plainSoftmax.map { $0.map { Float($0) } })
            try expect(
              "the gradient of a batch [\(rows), \(classes)] with the labels \(labels)",
              gradient(scores, labels),
              isCloseTo: (shares - .oneHot(labels, classes: classes)) / Float(rows), within: 1e-5,
              mistakes: mistakes(for: scores, labels, isBatch: rows > 1))
          }
        },
        Check(
          "scores of 1,000 survive",
          hint: "Exercise 3.1 has a softmax for that, and so has the engine.",
          "softmax(scores) of the engine is allowed here."
        ) {
          let got = try gradient(Tensor([[1000, 0], [-1000, 0], [-1000, -1001]]), [1, 1, 1])
          let (first, last) = (got[0].values, got[2].values)
          // e and 1 over their sum, of which the one at the label lacks 1.
          let share = 1 / (1 + Foundation.exp(-1 as Float))
          try explaining(
            first.contains(where: \.isNaN)
              ? "A power of e has become infinity: exp(1000) is more than a float can hold."
              : last.contains(where: \.isNaN)
                ? "All powers of a row have become 0, and 0 over 0 is not a number." : nil
          ) {
            try expect(
              "the gradient for [[1000, 0], [-1000, 0], [-1000, -1001]] and the labels 1, 1, 1",
              got,
              isCloseTo: Tensor([[1, -1], [0, 0], [share, -share]]) / 3, within: 1e-4)
          }
        },
        Check(
          "the loss changes by as much when a score is moved",
          hint: "Your finiteDifferences of exercise 3.3 will tell you where the two differ.",
          "It has 5 digits and 10 classes. Look for what is right in small batches only."
        ) {
          let scores = Tensor(Generator(seed: 4).uniform(-2, 2, count: 50), shape: [5, 10])
          let labels = [7, 2, 1, 0, 4]
          try expect(
            "the gradient beside finite differences", gradient(scores, labels),
            isCloseTo: differences(scores, labels), within: 1e-4)
        },
        Check(
          "backward() can go on from it",
          hint: "In a training the scores come out of a network and have a history.",
          "scores.backward(gradient: crossEntropyGradient(scores, labels)) is what exercise 3.7 "
            + "does with it. Nothing in your function may mind that the scores require a gradient."
        ) {
          let x = Tensor(Generator(seed: 5).uniform(-1, 1, count: 12), shape: [3, 4])
          func weightGradient(_ back: (Tensor, IntTensor) throws -> Void) rethrows -> Tensor {
            let weight = Tensor(
              Generator(seed: 6).uniform(-1, 1, count: 20), shape: [4, 5], requiresGrad: true)
            try back(x.matmul(weight), IntTensor([4, 0, 2]))
            return weight.grad ?? .zeros(weight.shape)
          }
          try expect(
            "the gradient of a weight",
            weightGradient { $0.backward(gradient: try gradient($0, $1.values)) },
            isCloseTo: weightGradient { crossEntropy($0, $1).backward() }, within: 1e-4)
        },
        Check(
          "it is your own",
          hint: "backward() knows the answer. Here it is asked for as a formula: the check "
            + "before this one shows what that is good for.",
          "softmax is allowed, and so is whatever else goes forward. backward() is not, of the "
            + "engine's loss or of one that you have written."
        ) {
          _ = try expectOwnWork(
            without: ["backward"], with: "softmax and the arithmetic of tensors"
          ) { answer(Tensor([[1, 3, 0.5]]), IntTensor([2])) }
        },
      ])
  }
}

/// What others make of moderate scores, and how that comes about.
private func mistakes(for scores: Tensor, _ labels: [Int], isBatch: Bool) -> [Mistake<Tensor>] {
  let (batch, classes) = (scores.shape[0], scores.shape[1])
  let n = Float(batch)
  let (shares, right) = (softmax(scores), Tensor.oneHot(labels, classes: classes))
  let whole = shares - right
  func moved(_ distance: Int) -> Tensor {
    .oneHot(labels.map { min(max($0 + distance, 0), classes - 1) }, classes: classes)
  }
  // Those with a batch size of 1 would all be right.
  let ofBatch =
    isBatch
    ? [
      Mistake(
        whole, "\(batch) times too much: this is the gradient of the sum, the loss is a mean."),
      Mistake(shares / n - right, "The 1 of the right class has to be divided, too."),
      Mistake(shares - right / n, "Divide the probabilities, too: parentheses."),
      Mistake(
        whole / Float(classes), "It is divided by the number of classes, not of digits."),
      Mistake(
        whole / Float(scores.count), "It is divided by the number of scores, not of digits."),
      Mistake(
        (softmax(scores.t()).t() - right) / n,
        "Those probabilities add up to 1 down the columns. A row is one digit."),
      Mistake(
        (shares - .oneHot([Int](repeating: labels[0], count: batch), classes: classes)) / n,
        "The first digit's label was used for all of them."),
    ]
    : [
      Mistake(
        whole / Float(classes),
        "It is divided by the number of classes. There is one digit to average over."),
      Mistake(
        1 - right,
        "Those probabilities were taken down the columns, from digit to digit. A row is one digit."),
    ]
  return ofBatch + [
    Mistake(shares / n, "Those are the probabilities. The right class plays no part yet."),
    Mistake(-right / n, "That is minus 1 at the right class. The probabilities are missing."),
    Mistake(
      (right - shares) / n, "The sign is wrong: a gradient points to where the loss gets larger."),
    Mistake(
      (shares - .oneHot(scores.argmax(dim: 1).values, classes: classes)) / n,
      "1 was taken from the largest probability. Take it from that of the label."),
    Mistake(
      (shares - .oneHot(labels.indices.map { min($0, classes - 1) }, classes: classes)) / n,
      "The place of each digit in the batch was taken for its label."),
    Mistake((shares - moved(-1)) / n, "1 was taken from the class before. Labels count from 0."),
    Mistake((shares - moved(1)) / n, "1 was taken from the class behind. Labels count from 0."),
    Mistake((scores - right) / n, "Those are the scores minus 1. Start from probabilities."),
    Mistake(
      (scores.sigmoid() - right) / n,
      "Those are sigmoids, each of one score. softmax looks at the whole row."),
    Mistake(
      (logSoftmax(scores) - right) / n,
      "Those are logarithms of probabilities. Start from the probabilities."),
    Mistake(whole * 2 / n, "Twice as much: nothing is squared here."),
    Mistake(
      whole * right / n,
      "Only the right class has a slope there. The others move the loss, too, through the sum."),
    Mistake(
      whole * (1 - right) / n, "The right class has no slope there. It lacks what it is short of 1."
    ),
    Mistake(
      whole * shares * (1 - shares) / n,
      "The slope of softmax is in there once more. The formula has it already."),
    Mistake(
      -right / shares / n,
      "That is how the loss changes with the probabilities. How do these change with the scores?"),
    Mistake(
      (shares - Tensor(labels.map { Float($0) }).unsqueeze(dim: 1)) / n,
      "The label's number was subtracted. It says where 1 is to be subtracted."),
    Mistake((whole * whole).sqrt() / n, "The signs are lost. At the right class it is below 0."),
    Mistake((shares - 1) / n, "1 was taken from every class. Only the right one should have it."),
    Mistake(shares * (1 - shares) / n, "That is the slope of each probability with its own score."),
  ]
}

/// Finite differences of the cross entropy, in double precision.
private func differences(_ scores: Tensor, _ labels: [Int]) -> Tensor {
  let classes = scores.shape[1]
  func loss(_ values: [Double]) -> Double {
    let losses = labels.enumerated().map { digit, label in
      let row = values[digit * classes..<(digit + 1) * classes]
      return log(row.map { exp($0) }.reduce(0, +)) - row[digit * classes + label]
    }
    return losses.reduce(0, +) / Double(losses.count)
  }
  let values = scores.values.map { Double($0) }
  let slopes = values.indices.map { index in
    var (above, below) = (values, values)
    above[index] += 1e-4
    below[index] -= 1e-4
    return Float((loss(above) - loss(below)) / 2e-4)
  }
  return Tensor(slopes, shape: scores.shape)
}
