import Exercises
import Solutions
import Tensors

@testable import Checks

final class SoftmaxByHandAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .softmaxByHand(Solutions.softmaxByHand),
    others: [
      OtherAnswer(
        "the logarithm of the sum is taken off",
        .softmaxByHand { scores in
          let largest = scores.max(dim: 1, keepDim: true).values
          let sums = (scores - largest).exp().sum(dim: 1, keepDim: true)
          return (scores - (largest + sums.log())).exp()
        })
    ],
    wrong: [
      WrongAnswer(
        "the sum loses its dimension",
        .softmaxByHand { $0.exp() / $0.exp().sum(dim: 1) },
        fails: "there is a probability for each score", saying: "[2, 3] and [2]", traps: true),
      WrongAnswer(
        "the sum is over the batch",
        .softmaxByHand { $0.exp() / $0.exp().sum(dim: 0, keepDim: true) },
        fails: "each row adds up to 1", saying: "Each column adds up to 1."),
      WrongAnswer(
        "the sum is over everything",
        .softmaxByHand { $0.exp() / $0.exp().sum() },
        fails: "each row adds up to 1", saying: "All probabilities together add up to 1."),
      WrongAnswer(
        "the logarithms are left", .softmaxByHand { logSoftmax($0) },
        fails: "each row adds up to 1", saying: "the logarithms of the probabilities"),
      WrongAnswer(
        "scores over their sum",
        .softmaxByHand { $0 / $0.sum(dim: 1, keepDim: true) },
        fails: "a probability is e to the score, over the sum of its row",
        saying: "the scores over their sum"),
      WrongAnswer(
        "applied twice", .softmaxByHand { softmax(softmax($0)) },
        fails: "a probability is e to the score, over the sum of its row",
        saying: "softmax of softmax"),
      WrongAnswer(
        "e to the score as it stands in the formula",
        .softmaxByHand { $0.exp() / $0.exp().sum(dim: 1, keepDim: true) },
        fails: "scores of 1,000 survive", saying: "exp(1000) is more than a float can hold"),
      WrongAnswer(
        "the largest score of all is taken off",
        .softmaxByHand {
          let powers = ($0 - $0.max()).exp()
          return powers / powers.sum(dim: 1, keepDim: true)
        }, fails: "each row survives on its own", saying: "too much for a row whose own scores"),
      WrongAnswer(
        "the engine's, without its history", .softmaxByHand { softmax($0).detach() },
        fails: "backward() goes through it to the scores", saying: "no gradient can get through"),
      WrongAnswer(
        "the sum is held fixed",
        .softmaxByHand { scores in
          let largest = scores.max(dim: 1, keepDim: true).values
          let powers = (scores - largest).exp()
          return powers / powers.sum(dim: 1, keepDim: true).detach()
        }, fails: "backward() goes through it to the scores", saying: "leave the graph"),
      WrongAnswer(
        "the engine's", .softmaxByHand { softmax($0) },
        fails: "it is your own", saying: "softmax of the engine did the work"),
    ])
}
