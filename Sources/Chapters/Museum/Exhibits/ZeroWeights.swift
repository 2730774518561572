import NN
import Tensors

/// All channels of a layer compute the same, and get the same gradient.
struct ZeroWeights: Fault {
  static let name = "weights all zero"

  func prepare() -> (model: Module, optimizer: SGD) {
    // #region fault
    let model = makeModel()
    for weight in model.parameters() where weight.dim > 1 {
      weight.mutate { $0 = [Float](repeating: 0, count: $0.count) }
    }
    let optimizer = SGD(model.parameters(), learningRate: 0.05)
    // #endregion fault
    return (model, optimizer)
  }

  static func check(_ training: Training) -> Finding {
    // #region check
    let weight = training.model.parameters()[0]
    let different = Set(weight.values).count
    let seen = "different numbers among \(weight.count) weights: \(different)"
    return Finding(seen, isFault: different == 1)
    // #endregion check
  }
}
