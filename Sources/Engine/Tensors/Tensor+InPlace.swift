// Operators that change a tensor itself, and so also what anybody else holds of it, as PyTorch's do.

extension Tensor {
  /// Adds `right` to this very tensor, after broadcasting. Traps where the result has another shape,
  /// and for a leaf that requires a gradient, such as a parameter, outside of a ``noGrad(_:)``. Source:
  /// `torch.Tensor.add_`.
  public static func += (left: inout Tensor, right: Tensor) { left.become(left + right, "+=") }
  /// Subtracts `right` from this very tensor; traps as `+=` does. Source: `torch.Tensor.sub_`.
  public static func -= (left: inout Tensor, right: Tensor) { left.become(left - right, "-=") }
  /// Multiplies this very tensor by `right`; traps as `+=` does. Source: `torch.Tensor.mul_`.
  public static func *= (left: inout Tensor, right: Tensor) { left.become(left * right, "*=") }
  /// Divides this very tensor by `right`; traps as `+=` does. Source: `torch.Tensor.div_`.
  public static func /= (left: inout Tensor, right: Tensor) { left.become(left / right, "/=") }
  /// Adds `right` to each element of this very tensor; traps as `+=` of two tensors does.
  public static func += (left: inout Tensor, right: Float) { left.become(left + right, "+=") }
  /// Subtracts `right` from each element of this very tensor; traps as `+=` of two tensors does.
  public static func -= (left: inout Tensor, right: Float) { left.become(left - right, "-=") }
  /// Multiplies each element of this very tensor by `right`; traps as `+=` of two tensors does.
  public static func *= (left: inout Tensor, right: Float) { left.become(left * right, "*=") }
  /// Divides each element of this very tensor by `right`; traps as `+=` of two tensors does.
  public static func /= (left: inout Tensor, right: Float) { left.become(left / right, "/=") }

  /// Takes over the elements and the history of `result`. What was computed before keeps the elements
  /// that it was computed with, and goes back as it would have.
  final func become(_ result: Tensor, _ operation: String) {
    guard result.shape == shape else {
      fatalError(
        "\(operation): a result of shape \(result.shape) does not fit into a tensor of shape \(shape)"
      )
    }
    guard GradMode.isEnabled else { return mutate { $0 = result.values } }
    guard gradFn != nil || !requiresGrad else {
      fatalError(
        "\(operation): changes a leaf of shape \(shape) that requires a gradient, such as a "
          + "parameter: do it in noGrad { }, or make a new tensor of it")
    }
    mutate { $0 = result.values }
    gradFn = result.gradFn
  }
}

// A parameter is an object that a layer holds, and that a loop over `model.parameters()` names with a
// constant: it can be changed all the same.
extension Parameter {
  /// Adds `right` to this very parameter; in a ``noGrad(_:)``, or it traps.
  public static func += (left: Parameter, right: Tensor) { left.become(left + right, "+=") }
  /// Subtracts `right` from this very parameter, as an optimizer does:
  /// `noGrad { weight -= learningRate * weight.grad! }`. Outside of a ``noGrad(_:)`` it traps.
  public static func -= (left: Parameter, right: Tensor) { left.become(left - right, "-=") }
  /// Multiplies this very parameter by `right`; in a ``noGrad(_:)``, or it traps.
  public static func *= (left: Parameter, right: Tensor) { left.become(left * right, "*=") }
  /// Divides this very parameter by `right`; in a ``noGrad(_:)``, or it traps.
  public static func /= (left: Parameter, right: Tensor) { left.become(left / right, "/=") }
  /// Adds `right` to each element of this very parameter; in a ``noGrad(_:)``, or it traps.
  public static func += (left: Parameter, right: Float) { left.become(left + right, "+=") }
  /// Subtracts `right` from each element of this very parameter; in a ``noGrad(_:)``, or it traps.
  public static func -= (left: Parameter, right: Float) { left.become(left - right, "-=") }
  /// Multiplies each element of this very parameter by `right`; in a ``noGrad(_:)``, or it traps.
  public static func *= (left: Parameter, right: Float) { left.become(left * right, "*=") }
  /// Divides each element of this very parameter by `right`; in a ``noGrad(_:)``, or it traps.
  public static func /= (left: Parameter, right: Float) { left.become(left / right, "/=") }
}
