import Chapter1Data
import Datasets
import Tensors

/// The training digits in two parts: those to learn from, and those to choose with.
public func splitTrainingDigits(
  from root: MNIST.Root = .bundled
) throws -> (training: Subset, validation: Subset) {
  let (trainDataset, _) = try loadDatasets(from: root)
  // #region split
  let order = Generator(seed: 0).randomPermutation(trainDataset.count)
  let cut = order.count * 4 / 5
  let training = Subset(trainDataset, indices: order[..<cut])
  let validation = Subset(trainDataset, indices: order[cut...])
  // #endregion split
  return (training, validation)
}

/// Says how many digits each part has.
public func countParts(from root: MNIST.Root = .bundled) throws {
  let (training, validation) = try splitTrainingDigits(from: root)
  let (_, testDataset) = try loadDatasets(from: root)
  print("to learn from: ", training.count)
  print("to choose by:  ", validation.count)
  print("for the end:   ", testDataset.count)
}
