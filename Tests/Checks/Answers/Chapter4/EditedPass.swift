import Datasets
import Exercises
import NN
import Tensors

@testable import Checks

/// What a pass over the batches adds up.
struct Totals {
  var correct = 0
  var images = 0
  var batches = 0
  /// Of the batches' mean losses.
  var loss = 0.0
  /// Of the losses of all images.
  var lossOfImages = 0.0
  var lastLoss = 0.0
  /// As chapter 4's functions return them.
  var averages: (accuracy: Double, loss: Double) {
    (Double(correct) / Double(images), loss / Double(batches))
  }
}

/// A train function as in chapter 4, but for what is done with each loss and for what is divided by
/// what.
func editedTrain(
  before: @escaping @Sendable (any Optimizer) -> Void = { _ in },
  learn: @escaping @Sendable (Tensor, any Optimizer) -> Void = { loss, optimizer in
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
  },
  after: @escaping @Sendable (any Optimizer) -> Void = { _ in },
  returning result: @escaping @Sendable (Totals) -> (accuracy: Double, loss: Double) = \.averages
) -> TrainFunction {
  { loader, model, lossFunction, optimizer in
    before(optimizer)
    var totals = Totals()
    for (images, labels) in loader {
      let predictions = model(images)
      let loss = lossFunction(predictions, labels)
      totals.lastLoss = Double(loss.item())
      totals.loss += totals.lastLoss
      totals.lossOfImages += totals.lastLoss * Double(labels.count)
      totals.correct += zip(predictions.argmax(dim: 1).values, labels.values).count { $0 == $1 }
      totals.images += labels.count
      totals.batches += 1
      learn(loss, optimizer)
    }
    after(optimizer)
    return result(totals)
  }
}

/// A test function as in chapter 4, but for what is divided by what.
func editedTest(
  returning result: @escaping @Sendable (Totals) -> (accuracy: Double, loss: Double) = \.averages
) -> TestFunction {
  { loader, model, lossFunction in
    noGrad {
      editedTrain(learn: { _, _ in }, returning: result)(
        loader, model, lossFunction, SGD(model.parameters()))
    }
  }
}
