import Tensors

/// Exercise 1.1: the standard deviation of all elements of a tensor: how far they are from their
/// mean, as the root of the mean of the squared distances.
///
/// - Parameter x: any shape, at least one element; they may all be far from 0, as 2001 and 2002 are.
///   The mean divides by the number of elements, not by one less.
public func standardDeviation(of x: Tensor) -> Float {
  fatalError("Exercise 1.1 has no answer yet")
}

/// The images, shifted and scaled by two numbers that come from the training images alone: their
/// mean is subtracted, and what is left is divided by their standard deviation.
///
/// - Parameters:
///   - images: any shape; the training images, or the test images.
///   - training: the training images, any shape; their elements are not all the same.
/// - Returns: a new tensor, of the shape of `images`.
public func normalize(_ images: Tensor, by training: Tensor) -> Tensor {
  fatalError("Exercise 1.1 has no answer yet")
}
