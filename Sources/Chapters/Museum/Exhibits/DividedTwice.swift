import Datasets
import Tensors

/// `ToTensor` has divided by 255 already.
struct DividedTwice: Fault {
  static let name = "divided by 255 twice"

  func image(_ bytes: ByteTensor) -> Tensor {
    // #region fault
    let image = ToTensor()(bytes) / 255
    // #endregion fault
    return image
  }

  static func check(_ training: Training) -> Finding {
    // #region check
    let largest = training.batch.images.max().item()
    return Finding("largest pixel: \(short(largest))", isFault: largest < 0.1)
    // #endregion check
  }
}
