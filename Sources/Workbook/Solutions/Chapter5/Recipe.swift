import Chapter2Model
import NN
import Tensors

/// Exercise 5.4: how to train, so that the model gets at least 93 % of the validation digits right
/// after three epochs of the other training digits that ship with the workbook.
///
/// The check makes a model and an optimizer from it, trains, and looks at the validation digits after
/// each epoch. It opens the test set once, at the end of a recipe that has got there.
public struct Recipe: Sendable {
  /// How often every training digit is shown: at most 3 times.
  public let epochs = 3
  // #stub
  // /// The number of digits in a batch.
  // public let batchSize = 32
  // #solution
  /// The number of digits in a batch.
  public let batchSize = 16
  // #end

  /// The recipe, with all that it says.
  public init() {}

  /// The model before its training: turns images `[N, 1, 28, 28]` into scores `[N, 10]`.
  public func makeModel() -> Module {
    Model()
  }

  /// The optimizer: it changes these parameters, those of the model, after each batch.
  public func makeOptimizer(_ parameters: [Parameter]) -> any Optimizer {
    // #stub
    // SGD(parameters, learningRate: 1e-2)
    // #solution
    SGD(parameters, learningRate: 1e-2, momentum: 0.9)
    // #end
  }
}
