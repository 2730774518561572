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
        fails: "the bias gets the sum over the batch",
        saying: "the gradient of input 2 has the shape [2, 4], and the input [4]", traps: true),
      WrongAnswer(
        "the bias gets the mean",
        .myLinear(backward { [$0.matmul($2), $0.t().matmul($1), $0.mean(dim: 0)] }),
        fails: "the bias gets the sum over the batch", saying: "That is the mean."),
      WrongAnswer(
        "the bias is forgotten", .myLinear(backward { [$0.matmul($2), $0.t().matmul($1), nil] }),
        fails: "the bias gets the sum over the batch", saying: "no gradient reached the bias"),
      WrongAnswer(
        "the weight's and the bias's gradients are exchanged",
        .myLinear(backward { [$0.matmul($2), $0.sum(dim: 0), $0.t().matmul($1)] }),
        fails: "the bias gets the sum over the batch",
        saying: "the gradient of input 1 has the shape [4], and the input [4, 3]", traps: true),
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
    ])
}
