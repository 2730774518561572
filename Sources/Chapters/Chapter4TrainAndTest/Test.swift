import Datasets
import NN
import Tensors

// #region test
/// Runs the model on every batch once, without training it.
public func test(
  _ loader: DataLoader, _ model: Module, _ lossFunction: some Loss
) -> (accuracy: Double, loss: Double) {
  let size = loader.dataset.count
  let batchCount = loader.count
  var correct: Float = 0
  var totalLoss = 0.0

  noGrad {
    for (images, labels) in loader {
      let predictions = model(images)
      correct += (predictions.argmax(dim: 1) == labels).float().sum().item()
      totalLoss += Double(lossFunction(predictions, labels).item())
    }
  }
  return (Double(correct) / Double(size), totalLoss / Double(batchCount))
}
// #endregion test
