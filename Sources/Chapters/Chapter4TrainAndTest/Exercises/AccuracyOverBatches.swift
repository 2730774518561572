import Tensors

/// Exercise 4.1: the share of right guesses among all images of several batches, from 0 to 1.
///
/// - Parameter batches: one or more. Each has scores `[N, classes]` and labels `[N]`. N may differ,
///   since the last batch of a data set is often short.
/// - Returns: the number of images whose label got the highest score, divided by the number of
///   images.
public func accuracy(
  over batches: [(predictions: Tensor, labels: IntTensor)]
) -> Double {
  fatalError("Exercise 4.1 has no answer yet")
}
