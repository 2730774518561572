import Datasets
import NN
import Tensors

/// The first test switches to evaluation, and nothing switches back.
struct NoTrain: Fault {
  static let name = "train() never called"

  func epoch(_ training: Training) -> [Double] {
    let optimizer = training.optimizer
    var losses: [Double] = []
    // #region fault
    for (images, labels) in training.trainLoader {
      losses.append(Double(step(training, images, labels).item()))
    }
    optimizer.learningRate *= 0.8
    // #endregion fault
    return losses
  }

  static func check(_ training: Training) -> Finding {
    // #region check
    let norm = training.firstLayer(BatchNorm2d.self)
    _ = training.accuracy()
    let before = norm.numBatchesTracked.item()
    _ = training.epoch()
    let batches = norm.numBatchesTracked.item() - before
    let seen = "BatchNorm2d has learned from \(batches) batches in an epoch"
    return Finding(seen, isFault: batches == 0)
    // #endregion check
  }
}
