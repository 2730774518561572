import Chapter1Data
import Chapter2Model
import Datasets
import Foundation
import NN
import Tensors

/// Computes the loss of one prediction step by step, and then all at once.
public func computeLossByHand() {
  // #region by-hand
  let scores = Tensor([[1.0, 3.0, 0.5]])  // one digit, three classes
  let label = IntTensor([1])  //             the right one is class 1

  let probabilities = softmax(scores)
  print("probabilities:", probabilities)
  print("of the right class:", probabilities[0][1].item())
  print("its -log:", -log(probabilities[0][1].item()))

  let lossFunction = CrossEntropyLoss()
  print("CrossEntropyLoss:", lossFunction(scores, label).item())
  // #endregion by-hand
}

/// Compares confidence that is right, none, and confidence that is wrong.
public func compareConfidence() {
  // #region confidence
  let lossFunction = CrossEntropyLoss()
  let label = IntTensor([0])
  print("sure and right:", lossFunction(Tensor([[5, 0, 0]]), label).item())
  print("no idea:       ", lossFunction(Tensor([[0, 0, 0]]), label).item())
  print("sure and wrong:", lossFunction(Tensor([[0, 5, 0]]), label).item())
  // #endregion confidence
}

/// The loss of a model that has learned nothing yet.
public func startingLoss(from root: MNIST.Root = .bundled) throws {
  let (images, labels) = try firstBatch(from: root)
  // #region starting-loss
  manualSeed(0)
  let model = Model()
  let lossFunction = CrossEntropyLoss()
  let loss = lossFunction(model(images), labels)
  print("loss: ", loss.item())
  print("ln 10:", log(10.0 as Float))
  // #endregion starting-loss
}
