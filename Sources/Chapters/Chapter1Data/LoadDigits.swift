import Datasets
import Foundation
import NN
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

/// Shows which digits are in a batch when they are shuffled, and when they are sorted, and what a
/// layer learns from each.
public func compareOrders(from root: MNIST.Root = .bundled) throws {
  let (trainDataset, testDataset) = try loadDatasets(from: root)
  // #region orders
  let sorted = trainDataset.targets.values.sorted()
  print("sorted:  ", sorted.prefix(32).map(String.init).joined(separator: " "))
  var batches = DataLoader(trainDataset, batchSize: 32, shuffle: true, seed: 0).makeIterator()
  let shuffled = batches.next()!.labels.values
  print("shuffled:", shuffled.map(String.init).joined(separator: " "))
  // #endregion orders
  let labels = trainDataset.targets.values
  let byLabel = Subset(
    trainDataset, indices: labels.indices.sorted { labels[$0] < labels[$1] })
  for (name, digits, shuffle) in [
    ("one pass, sorted digits:  ", byLabel, false),
    ("one pass, shuffled digits:", trainDataset, true),
  ] as [(String, any Dataset, Bool)] {
    let guesses = (0..<3).map { (seed: UInt64) in
      guessesAfterOnePass(through: digits, shuffle: shuffle, seed: seed, on: testDataset)
    }
    let right = guesses.joined().count { $0.guess == $0.label }
    let nines = guesses.joined().count { $0.guess == 9 }
    let count = Double(guesses.joined().count) / 100
    print(
      name,
      String(
        format: "%.1f %% right, %.1f %% of the answers a 9", Double(right) / count,
        Double(nines) / count))
  }
}

/// Trains a linear layer on each batch of a data set once, as chapter 4 does, and lets it guess.
private func guessesAfterOnePass(
  through digits: any Dataset, shuffle: Bool, seed: UInt64, on testDataset: MNIST
) -> [(guess: Int, label: Int)] {
  manualSeed(seed)
  let layer = Sequential(Flatten(), Linear(784, 10))
  let optimizer = SGD(layer.parameters(), learningRate: 0.01)
  for (images, labels) in DataLoader(digits, batchSize: 32, shuffle: shuffle) {
    optimizer.zeroGrad()
    CrossEntropyLoss()(layer(images), labels).backward()
    optimizer.step()
  }
  return DataLoader(testDataset, batchSize: 100).flatMap { images, labels in
    Array(zip(noGrad { layer(images) }.argmax(dim: 1).values, labels.values))
  }
}
