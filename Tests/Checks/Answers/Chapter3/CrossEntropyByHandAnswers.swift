import Exercises
import Solutions
import Tensors

@testable import Checks

final class CrossEntropyByHandAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .crossEntropyByHand(Solutions.crossEntropyByHand),
    wrong: [
      WrongAnswer(
        "no minus", .crossEntropyByHand { -crossEntropy($0, $1) },
        fails: "one digit costs −log of the probability of its right class",
        saying: "The sign is wrong"),
      WrongAnswer(
        "no logarithm", .crossEntropyByHand { -nllLoss(softmax($0), $1) },
        fails: "one digit costs −log of the probability of its right class",
        saying: "Its logarithm is missing."),
      WrongAnswer(
        "the most probable class",
        .crossEntropyByHand { scores, _ in
          crossEntropy(scores, scores.argmax(dim: 1))
        }, fails: "one digit costs −log of the probability of its right class",
        saying: "That is for the largest probability."),
      WrongAnswer(
        "softmax twice", .crossEntropyByHand { crossEntropy(softmax($0), $1) },
        fails: "one digit costs −log of the probability of its right class",
        saying: "softmax was applied twice"),
      WrongAnswer(
        "a list of losses",
        .crossEntropyByHand { scores, labels in
          Tensor(labels.values.indices.map { -logSoftmax(scores)[$0][labels[$0].item()].item() })
        }, fails: "one digit costs −log of the probability of its right class",
        saying: "That is a loss for each digit."),
      WrongAnswer(
        "the sum", .crossEntropyByHand { crossEntropy($0, $1, reduction: .sum) },
        fails: "a batch costs the mean of its digits", saying: "That is the sum."),
      WrongAnswer(
        "one label for all",
        .crossEntropyByHand { scores, labels in
          let first = [Int](repeating: labels[0].item(), count: labels.count)
          return crossEntropy(scores, IntTensor(first))
        }, fails: "a batch costs the mean of its digits", saying: "The first digit's label"),
      WrongAnswer(
        "the logarithm of the probability", .crossEntropyByHand { nllLoss(softmax($0).log(), $1) },
        fails: "a probability of 0 costs what it must, not infinity",
        saying: "the logarithm of 0 is −infinity"),
      WrongAnswer(
        "a probability that is never below a millionth",
        .crossEntropyByHand { nllLoss((softmax($0) + 1e-6).log(), $1) },
        fails: "a probability of 0 costs what it must, not infinity",
        saying: "kept above some smallest number"),
      WrongAnswer(
        "the largest score of all is taken off",
        .crossEntropyByHand { scores, labels in
          let largest = scores.max()
          let logarithms = (scores - largest).exp().sum(dim: 1).log() + largest
          let right = labels.values.enumerated().map { scores[$0][$1].item() }
          return (logarithms - Tensor(right)).mean()
        }, fails: "each row survives on its own", saying: "Take off each row's own"),
      WrongAnswer(
        "plain numbers on the way",
        .crossEntropyByHand { scores, labels in
          let rest = scores - scores.max(dim: 1, keepDim: true).values
          let logarithms = rest.exp().sum(dim: 1).log()
          let losses = labels.values.enumerated().map { digit, label in
            logarithms[digit].item() - rest[digit][label].item()
          }
          return Tensor(losses).mean()
        }, fails: "backward() goes through it to the scores",
        saying: "no gradient can get through"),
      WrongAnswer(
        "plain numbers for the right class alone",
        .crossEntropyByHand { scores, labels in
          let rest = scores - scores.max(dim: 1, keepDim: true).values
          let right = labels.values.enumerated().map { rest[$0][$1].item() }
          return (rest.exp().sum(dim: 1).log() - Tensor(right)).mean()
        }, fails: "backward() goes through it to the scores", saying: "leave the graph"),
      WrongAnswer(
        "the engine's, without its history",
        .crossEntropyByHand { crossEntropy($0, $1).detach() },
        fails: "backward() goes through it to the scores", saying: "no gradient can get through"),
      WrongAnswer(
        "the engine's", .crossEntropyByHand { crossEntropy($0, $1) }, fails: "it is your own",
        saying: "of the engine did the work"),
    ])
}
