import Chapter1Data
import Chapter2Model
import Datasets
import NN
import Tensors

/// Clears the gradients before they are used: nothing moves.
public func clearTooEarly(from root: MNIST.Root = .bundled) throws {
  let (images, labels) = try firstBatch(from: root)
  manualSeed(0)
  let model = Model()
  let optimizer = SGD(model.parameters(), learningRate: 1e-2)
  let loss = CrossEntropyLoss()(model(images), labels)
  // #region cleared-too-early
  let before = model.parameters().map(\.values)
  loss.backward()
  optimizer.zeroGrad()
  optimizer.step()
  print("has anything changed?", model.parameters().map(\.values) != before)
  // #endregion cleared-too-early
}

/// Asks for gradients where nothing was recorded: stops the program.
public func learnWithoutGradients(from root: MNIST.Root = .bundled) throws {
  let (images, labels) = try firstBatch(from: root)
  // #region learn-in-no-grad
  let model = Model()
  let loss = noGrad { CrossEntropyLoss()(model(images), labels) }
  loss.backward()
  // #endregion learn-in-no-grad
}
