import Tensors

/// Exercise 1.1: the same images, with mean 0 and standard deviation 1 over all of their numbers.
///
/// - Parameter images: any shape; the numbers are not all the same.
/// - Returns: a tensor of the same shape.
public func normalize(_ images: Tensor) -> Tensor {
  fatalError("Exercise 1.1 has no answer yet")
}
