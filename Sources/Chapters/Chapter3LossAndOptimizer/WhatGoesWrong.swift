import Chapter1Data
import Chapter2Model
import Datasets
import NN
import Tensors

/// Goes back through the same graph twice: stops the program.
public func goBackTwice(from root: MNIST.Root = .bundled) throws {
  let (images, labels) = try firstBatch(from: root)
  // #region backward-twice
  let model = Model()
  let loss = CrossEntropyLoss()(model(images), labels)
  loss.backward()
  loss.backward()
  // #endregion backward-twice
}

/// Takes a step before there is a gradient: nothing happens.
public func stepTooEarly() {
  // #region step-too-early
  manualSeed(0)
  let model = Model()
  let optimizer = SGD(model.parameters(), learningRate: 1e-2)
  let bias = model.parameters().last!
  let before = bias.values
  optimizer.step()
  print("has anything changed?", bias.values != before)
  // #endregion step-too-early
}
