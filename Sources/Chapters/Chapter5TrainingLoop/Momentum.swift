import Chapter1Data
import Chapter2Model
import Datasets
import NN
import Plots
import Tensors

/// The same five epochs with an optimizer that keeps its direction.
public func trainWithMomentum(from root: MNIST.Root = .bundled) throws -> History {
  // #region momentum
  manualSeed(0)
  let model = Model()
  let lossFunction = CrossEntropyLoss()
  let optimizer = SGD(model.parameters(), learningRate: 1e-2, momentum: 0.9)
  let (trainLoader, testLoader) = try makeLoaders(from: root)

  let history = fit(
    model, trainLoader, testLoader, lossFunction, optimizer, epochs: 5)
  // #endregion momentum
  return history
}

/// Draws how the test loss falls without momentum and with it.
public func drawMomentum(without: History, with: History) -> Figure {
  // #region draw-momentum
  let epochs = without.testLoss.indices.map { Double($0 + 1) }
  let chart = LineChart(
    title: "Test loss", x: epochs,
    series: [
      .init("without momentum", without.testLoss),
      .init("with momentum", with.testLoss),
    ], xLabel: "epoch", yLabel: "loss", legend: .upperRight)
  // #endregion draw-momentum
  return Figure(
    width: 8, height: 4,
    alternative: "The test loss over five epochs, without momentum and with it.",
    panels: [chart])
}
