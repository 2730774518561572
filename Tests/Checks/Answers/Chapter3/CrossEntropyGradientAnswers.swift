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
    others: [
      OtherAnswer(
        "row by row, and stacked",
        .crossEntropyGradient { scores, labels in
          Tensor.stack(
            labels.values.enumerated().map { digit, label in
              let row = softmax(scores[digit].detach())
              row.mutate { $0[label] -= 1 }
              return row / Float(labels.count)
            })
        })
    ],
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
        fails: "a batch: each digit has its part in the mean", saying: "4 times too much"),
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
      WrongAnswer(
        "labels that count from 1",
        .crossEntropyGradient { scores, labels in
          let before = IntTensor(labels.values.map { max($0 - 1, 0) })
          return (softmax(scores) - oneHot(scores, before)) / Float(labels.count)
        }, fails: "one digit: what each probability is, minus what it should be",
        saying: "1 was taken from the class before."),
      WrongAnswer(
        "the right class alone",
        .crossEntropyGradient {
          (softmax($0) - 1) * oneHot($0, $1) / Float($1.count)
        }, fails: "one digit: what each probability is, minus what it should be",
        saying: "Only the right class has a slope there."),
      WrongAnswer(
        "the slope with the probability",
        .crossEntropyGradient { -oneHot($0, $1) / softmax($0) / Float($1.count) },
        fails: "one digit: what each probability is, minus what it should be",
        saying: "how the loss changes with the probabilities"),
      WrongAnswer(
        "only the probabilities are divided",
        .crossEntropyGradient { softmax($0) / Float($1.count) - oneHot($0, $1) },
        fails: "a batch: each digit has its part in the mean",
        saying: "The 1 of the right class has to be divided, too."),
      WrongAnswer(
        "the scores become the gradient",
        .crossEntropyGradient { scores, labels in
          let gradient = (softmax(scores) - oneHot(scores, labels)) / Float(labels.count)
          scores.mutate { $0 = gradient.values }
          return scores
        }, fails: "there is an element for each score", saying: "Change a copy"),
      WrongAnswer(
        "backward() of the engine's loss",
        .crossEntropyGradient { scores, labels in
          let scores = Tensor(scores.values, shape: scores.shape, requiresGrad: true)
          crossEntropy(scores, labels).backward()
          return scores.grad!
        }, fails: "it is your own", saying: "backward() of the engine did the work"),
    ])
}
