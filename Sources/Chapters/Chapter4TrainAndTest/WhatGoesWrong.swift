import Chapter1Data
import Chapter2Model
import Datasets
import NN
import Tensors

/// Asks for gradients where nothing was noted down: stops the program.
public func learnWithoutGradients(from root: MNIST.Root = .bundled) throws {
  let (images, labels) = try firstBatch(from: root)
  // #region learn-in-no-grad
  let model = Model()
  let loss = noGrad { CrossEntropyLoss()(model(images), labels) }
  loss.backward()
  // #endregion learn-in-no-grad
}
