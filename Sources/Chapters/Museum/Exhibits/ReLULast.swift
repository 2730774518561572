import NN
import Tensors

/// Scores below zero are cut off, and with them their gradients.
struct ReLULast: Fault {
  static let name = "ReLU after the last layer"

  func makeModel() -> Module {
    // #region fault
    Sequential(
      MaxPool2d(2), Conv2d(1, 8, kernelSize: 3), BatchNorm2d(8), ReLU(),
      Flatten(), Linear(8 * 12 * 12, 10), ReLU())
    // #endregion fault
  }

  static func check(_ training: Training) -> Finding {
    // #region check
    let scores = noGrad { training.model(training.batch.images) }
    let (lowest, highest) = (scores.min().item(), scores.max().item())
    let seen = "scores from \(short(lowest)) to \(short(highest))"
    return Finding(seen, isFault: lowest == 0 && highest > 0)
    // #endregion check
  }
}
