import NN
import Tensors

/// The loss does a softmax itself.
struct SoftmaxTwice: Fault {
  static let name = "softmax twice"

  final class Softmax: Module {
    override func forward(_ x: Tensor) -> Tensor { softmax(x) }
  }

  func makeModel() -> Module {
    // #region fault
    Sequential(
      MaxPool2d(2), Conv2d(1, 8, kernelSize: 3), BatchNorm2d(8), ReLU(),
      Flatten(), Linear(8 * 12 * 12, 10), Softmax())
    // #endregion fault
  }

  static func check(_ training: Training) -> Finding {
    // #region check
    let scores = noGrad { training.model(training.batch.images) }
    let sums = scores.sum(dim: 1).values
    let (lowest, highest) = (sums.min()!, sums.max()!)
    let seen = "sums of a digit's scores: \(short(lowest)) to \(short(highest))"
    return Finding(seen, isFault: lowest > 0.999 && highest < 1.001)
    // #endregion check
  }
}
