import Exercises
import Solutions
import Tensors

@testable import Checks

final class SoftmaxByHandAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .softmaxByHand(Solutions.softmaxByHand),
    others: [
      OtherAnswer(
        "row by row, and stacked",
        .softmaxByHand { scores in
          Tensor.stack(
            (0..<scores.shape[0]).map { row in
              let powers = (scores[row] - scores[row].max()).exp()
              return powers / powers.sum()
            })
        }),
      OtherAnswer(
        "an operation of one's own",
        .softmaxByHand { scores in
          WrongFunction { inputs, context in
            let powers = (inputs[0] - inputs[0].max(dim: 1, keepDim: true).values).exp()
            let shares = powers / powers.sum(dim: 1, keepDim: true)
            context.saveForBackward(shares)
            return shares
          } backward: { gradient, context in
            let shares = context.savedTensors[0]
            return [shares * (gradient - (gradient * shares).sum(dim: 1, keepDim: true))]
          }.apply(scores)
        }),
      OtherAnswer(
        "the logarithm of the sum is taken off",
        .softmaxByHand { scores in
          let largest = scores.max(dim: 1, keepDim: true).values
          let sums = (scores - largest).exp().sum(dim: 1, keepDim: true)
          return (scores - (largest + sums.log())).exp()
        }),
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
        }, fails: "backward() goes through it to the scores", saying: "The sum counts as fixed"),
      WrongAnswer(
        "the engine's", .softmaxByHand { softmax($0) },
        fails: "it is your own", saying: "softmax of the engine did the work"),
      WrongAnswer(
        "the scores themselves are moved",
        .softmaxByHand { scores in
          let classes = scores.shape[1]
          scores.mutate { elements in
            for row in 0..<elements.count / classes {
              let places = row * classes..<(row + 1) * classes
              let largest = elements[places].max()!
              for place in places { elements[place] -= largest }
            }
          }
          return scores.exp() / scores.exp().sum(dim: 1, keepDim: true)
        }, fails: "there is a probability for each score", saying: "Change a copy"),
      WrongAnswer(
        "a sigmoid for each score", .softmaxByHand { $0.sigmoid() },
        fails: "each row adds up to 1", saying: "Those are sigmoids"),
      WrongAnswer(
        "the largest is taken off above the line only",
        .softmaxByHand { scores in
          let largest = scores.max(dim: 1, keepDim: true).values
          return (scores - largest).exp() / scores.exp().sum(dim: 1, keepDim: true)
        }, fails: "each row adds up to 1", saying: "above the line, and not below it"),
      WrongAnswer(
        "divided by the largest",
        .softmaxByHand { softmax($0 / $0.max(dim: 1, keepDim: true).values) },
        fails: "a probability is e to the score, over the sum of its row",
        saying: "Take it off instead: minus."),
      WrongAnswer(
        "the largest of each column is taken off",
        .softmaxByHand { softmax($0 - $0.max(dim: 0).values) },
        fails: "a probability is e to the score, over the sum of its row",
        saying: "the largest of each column"),
      WrongAnswer(
        "powers of 2", .softmaxByHand { softmax($0 * 0.6931472) },
        fails: "a probability is e to the score, over the sum of its row",
        saying: "Those are powers of 2."),
      WrongAnswer(
        "large scores are cut off",
        .softmaxByHand { scores in
          let cut = Tensor(scores.values.map { min($0, 80) - $0 }, shape: scores.shape)
          let powers = (scores + cut).exp()
          return powers / powers.sum(dim: 1, keepDim: true)
        }, fails: "scores of 1,000 survive", saying: "999 and 1000 came out equal"),
      WrongAnswer(
        "the smallest is taken off",
        .softmaxByHand { scores in
          let powers = (scores + (-scores).max(dim: 1, keepDim: true).values).exp()
          return powers / powers.sum(dim: 1, keepDim: true)
        }, fails: "scores of 1,000 survive", saying: "has to leave no score above 0"),
      WrongAnswer(
        "1 over a sum of powers that may be infinite",
        .softmaxByHand { scores in
          let (rows, classes) = (scores.shape[0], scores.shape[1])
          let distances =
            scores.reshape([rows, 1, classes]) - scores.reshape([rows, classes, 1])
          return 1 / distances.exp().sum(dim: 2)
        }, fails: "backward() goes through it to the scores",
        saying: "0 is multiplied by infinity"),
      WrongAnswer(
        "a slope without the other scores",
        .softmaxByHand { scores in
          WrongFunction { inputs, context in
            let shares = softmax(inputs[0])
            context.saveForBackward(shares)
            return shares
          } backward: { gradient, context in
            let shares = context.savedTensors[0]
            return [gradient * shares * (1 - shares)]
          }.apply(scores)
        }, fails: "backward() goes through it to the scores",
        saying: "Each score moves only its own probability"),
      WrongAnswer(
        "the engine's logarithms, in an operation of one's own",
        .softmaxByHand { scores in
          WrongFunction { inputs, context in
            let shares = logSoftmax(inputs[0]).exp()
            context.saveForBackward(shares)
            return shares
          } backward: { gradient, context in
            let shares = context.savedTensors[0]
            return [shares * (gradient - (gradient * shares).sum(dim: 1, keepDim: true))]
          }.apply(scores)
        }, fails: "it is your own", saying: "logSoftmax of the engine did the work"),
    ])
}
