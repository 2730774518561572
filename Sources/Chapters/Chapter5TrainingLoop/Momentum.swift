import Chapter1Data
import Chapter2Model
import Datasets
import NN
import Tensors

/// The same five epochs with an optimizer that keeps its direction.
public func trainWithMomentum(from root: MNIST.Root = .bundled) throws -> History {
  // #region momentum
  manualSeed(0)
  let model = Model()
  let lossFunction = CrossEntropyLoss()
  let optimizer = SGD(model.parameters(), learningRate: 1e-2, momentum: 0.9)
  let (trainLoader, testLoader) = try makeLoaders(from: root)

  let history = fit(
    model, trainLoader, testLoader, lossFunction, optimizer, epochs: 5)
  // #endregion momentum
  return history
}
