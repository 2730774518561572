import Datasets
import Tensors

/// Exercise 1.3: a data set cut in two parts at random, one to train on and one to try things out
/// on.
///
/// Every sample is in exactly one part. The same seed gives the same parts each time, another seed
/// gives other parts, and the generator that everything else draws from is left alone.
///
/// - Parameters:
///   - validationShare: the share of the samples in the validation part, 0 to 1. If that is not a
///     whole number of samples, it is rounded down: a quarter of 11 samples is 2.
///   - seed: where the random numbers start.
public func splitDataset(
  _ dataset: any Dataset, validationShare: Double, seed: UInt64
) -> (training: Subset, validation: Subset) {
  // #stub
  // fatalError("Exercise 1.3 has no answer yet")
  // #solution
  let order = Generator(seed: seed).randomPermutation(dataset.count)
  let validationCount = Int(Double(dataset.count) * validationShare)
  return (
    Subset(dataset, indices: order.dropFirst(validationCount)),
    Subset(dataset, indices: order.prefix(validationCount))
  )
  // #end
}
