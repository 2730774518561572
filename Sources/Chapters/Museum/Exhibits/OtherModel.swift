import NN
import Tensors

/// A new model after the optimizer was made: the optimizer has the parameters of the old one.
struct OtherModel: Fault {
  static let name = "optimizer of another model"

  func prepare() -> (model: Module, optimizer: SGD) {
    // #region fault
    var model = makeModel()
    let optimizer = SGD(model.parameters(), learningRate: 0.05)
    model = makeModel()
    // #endregion fault
    return (model, optimizer)
  }

  static func check(_ training: Training) -> Finding {
    // #region check
    let before = training.model.parameters().map(\.values)
    training.step()
    let after = training.model.parameters().map(\.values)
    let changed = zip(before, after).count { $0 != $1 }
    let seen = "a step changes \(changed) of \(before.count) parameters"
    return Finding(seen, isFault: changed == 0)
    // #endregion check
  }
}
