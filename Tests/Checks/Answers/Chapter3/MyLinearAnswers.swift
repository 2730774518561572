import Exercises
import Solutions
import Tensors

@testable import Checks

/// A linear layer that is right forward, and goes back in some other way.
private func backward(
  _ body: @escaping @Sendable (_ gradient: Tensor, _ x: Tensor, _ weight: Tensor) -> [Tensor?]
) -> @Sendable () -> any AutogradFunction {
  {
    WrongFunction {
      Solutions.MyLinear().forward($0, $1)
    } backward: { gradient, context in
      body(gradient, context.savedTensors[0], context.savedTensors[1])
    }
  }
}

/// Keeps its inputs in itself, and not in the context.
private final class Keeping: AutogradFunction {
  private var inputs: [Tensor] = []

  func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
    self.inputs = inputs.map { $0.detach() }
    return Solutions.MyLinear().forward(inputs, context)
  }

  func backward(_ outputGradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
    [
      outputGradient.matmul(inputs[1]), outputGradient.t().matmul(inputs[0]),
      outputGradient.sum(dim: 0),
    ]
  }
}

final class MyLinearAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .myLinear { Solutions.MyLinear() },
    wrong: [
      WrongAnswer(
        "the weight is not turned",
        .myLinear {
          WrongFunction {
            inputs, _ in
            inputs[0].matmul(inputs[1]) + inputs[2]
          } backward: { _, _ in
            []
          }
        }, fails: "forward gives the weighted sums, and the bias",
        saying: "matmul: [2, 3] and [4, 3] do not fit", traps: true),
      WrongAnswer(
        "no bias",
        .myLinear {
          WrongFunction {
            inputs, _ in
            inputs[0].matmul(inputs[1].t())
          } backward: { _, _ in
            []
          }
        }, fails: "forward gives the weighted sums, and the bias", saying: "The bias is missing."),
      WrongAnswer(
        "the bias gets every row",
        .myLinear(backward { [$0.matmul($2), $0.t().matmul($1), $0] }),
        fails: "backward gives a gradient for each input, of its shape",
        saying: "That is outputGradient itself."),
      WrongAnswer(
        "the bias gets the mean",
        .myLinear(backward { [$0.matmul($2), $0.t().matmul($1), $0.mean(dim: 0)] }),
        fails: "the bias gets the sum over the batch", saying: "That is the mean."),
      WrongAnswer(
        "the bias is forgotten", .myLinear(backward { [$0.matmul($2), $0.t().matmul($1), nil] }),
        fails: "backward gives a gradient for each input, of its shape",
        saying: "no gradient reached the bias"),
      WrongAnswer(
        "the weight's and the bias's gradients are exchanged",
        .myLinear(backward { [$0.matmul($2), $0.sum(dim: 0), $0.t().matmul($1)] }),
        fails: "backward gives a gradient for each input, of its shape",
        saying: "That is the shape of the bias."),
      WrongAnswer(
        "the weight's gradient is averaged",
        .myLinear(
          backward { [$0.matmul($2), $0.t().matmul($1) / Float($1.shape[0]), $0.sum(dim: 0)] }),
        fails: "the weight gets the inputs times the gradient from behind",
        saying: "That is the mean."),
      WrongAnswer(
        "the weight's gradient leaves out what comes from behind",
        .myLinear(
          backward { [$0.matmul($2), Tensor.ones($0.shape).t().matmul($1), $0.sum(dim: 0)] }),
        fails: "the weight gets the inputs times the gradient from behind",
        saying: "The gradient from behind is missing."),
      WrongAnswer(
        "x's gradient leaves out what comes from behind",
        .myLinear(
          backward { [Tensor.ones($0.shape).matmul($2), $0.t().matmul($1), $0.sum(dim: 0)] }),
        fails: "x gets the weights times the gradient from behind",
        saying: "those are sums of weights"),
      WrongAnswer(
        "the bias is taken off",
        .myLinear {
          WrongFunction { inputs, _ in
            inputs[0].matmul(inputs[1].t()) - inputs[2]
          } backward: { _, _ in
            []
          }
        }, fails: "forward gives the weighted sums, and the bias", saying: "The bias was taken off."
      ),
      WrongAnswer(
        "x is changed",
        .myLinear {
          WrongFunction { inputs, context in
            inputs[0].mutate { $0[0] = 0 }
            return Solutions.MyLinear().forward(inputs, context)
          } backward: { _, _ in
            []
          }
        }, fails: "forward gives the weighted sums, and the bias", saying: "x afterwards"),
      WrongAnswer(
        "the weight's gradient is transposed",
        .myLinear(backward { [$0.matmul($2), $1.t().matmul($0), $0.sum(dim: 0)] }),
        fails: "backward gives a gradient for each input, of its shape",
        saying: "It is transposed: the weight is [out, in]"),
      WrongAnswer(
        "the bias gets a matrix",
        .myLinear(
          backward { [$0.matmul($2), $0.t().matmul($1), $0.sum(dim: 0, keepDim: true)] }),
        fails: "backward gives a gradient for each input, of its shape",
        saying: "a matrix with one row"),
      WrongAnswer(
        "the sign of a step",
        .myLinear(backward { [-$0.matmul($2), -$0.t().matmul($1), -$0.sum(dim: 0)] }),
        fails: "the bias gets the sum over the batch", saying: "is the optimizer's"),
      WrongAnswer(
        "rows are added up before they are multiplied",
        .myLinear(
          backward { gradient, x, weight in
            let sums = gradient.sum(dim: 0).unsqueeze(dim: 1) * x.sum(dim: 0)
            return [gradient.matmul(weight), sums, gradient.sum(dim: 0)]
          }), fails: "the weight gets the inputs times the gradient from behind",
        saying: "The rows were added up first"),
      WrongAnswer(
        "transposed where that fits",
        .myLinear(
          backward { gradient, x, weight in
            let isSquare = weight.shape[0] == weight.shape[1]
            return [
              gradient.matmul(isSquare ? weight.t() : weight), gradient.t().matmul(x),
              gradient.sum(dim: 0),
            ]
          }), fails: "it fits any batch, and any number of inputs and outputs",
        saying: "must not be transposed"),
      WrongAnswer(
        "the inputs are kept in the operation", .myLinear { Keeping() },
        fails: "each call has a context of its own", saying: "the second call wrote over it"),
      WrongAnswer(
        "the engine's",
        .myLinear {
          WrongFunction { inputs, context in
            context.saveForBackward(inputs[0], inputs[1])
            return linear(inputs[0], inputs[1], inputs[2])
          } backward: { gradient, context in
            Solutions.MyLinear().backward(gradient, context)
          }
        }, fails: "it is your own", saying: "linear of the engine did the work"),
    ])
}
