import NN
import Tensors

/// Steps are as many times too long as a batch has digits.
struct SummedLoss: Fault {
  static let name = "loss summed, not averaged"

  func loss(_ scores: Tensor, _ labels: IntTensor) -> Tensor {
    // #region fault
    let lossFunction = CrossEntropyLoss(reduction: .sum)
    // #endregion fault
    return lossFunction(scores, labels)
  }

  static func check(_ training: Training) -> Finding {
    // #region check
    func loss(digits: Int) -> Float {
      let labels = IntTensor([Int](repeating: 7, count: digits))
      return training.recipe.loss(.zeros([digits, 10]), labels).item()
    }
    let (ten, twenty) = (loss(digits: 10), loss(digits: 20))
    let seen = "loss of 10 digits: \(short(ten)), of 20: \(short(twenty))"
    return Finding(seen, isFault: twenty > 1.5 * ten)
    // #endregion check
  }
}
