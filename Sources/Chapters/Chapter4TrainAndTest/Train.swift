import Datasets
import NN
import Tensors

// #region train
/// Runs the model on every batch once, and lets it learn from each.
public func train(
  _ loader: DataLoader, _ model: Module, _ lossFunction: some Loss,
  _ optimizer: some Optimizer
) -> (accuracy: Double, loss: Double) {
  let size = loader.dataset.count  // all images
  let batchCount = loader.count  //   all batches
  var correct: Float = 0
  var totalLoss = 0.0

  for (images, labels) in loader {
    let predictions = model(images)
    let loss = lossFunction(predictions, labels)

    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()

    correct += (predictions.argmax(dim: 1) == labels).float().sum().item()
    totalLoss += Double(loss.item())
  }
  return (Double(correct) / Double(size), totalLoss / Double(batchCount))
}
// #endregion train
