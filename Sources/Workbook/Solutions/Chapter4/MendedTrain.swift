import Datasets
import NN
import Tensors

/// Exercise 4.3: shows the model every batch once, lets it learn from each, and has three faults.
/// Find and mend them.
///
/// - Returns: as `train` does, the share of right guesses among all images, and the mean of the
///   losses of the batches, in which each batch counts the same.
public func mendedTrain(
  _ loader: DataLoader, _ model: Module, _ lossFunction: some Loss,
  _ optimizer: some Optimizer
) -> (accuracy: Double, loss: Double) {
  var seen = 0
  var correct = 0
  var totalLoss = 0.0

  for (images, labels) in loader {
    let predictions = model(images)
    let loss = lossFunction(predictions, labels)
    totalLoss += Double(loss.item())

    // #stub
    // optimizer.step()
    // loss.backward()
    // #solution
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    // #end

    let (_, guesses) = predictions.max(dim: 1)
    correct += zip(guesses.values, labels.values).count { $0 == $1 }
    seen += labels.count
  }
  // #stub
  // return (Double(correct) / Double(seen), totalLoss / Double(seen))
  // #solution
  return (Double(correct) / Double(seen), totalLoss / Double(loader.count))
  // #end
}
