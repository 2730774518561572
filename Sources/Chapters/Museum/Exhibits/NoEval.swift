import Chapter4TrainAndTest
import NN
import Tensors

/// The network is tested as it is trained.
struct NoEval: Fault {
  static let name = "eval() never called"

  func accuracy(_ training: Training) -> Double {
    let model = training.model
    // #region fault
    let (accuracy, _) = test(training.testLoader, model, CrossEntropyLoss())
    // #endregion fault
    return accuracy
  }

  static func check(_ training: Training) -> Finding {
    // #region check
    let norm = training.firstLayer(BatchNorm2d.self)
    let before = norm.runningMean[0].item()
    _ = training.accuracy()
    let after = norm.runningMean[0].item()
    let seen = "running mean \(short(before)), after a test \(short(after))"
    return Finding(seen, isFault: after != before)
    // #endregion check
  }
}
