import Chapter5TrainingLoop
import Plots

/// Accuracy and loss, training and test, side by side.
public func drawCurves(_ history: History) -> Figure {
  // #region curves
  let epochs = history.trainAccuracy.indices.map { Double($0 + 1) }
  let accuracy = LineChart(
    title: "Training and Validation Accuracy", x: epochs,
    series: [
      .init("Training Accuracy", history.trainAccuracy),
      .init("Test Accuracy", history.testAccuracy),
    ], legend: .lowerRight)
  let loss = LineChart(
    title: "Training and Validation Loss", x: epochs,
    series: [
      .init("Training Loss", history.trainLoss),
      .init("Test Loss", history.testLoss),
    ], legend: .upperRight)
  return Figure(
    width: 12, height: 3, columns: 2,
    alternative: "Accuracy and loss over the epochs, training and test.",
    panels: [accuracy, loss])
  // #endregion curves
}
