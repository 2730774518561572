import Chapter1Data
import Chapter2Model
import Datasets
import NN
import Tensors

/// Everything so far, put together: five passes through the data.
public func trainFiveEpochs(
  from root: MNIST.Root = .bundled
) throws -> (model: Model, history: History) {
  // #region five-epochs
  manualSeed(0)
  let model = Model()
  let lossFunction = CrossEntropyLoss()
  let optimizer = SGD(model.parameters(), learningRate: 1e-2)
  let (trainLoader, testLoader) = try makeLoaders(from: root)

  let history = fit(
    model, trainLoader, testLoader, lossFunction, optimizer, epochs: 5)
  // #endregion five-epochs
  return (model, history)
}
