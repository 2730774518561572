import Exercises
import Tensors

/// An operation whose two ways are given.
struct WrongFunction: AutogradFunction {
  let forward: @Sendable ([Tensor], FunctionContext) -> Tensor
  let backward: @Sendable (Tensor, FunctionContext) -> [Tensor?]

  func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
    forward(inputs, context)
  }

  func backward(_ outputGradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
    backward(outputGradient, context)
  }
}
