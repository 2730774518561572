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
    Exercise(
      .chapter3, 4, "The gradient of the loss by hand", file: "CrossEntropyGradient",
      checks: [
        Check(
          "there is an element for each score", hint: "The result has the shape of the scores."
        ) {
          let scores = Tensor.zeros([4, 3])
          try expect(
            "the shape", answer(scores, IntTensor([0, 1, 2, 0])).shape, is: scores.shape)
        },
        Check(
          "one digit: what each probability is, minus what it should be",
          hint:
            "The right class should have a probability of 1, all others 0. By how much does each "
            + "probability miss that?"
        ) {
          let scores = Tensor([[1, 3, 0.5]])
          let (shares, right) = (softmax(scores), Tensor([[0, 0, 1]]))
          try expect(
            "the gradient for the scores [1, 3, 0.5] and label 2", answer(scores, IntTensor([2])),
            isCloseTo: shares - right, within: 1e-5,
            mistakes: [
              Mistake(shares, "Those are the probabilities. The right class plays no part yet."),
              Mistake(
                right - shares,
                "The sign is wrong: a gradient points to where the loss gets larger."),
              Mistake(
                shares - Tensor([[0, 1, 0]]),
                "1 was taken from the largest probability. Take it from that of the label."),
              Mistake(scores - right, "Those are the scores minus 1. Start from probabilities."),
              Mistake(
                (shares - right) / 3,
                "It is divided by the number of classes. There is one digit to average over."),
            ])
        },
        Check(
          "a batch: each digit has its part in the mean",
          hint: "The loss is a mean over the digits, so each of them moves it by only a fraction."
        ) {
          let rows: [[Float]] = [[1, 3, 0.5], [2, 0, 1], [0, 0, 0], [-1, 4, 2]]
          let scores = Tensor(rows)
          let right = Tensor([[0, 0, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
          let whole = softmax(scores) - right
          try expect(
            "the gradient of four digits", answer(scores, IntTensor([2, 0, 1, 2])),
            isCloseTo: whole / 4, within: 1e-5,
            mistakes: [
              Mistake(
                whole, "Four times too much: this is the gradient of the sum, the loss is a mean."),
              Mistake(whole / 3, "It is divided by the number of classes, not of digits."),
              Mistake(whole / 12, "It is divided by the number of scores, not of digits."),
              Mistake(
                softmax(scores) / 4 - right, "The 1 of the right class has to be divided, too."),
              Mistake(
                softmax(scores) - right / 4, "Divide the probabilities, too: parentheses."),
            ])
        },
        Check(
          "scores of 1,000 survive",
          hint: "Exercise 3.1 has a softmax for that, and so has the engine."
        ) {
          let got = answer(Tensor([[1000, 0], [-1000, 0]]), IntTensor([1, 1]))
          try explaining(
            got.values.contains(where: \.isNaN)
              ? "A power of e has become infinity, or all of a row's are 0." : nil
          ) {
            try expect(
              "the gradient for [[1000, 0], [-1000, 0]] and the labels 1, 1", got,
              isCloseTo: Tensor([[0.5, -0.5], [0, 0]]), within: 1e-5)
          }
        },
        Check(
          "the loss changes by as much when a score is moved",
          hint: "Your finiteDifferences of exercise 3.3 will tell you where the two differ."
        ) {
          let scores = Tensor(Generator(seed: 4).uniform(-2, 2, count: 50), shape: [5, 10])
          let labels = [7, 2, 1, 0, 4]
          try expect(
            "the gradient beside finite differences", answer(scores, IntTensor(labels)),
            isCloseTo: differences(scores, labels), within: 1e-4)
        },
      ])
  }
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
