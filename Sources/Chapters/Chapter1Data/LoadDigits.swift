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

// #region loaders
/// Two loaders that hand out the data in batches: shuffled for training, in order for testing.
public func makeLoaders(
  from root: MNIST.Root = .bundled, batchSize: Int = 32
) throws -> (train: DataLoader, test: DataLoader) {
  let (trainDataset, testDataset) = try loadDatasets(from: root)
  let trainLoader = DataLoader(
    trainDataset, batchSize: batchSize, shuffle: true)
  let testLoader = DataLoader(testDataset, batchSize: batchSize)
  return (trainLoader, testLoader)
}
// #endregion loaders

/// Says how many digits each part has.
public func countDigits(from root: MNIST.Root = .bundled) throws {
  let (trainDataset, testDataset) = try loadDatasets(from: root)
  // #region count
  print("training set:", trainDataset.count)
  print("test set:", testDataset.count)
  // #endregion count
}

/// Says how many batches one pass through each part has.
public func countBatches(from root: MNIST.Root = .bundled) throws {
  let (trainLoader, testLoader) = try makeLoaders(from: root)
  // #region count-batches
  print("training batches:", trainLoader.count)
  print("test batches:", testLoader.count)
  // All full batches, and one more for the rest.
  print("of all of MNIST:", (60_000 + 31) / 32, "and", (10_000 + 31) / 32)
  // #endregion count-batches
}

/// Shows which digits are in a batch when they are shuffled, and when they are sorted.
public func compareOrders(from root: MNIST.Root = .bundled) throws {
  let (trainDataset, _) = try loadDatasets(from: root)
  // #region orders
  let sorted = trainDataset.targets.values.sorted()
  print("sorted:  ", sorted.prefix(32).map(String.init).joined(separator: " "))
  var batches = DataLoader(trainDataset, batchSize: 32, shuffle: true, seed: 0).makeIterator()
  let shuffled = batches.next()!.labels.values
  print("shuffled:", shuffled.map(String.init).joined(separator: " "))
  // #endregion orders
}
