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
    // #stub
    // fatalError("Exercise 3.6 has no answer yet")
    // #solution
    let x = inputs[0]
    context.saveForBackward(x)
    return Tensor(x.values.map { max($0, 0) }, shape: x.shape)
    // #end
  }

  /// - Parameter outputGradient: how the loss changes with each element of the result.
  /// - Returns: how the loss changes with each element of the input: one tensor of its shape. At 0,
  ///   where the slope is 0 on one side and 1 on the other, PyTorch takes 0.
  public func backward(_ outputGradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
    // #stub
    // fatalError("Exercise 3.6 has no answer yet")
    // #solution
    let x = context.savedTensors[0]
    let slopes: [Float] = x.values.map { $0 > 0 ? 1 : 0 }
    return [outputGradient * Tensor(slopes, shape: x.shape)]
    // #end
  }
}
