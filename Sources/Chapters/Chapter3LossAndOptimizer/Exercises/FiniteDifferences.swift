import Tensors

/// Exercise 3.3: how a function changes with each element of its input, found by moving that one:
/// `(f(… + h) − f(… − h)) / 2h`, while all other elements stay where they are.
///
/// - Parameters:
///   - function: returns a single number for a tensor of the shape of `x`.
///   - x: any shape. It is the same afterwards as before, to the last bit.
///   - h: how far each element is moved to either side.
/// - Returns: a tensor of the shape of `x`.
public func finiteDifferences(
  of function: (Tensor) -> Float, at x: Tensor, h: Float = 1e-2
) -> Tensor {
  fatalError("Exercise 3.3 has no answer yet")
}
