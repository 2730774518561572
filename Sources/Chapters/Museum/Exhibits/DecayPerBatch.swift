import Datasets
import NN
import Tensors

/// The learning rate is made smaller after each batch, and not after each epoch.
struct DecayPerBatch: Fault {
  static let name = "rate decays per batch"

  func epoch(_ training: Training) -> [Double] {
    let (model, optimizer) = (training.model, training.optimizer)
    var losses: [Double] = []
    // #region fault
    model.train()
    for (images, labels) in training.trainLoader {
      losses.append(Double(step(training, images, labels).item()))
      optimizer.learningRate *= 0.8
    }
    // #endregion fault
    return losses
  }

  static func check(_ training: Training) -> Finding {
    // #region check
    let before = training.optimizer.learningRate
    _ = training.epoch()
    let after = training.optimizer.learningRate
    let seen = "learning rate \(short(before)), an epoch later \(short(after))"
    return Finding(seen, isFault: after < before / 10)
    // #endregion check
  }
}
