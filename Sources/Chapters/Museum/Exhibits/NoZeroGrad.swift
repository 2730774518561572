import NN
import Tensors

/// The gradients of all batches so far are added up.
struct NoZeroGrad: Fault {
  static let name = "gradients never cleared"

  func step(_ training: Training, _ images: Tensor, _ labels: IntTensor) -> Tensor {
    let (model, optimizer) = (training.model, training.optimizer)
    // #region fault
    let loss = loss(model(images), labels)
    loss.backward()
    optimizer.step()
    // #endregion fault
    return loss
  }

  static func check(_ training: Training) -> Finding {
    // #region check
    training.optimizer.learningRate = 0  // nothing moves
    training.optimizer.zeroGrad()
    func squaredGradient() -> Float {
      training.step()
      let gradients = training.optimizer.parameters.compactMap(\.grad)
      return gradients.reduce(0) { $0 + ($1 * $1).sum().item() }
    }
    let (first, second) = (squaredGradient(), squaredGradient())
    let seen = "squared gradient \(short(first)), again \(short(second))"
    return Finding(seen, isFault: second > 2 * first)
    // #endregion check
  }
}
