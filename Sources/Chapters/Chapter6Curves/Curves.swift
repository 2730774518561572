import Chapter2Model
import Chapter5TrainingLoop
import Datasets
import Plots

/// The five epochs of chapter 5, once more.
public func trainOnceMore(
  from root: MNIST.Root = .bundled
) throws -> (model: Model, history: History) {
  // #region train
  let (model, history) = try trainFiveEpochs(from: root)
  // #endregion train
  return (model, history)
}

/// Accuracy and loss, training and test, side by side.
public func drawCurves(_ history: History) -> Figure {
  // #region curves
  let epochs = history.trainAccuracy.indices.map { Double($0 + 1) }
  let accuracy = LineChart(
    title: "Training and Test Accuracy", x: epochs,
    series: [
      .init("Training Accuracy", history.trainAccuracy),
      .init("Test Accuracy", history.testAccuracy),
    ], xLabel: "epoch", yLabel: "accuracy", legend: .lowerRight)
  let loss = LineChart(
    title: "Training and Test Loss", x: epochs,
    series: [
      .init("Training Loss", history.trainLoss),
      .init("Test Loss", history.testLoss),
    ], xLabel: "epoch", yLabel: "loss", legend: .upperRight)
  return Figure(
    width: 12, height: 3, columns: 2,
    alternative: "Accuracy and loss over the epochs, training and test.",
    panels: [accuracy, loss])
  // #endregion curves
}
