import Chapter1Data
import Tensors

/// Images get a new order, and their labels keep the old one.
struct UnpairedLabels: Fault {
  static let name = "only images shuffled"

  func shuffled(_ digits: Digits, _ generator: Generator) -> Digits {
    // #region fault
    let order = generator.randomPermutation(digits.count)
    let images = order.map { digits.images[$0] }
    let labels = digits.labels
    // #endregion fault
    return Digits(images: images, labels: labels)
  }

  static func check(_ training: Training) -> Finding {
    // #region check
    let means = meanDigits(in: training.trainLoader)
    let all = means.mean(dim: 0)
    let difference = means - all
    let share = (difference * difference).mean() / (all * all).mean()
    let seen = "how different the ten mean digits are: \(short(share.item()))"
    return Finding(seen, isFault: share.item() < 0.1)
    // #endregion check
  }
}
