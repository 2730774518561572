import Exercises
import Solutions
import Tensors

@testable import Checks

final class CrossEntropyByHandAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .crossEntropyByHand(Solutions.crossEntropyByHand),
    others: [
      OtherAnswer(
        "a loss for each row, stacked",
        .crossEntropyByHand { scores, labels in
          Tensor.stack(
            labels.values.enumerated().map { digit, label in
              let rest = scores[digit] - scores[digit].max()
              return rest.exp().sum().log() - rest[label]
            }
          ).mean()
        }),
      OtherAnswer(
        "from the differences to the right score",
        .crossEntropyByHand { scores, labels in
          labels.values.enumerated().map { digit, label in
            let distances = scores[digit] - scores[digit][label]
            let largest = distances.max().detach()
            return largest + (distances - largest).exp().sum().log()
          }.reduce(Tensor(0), +) / Float(labels.count)
        }),
    ],
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
        }, fails: "there is one number for the whole batch",
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
        }, fails: "backward() goes through it to the scores",
        saying: "The right score counts as fixed"),
      WrongAnswer(
        "the engine's, without its history",
        .crossEntropyByHand { crossEntropy($0, $1).detach() },
        fails: "backward() goes through it to the scores", saying: "no gradient can get through"),
      WrongAnswer(
        "the engine's", .crossEntropyByHand { crossEntropy($0, $1) }, fails: "it is your own",
        saying: "of the engine did the work"),
      WrongAnswer(
        "a list of one number", .crossEntropyByHand { crossEntropy($0, $1).reshape([1]) },
        fails: "there is one number for the whole batch", saying: "a list of one number"),
      WrongAnswer(
        "the scores themselves are moved",
        .crossEntropyByHand { scores, labels in
          scores.mutate { for i in $0.indices { $0[i] -= 1 } }
          return crossEntropy(scores, labels)
        }, fails: "there is one number for the whole batch", saying: "Change a copy"),
      WrongAnswer(
        "labels that count from 1",
        .crossEntropyByHand { crossEntropy($0, IntTensor($1.values.map { max($0 - 1, 0) })) },
        fails: "one digit costs −log of the probability of its right class",
        saying: "That is for the class before."),
      WrongAnswer(
        "the largest is not added again",
        .crossEntropyByHand { scores, labels in
          crossEntropy(scores, labels) - scores.max(dim: 1).values.mean()
        }, fails: "one digit costs −log of the probability of its right class",
        saying: "too small by the largest score"),
      WrongAnswer(
        "the logarithm to base 10", .crossEntropyByHand { crossEntropy($0, $1) / 2.302585 },
        fails: "one digit costs −log of the probability of its right class",
        saying: "the logarithm to base 10"),
      WrongAnswer(
        "the wrong classes cost something, too",
        .crossEntropyByHand { scores, labels in
          var total = crossEntropy(scores, labels, reduction: .sum).item()
          for (digit, label) in labels.values.enumerated() {
            for (share, each) in softmax(scores)[digit].values.enumerated() where share != label {
              total -= Tensor(1 - each).log().item()
            }
          }
          return Tensor(total / Float(labels.count))
        }, fails: "one digit costs −log of the probability of its right class",
        saying: "Every wrong class costs something there."),
      WrongAnswer(
        "the last digit's loss alone",
        .crossEntropyByHand {
          crossEntropy($0[($1.count - 1)..<$1.count], $1[($1.count - 1)..<$1.count])
        },
        fails: "a batch costs the mean of its digits", saying: "the last digit's loss alone"),
      WrongAnswer(
        "the logarithm of the mean",
        .crossEntropyByHand { (-nllLoss(softmax($0), $1)).log() * -1 },
        fails: "a batch costs the mean of its digits", saying: "the logarithm of the mean"),
      WrongAnswer(
        "no largest score is taken off",
        .crossEntropyByHand { scores, labels in
          let right = labels.values.enumerated().map { scores[$0][$1] }
          return (scores.exp().sum(dim: 1).log() - Tensor.stack(right)).mean()
        }, fails: "a probability of 0 costs what it must, not infinity",
        saying: "So is the logarithm of the sum."),
      WrongAnswer(
        "the sum of the powers is held fixed",
        .crossEntropyByHand { scores, labels in
          let right = labels.values.enumerated().map { scores[$0][$1] }
          let loss = crossEntropy(scores.detach(), labels)
          let mean = Tensor.stack(right).mean()
          return loss + mean.detach() - mean
        }, fails: "backward() goes through it to the scores",
        saying: "The sum of the powers counts as fixed"),
    ])
}
