import Tensors

/// Exercise 3.6: ReLU as an operation of your own: every negative element becomes 0.
///
/// `MyReLU().apply(x)` does what `relu(x)` does, forward and back. Write all of it: do not use `relu`.
public struct MyReLU: AutogradFunction {
  /// The operation; its input comes with each call.
  public init() {}

  /// - Parameter inputs: one tensor of any shape.
  /// - Returns: a tensor of its shape.
  public func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
    fatalError("Exercise 3.6 has no answer yet")
  }

  /// - Parameter outputGradient: how the loss changes with each element of the result.
  /// - Returns: how the loss changes with each element of the input: one tensor of its shape. At 0,
  ///   where the slope is 0 on one side and 1 on the other, PyTorch takes 0.
  public func backward(_ outputGradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
    fatalError("Exercise 3.6 has no answer yet")
  }
}
