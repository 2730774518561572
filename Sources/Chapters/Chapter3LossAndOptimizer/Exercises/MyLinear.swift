import Tensors

/// Exercise 3.7: a linear layer as an operation of your own: `x · weightᵀ + bias`.
///
/// `MyLinear().apply(x, weight, bias)` does what `linear(x, weight, bias)` does, forward and back.
/// Write all of it: do not use `linear`.
public struct MyLinear: AutogradFunction {
  /// The operation; its inputs come with each call.
  public init() {}

  /// - Parameter inputs: x `[batch, inFeatures]`, weight `[outFeatures, inFeatures]` and bias
  ///   `[outFeatures]`.
  /// - Returns: `[batch, outFeatures]`
  public func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
    fatalError("Exercise 3.7 has no answer yet")
  }

  /// - Parameter outputGradient: how the loss changes with each element of the result: `[batch,
  ///   outFeatures]`.
  /// - Returns: how the loss changes with x, with the weight and with the bias, each of the shape of
  ///   its input.
  public func backward(_ outputGradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
    fatalError("Exercise 3.7 has no answer yet")
  }
}
