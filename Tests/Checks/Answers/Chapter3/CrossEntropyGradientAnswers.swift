import Exercises
import Solutions
import Tensors

@testable import Checks

private func oneHot(_ scores: Tensor, _ labels: IntTensor) -> Tensor {
  let rows = labels.values.map { label in
    (0..<scores.shape[1]).map { $0 == label ? 1 : 0 as Float }
  }
  return Tensor(rows)
}

final class CrossEntropyGradientAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .crossEntropyGradient(Solutions.crossEntropyGradient),
    wrong: [
      WrongAnswer(
        "one element for each digit",
        .crossEntropyGradient { (softmax($0) - oneHot($0, $1)).sum(dim: 1) },
        fails: "there is an element for each score", saying: "expected  [4, 3]"),
      WrongAnswer(
        "the label is forgotten", .crossEntropyGradient { scores, _ in softmax(scores) },
        fails: "one digit: what each probability is, minus what it should be",
        saying: "The right class plays no part yet."),
      WrongAnswer(
        "the sign", .crossEntropyGradient { oneHot($0, $1) - softmax($0) },
        fails: "one digit: what each probability is, minus what it should be",
        saying: "a gradient points to where the loss gets larger"),
      WrongAnswer(
        "the most probable class",
        .crossEntropyGradient { scores, _ in
          softmax(scores) - oneHot(scores, scores.argmax(dim: 1))
        }, fails: "one digit: what each probability is, minus what it should be",
        saying: "1 was taken from the largest probability."),
      WrongAnswer(
        "scores for probabilities", .crossEntropyGradient { $0 - oneHot($0, $1) },
        fails: "one digit: what each probability is, minus what it should be",
        saying: "Start from probabilities."),
      WrongAnswer(
        "not divided", .crossEntropyGradient { softmax($0) - oneHot($0, $1) },
        fails: "a batch: each digit has its part in the mean", saying: "Four times too much"),
      WrongAnswer(
        "no parentheses",
        .crossEntropyGradient { softmax($0) - oneHot($0, $1) / Float($0.shape[0]) },
        fails: "a batch: each digit has its part in the mean", saying: "parentheses"),
      WrongAnswer(
        "a softmax that does not survive",
        .crossEntropyGradient { scores, labels in
          let shares = scores.exp() / scores.exp().sum(dim: 1, keepDim: true)
          return (shares - oneHot(scores, labels)) / Float(labels.count)
        }, fails: "scores of 1,000 survive", saying: "A power of e has become infinity"),
    ])
}
