import NN
import Tensors

/// Exercise 6.4: for each pixel, how much the winning score changes with it: the absolute value of
/// the score's gradient with respect to the pixel.
///
/// - Parameters:
///   - model: takes `[1, 1, 28, 28]` and returns `[1, classes]`. It is in evaluation mode afterwards,
///     and its parameters have no gradients; otherwise it is as it was.
///   - image: `[1, 28, 28]`. It is left as it is.
/// - Returns: `[28, 28]`, no element below 0.
public func saliency(of model: Module, for image: Tensor) -> Tensor {
  fatalError("Exercise 6.4 has no answer yet")
}
