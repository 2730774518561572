import Exercises
import Solutions
import Tensors

@testable import Checks

/// A ReLU that is right forward, saves its input and goes back in some other way.
private func backward(
  _ body: @escaping @Sendable (_ input: Float, _ gradient: Float) -> Float
) -> @Sendable () -> any AutogradFunction {
  {
    WrongFunction {
      Solutions.MyReLU().forward($0, $1)
    } backward: { gradient, context in
      let input = context.savedTensors[0]
      return [Tensor(zip(input.values, gradient.values).map(body), shape: input.shape)]
    }
  }
}

private func backward(
  _ body: @escaping @Sendable (Tensor, FunctionContext) -> [Tensor?]
) -> @Sendable () -> any AutogradFunction {
  { WrongFunction(forward: { Solutions.MyReLU().forward($0, $1) }, backward: body) }
}

/// Keeps its input in itself, and not in the context.
private final class Keeping: AutogradFunction {
  private var input = Tensor(0)

  func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
    input = inputs[0].detach()
    return Solutions.MyReLU().forward(inputs, context)
  }

  func backward(_ outputGradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
    let slopes = input.values.map { $0 > 0 ? 1 : 0 as Float }
    return [outputGradient * Tensor(slopes, shape: input.shape)]
  }
}

final class MyReLUAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .myReLU { Solutions.MyReLU() },
    others: [
      OtherAnswer(
        "the slopes are saved",
        .myReLU {
          WrongFunction { inputs, context in
            let slopes = Tensor(inputs[0].values.map { $0 > 0 ? 1 : 0 }, shape: inputs[0].shape)
            context.saveForBackward(slopes)
            return inputs[0] * slopes
          } backward: { gradient, context in
            [gradient * context.savedTensors[0]]
          }
        })
    ],
    wrong: [
      WrongAnswer(
        "the distance from 0",
        .myReLU {
          WrongFunction {
            inputs, _ in
            Tensor(inputs[0].values.map(abs), shape: inputs[0].shape)
          } backward: { gradient, _ in
            [gradient]
          }
        }, fails: "forward makes negative elements 0", saying: "That is the distance from 0."),
      WrongAnswer(
        "the gradient is handed on", .myReLU(backward { _, gradient in gradient }),
        fails: "the gradient goes through where the input was above 0, and only there",
        saying: "It goes through everywhere"),
      WrongAnswer(
        "the result instead of its slope",
        .myReLU(backward { input, gradient in max(input, 0) * gradient }),
        fails: "the gradient goes through where the input was above 0, and only there",
        saying: "That is the result itself."),
      WrongAnswer(
        "no gradient at all", .myReLU(backward { _, _ in [nil] }),
        fails: "backward gives a gradient of the shape of the input",
        saying: "backward gave nil for it."),
      WrongAnswer(
        "one gradient too many", .myReLU(backward { gradient, _ in [gradient, gradient] }),
        fails: "backward gives a gradient of the shape of the input",
        saying: "There has to be one for each input"),
      WrongAnswer(
        "the sum of the gradient", .myReLU(backward { gradient, _ in [gradient.sum()] }),
        fails: "backward gives a gradient of the shape of the input", saying: "That is one number."),
      WrongAnswer(
        "nothing is saved",
        .myReLU {
          WrongFunction {
            inputs, _ in
            relu(inputs[0])
          } backward: { gradient, context in
            [gradient * context.savedTensors[0]]
          }
        }, fails: "backward gives a gradient of the shape of the input",
        saying: "call context.saveForBackward", traps: true),
      WrongAnswer(
        "the slopes alone", .myReLU(backward { input, _ in input > 0 ? 1 : 0 }),
        fails: "it is the gradient from behind that goes through",
        saying: "What comes from behind has to be multiplied"),
      WrongAnswer(
        "the gradient's sign counts, too",
        .myReLU(backward { input, gradient in input > 0 && gradient > 0 ? gradient : 0 }),
        fails: "it is the gradient from behind that goes through",
        saying: "Negative gradients were stopped, too."),
      WrongAnswer(
        "0 counts as above 0", .myReLU(backward { input, gradient in input >= 0 ? gradient : 0 }),
        fails: "at 0 it is 0, as in PyTorch", saying: "the slope to the right"),
      WrongAnswer(
        "the input is changed, and handed back",
        .myReLU {
          WrongFunction { inputs, context in
            inputs[0].mutate { for i in $0.indices where $0[i] < 0 { $0[i] = 0 } }
            return Solutions.MyReLU().forward(inputs, context)
          } backward: { gradient, context in
            Solutions.MyReLU().backward(gradient, context)
          }
        }, fails: "forward makes negative elements 0", saying: "Change a copy"),
      WrongAnswer(
        "whole numbers are compared",
        .myReLU {
          WrongFunction { inputs, _ in
            Tensor(inputs[0].values.map { Int($0) > 0 ? $0 : 0 }, shape: inputs[0].shape)
          } backward: { gradient, _ in
            [gradient]
          }
        }, fails: "forward makes negative elements 0", saying: "An element between 0 and 1"),
      WrongAnswer(
        "what comes from behind is changed",
        .myReLU(
          backward { gradient, context in
            let input = context.savedTensors[0].values
            gradient.mutate { for i in $0.indices where input[i] <= 0 { $0[i] = 0 } }
            return [gradient]
          }), fails: "backward gives a gradient of the shape of the input",
        saying: "Whoever else got this gradient"),
      WrongAnswer(
        "the input is kept in the operation", .myReLU { Keeping() },
        fails: "each call has a context of its own", saying: "the second call wrote over it"),
      WrongAnswer(
        "the engine's",
        .myReLU {
          WrongFunction { inputs, context in
            context.saveForBackward(inputs[0])
            return relu(inputs[0])
          } backward: { gradient, context in
            Solutions.MyReLU().backward(gradient, context)
          }
        }, fails: "it is your own", saying: "relu of the engine did the work"),
    ])
}
