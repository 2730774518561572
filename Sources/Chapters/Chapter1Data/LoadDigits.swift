import Datasets
import Tensors

/// The two parts of the data: the training set and the test set.
public func loadDatasets(from root: MNIST.Root = .bundled) throws -> (train: MNIST, test: MNIST) {
  // #region load
  let trainDataset = try MNIST(root: root, train: true, transform: ToTensor())
  let testDataset = try MNIST(root: root, train: false, transform: ToTensor())
  // #endregion load
  return (trainDataset, testDataset)
}

/// What hands out the data in batches, shuffled for training and in order for testing.
public func makeLoaders(
  from root: MNIST.Root = .bundled, batchSize: Int = 32
) throws -> (train: DataLoader, test: DataLoader) {
  let (trainDataset, testDataset) = try loadDatasets(from: root)
  // #region loaders
  let trainLoader = DataLoader(
    trainDataset, batchSize: batchSize, shuffle: true)
  let testLoader = DataLoader(testDataset, batchSize: batchSize)
  // #endregion loaders
  return (trainLoader, testLoader)
}

/// Says how many digits each part has.
public func countDigits(from root: MNIST.Root = .bundled) throws {
  let (trainDataset, testDataset) = try loadDatasets(from: root)
  // #region count
  print("to learn from:", trainDataset.count)
  print("to be examined on:", testDataset.count)
  // #endregion count
}

/// Says how many batches make one pass through each part.
public func countBatches(from root: MNIST.Root = .bundled) throws {
  let (trainLoader, testLoader) = try makeLoaders(from: root)
  // #region count-batches
  print("batches to learn from:", trainLoader.count)
  print("batches to be examined on:", testLoader.count)
  // #endregion count-batches
}
