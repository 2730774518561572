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

final class MyReLUAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .myReLU { Solutions.MyReLU() },
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
        fails: "the gradient goes through where the input was above 0, and only there",
        saying: "backward returned nil."),
      WrongAnswer(
        "one gradient too many", .myReLU(backward { gradient, _ in [gradient, gradient] }),
        fails: "the gradient goes through where the input was above 0, and only there",
        saying: "wants one gradient for each of the inputs [[4]], and 2 came", traps: true),
      WrongAnswer(
        "the sum of the gradient", .myReLU(backward { gradient, _ in [gradient.sum()] }),
        fails: "the gradient goes through where the input was above 0, and only there",
        saying: "the gradient of input 0 has the shape [], and the input [4]", traps: true),
      WrongAnswer(
        "nothing is saved",
        .myReLU {
          WrongFunction {
            inputs, _ in
            relu(inputs[0])
          } backward: { gradient, context in
            [gradient * context.savedTensors[0]]
          }
        }, fails: "the gradient goes through where the input was above 0, and only there",
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
        fails: "at 0 it is 0, as in PyTorch", saying: "expected  0.0"),
    ])
}
