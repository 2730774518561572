import Chapter1Data
import Chapter2Model
import Chapter4TrainAndTest
import Chapter5TrainingLoop
import Datasets
import Foundation
import NN
import Tensors

/// Trains on only 100 digits, until the model knows them by heart.
public func overfit(from root: MNIST.Root = .bundled) throws -> History {
  let (trainDataset, testDataset) = try loadDatasets(from: root)
  // #region overfit
  manualSeed(0)
  let model = Model()
  let lossFunction = CrossEntropyLoss()
  let optimizer = SGD(model.parameters(), learningRate: 1e-2, momentum: 0.9)
  let few = Subset(trainDataset, indices: 0..<min(100, trainDataset.count))
  let trainLoader = DataLoader(few, batchSize: 10, shuffle: true)
  let testLoader = DataLoader(testDataset, batchSize: 100)

  let history = fit(
    model, trainLoader, testLoader, lossFunction, optimizer, epochs: 30)
  // #endregion overfit
  return history
}

/// Which epoch was the best of a run, by each of two measures.
public func compareEpochs(_ history: History) {
  guard !history.testLoss.isEmpty else { return print("no epoch, so there is no best one") }
  // #region which-epoch
  let losses = history.testLoss
  let shares = history.testAccuracy
  let byLoss = losses.indices.min { losses[$0] < losses[$1] }!
  let byAccuracy = shares.indices.max { shares[$0] < shares[$1] }!
  // #endregion which-epoch
  for (name, index) in [
    ("lowest loss:  ", byLoss), ("best accuracy:", byAccuracy),
    ("last epoch:   ", losses.count - 1),
  ] {
    print(
      name, "epoch \(index + 1), loss", String(format: "%.3f,", losses[index]),
      "accuracy \(percent(shares[index])) %")
  }
}

/// Trains a model that is too small for the task.
public func underfit(from root: MNIST.Root = .bundled) throws -> History {
  // #region underfit
  manualSeed(0)
  let model = Sequential(MaxPool2d(7), Flatten(), Linear(16, 10))
  let lossFunction = CrossEntropyLoss()
  let optimizer = SGD(model.parameters(), learningRate: 0.1, momentum: 0.9)
  let (trainLoader, testLoader) = try makeLoaders(from: root)

  let history = fit(
    model, trainLoader, testLoader, lossFunction, optimizer, epochs: 6)
  // #endregion underfit
  return history
}

/// Trains the small model for longer, and on fewer digits, and then one that sees more.
public func changeSmallModel(from root: MNIST.Root = .bundled) throws {
  let (trainDataset, testDataset) = try loadDatasets(from: root)
  func show(_ name: String, pooling: Int = 7, digits: Int = 4000, epochs: Int = 6) {
    let few = Subset(trainDataset, indices: 0..<min(digits, trainDataset.count))
    let side = 28 / pooling
    let shares = (0..<3).map { (seed: UInt64) in
      let (model, accuracies) = trainSilently(
        seed: seed, on: few, judgedBy: testDataset, epochs: epochs, learningRate: 0.1,
        momentum: 0.9
      ) { Sequential(MaxPool2d(pooling), Flatten(), Linear(side * side, 10)) }
      let seen = test(DataLoader(few, batchSize: 100), model, CrossEntropyLoss())
      return (onSeen: seen.accuracy, onNew: accuracies.last!)
    }
    let onSeen = meanAndDeviation(shares.map(\.onSeen))
    let onNew = meanAndDeviation(shares.map(\.onNew))
    print(
      name.padding(toLength: 28, withPad: " ", startingAt: 0),
      "training \(percent(onSeen.mean)) % ± \(percent(onSeen.deviation)),",
      "test \(percent(onNew.mean)) % ± \(percent(onNew.deviation))")
  }
  // #region small-models
  show("as above")
  show("longer: 30 epochs", epochs: 30)
  show("2,000 digits, as many steps", digits: 2000, epochs: 12)
  show("larger: 49 numbers a digit", pooling: 4)
  // #endregion small-models
}
