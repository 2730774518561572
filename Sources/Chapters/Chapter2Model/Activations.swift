import Foundation
import NN
import Plots
import Tensors

/// Replaces numbers below zero by zero.
public func tryReLU() {
  // #region relu
  print(relu(Tensor([-2, -1, 0, 1, 2])))
  // #endregion relu
}

/// Prints how steep ReLU and the sigmoid are in four places, and draws both.
public func drawSlopes() -> Figure {
  // #region slopes
  func slope(_ function: (Tensor) -> Tensor, at x: Float) -> Float {
    let rise = function(Tensor([x + 0.01])) - function(Tensor([x - 0.01]))
    return rise.item() / 0.02
  }
  for x: Float in [-4, -1, 1, 4] {
    print(
      String(
        format: "at %2.0f: slope of relu %.2f, of sigmoid %.2f", x, slope(relu, at: x),
        slope(sigmoid, at: x)))
  }
  // #endregion slopes
  let x = (-40...40).map { Double($0) / 10 }
  func curve(_ name: String, _ function: (Tensor) -> Tensor) -> LineChart.Series {
    LineChart.Series(name, function(Tensor(x.map(Float.init))).values.map(Double.init), look: .line)
  }
  return Figure(
    width: 6, height: 3.2,
    alternative:
      "ReLU: flat at zero, then straight up. Sigmoid: an S from 0 to 1, flat at both ends.",
    panels: [
      LineChart(
        title: "ReLU and sigmoid", x: x, series: [curve("relu", relu), curve("sigmoid", sigmoid)],
        xLabel: "what goes in", yLabel: "what comes out", legend: .upperLeft)
    ])
}
