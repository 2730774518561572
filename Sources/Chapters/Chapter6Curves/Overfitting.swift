import Chapter1Data
import Chapter2Model
import Chapter5TrainingLoop
import Datasets
import NN
import Tensors

/// Trains on 100 digits only, until the model knows them by heart.
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
