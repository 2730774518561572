import Foundation
import NN
import Plots
import Tensors

/// Gradient descent in a valley that is a hundred times as steep across as along.
public func drawValley() -> Figure {
  /// The places that an optimizer reaches in 60 steps.
  func walk(learningRate: Float, momentum: Float) -> [[Float]] {
    let place = Parameter([10, 1], shape: [2])
    let optimizer = SGD([place], learningRate: learningRate, momentum: momentum)
    let steepness = Tensor([1, 100])
    return (0...60).map { _ in
      let values = place.values
      optimizer.zeroGrad()
      ((place * place * steepness).sum() / 2).backward()
      optimizer.step()
      return values
    }
  }
  // #region valley
  let plain = walk(learningRate: 0.01, momentum: 0)
  let longer = walk(learningRate: 0.1, momentum: 0)
  let momentum = walk(learningRate: 0.01, momentum: 0.9)
  // #endregion valley
  print("the place after 30 steps, along and across:")
  for (name, path) in [("plain 0.01", plain), ("plain 0.1", longer), ("momentum", momentum)] {
    print(
      name.padding(toLength: 12, withPad: " ", startingAt: 0),
      String(format: "%8.3g %9.3g", path[30][0], path[30][1]))
  }
  func line(_ name: String, _ path: [[Float]]) -> LineChart.Series {
    .init(
      name, path.map { Double($0[1]) }, x: path.map { Double($0[0]) }, look: .line)
  }
  return Figure(
    width: 8, height: 3.4,
    alternative: "The ways of two optimizers through a valley, seen from above.",
    panels: [
      LineChart(
        title: "Sixty steps through a valley",
        series: [line("plain 0.01", plain), line("momentum 0.9 at 0.01", momentum)],
        xLabel: "along the valley", yLabel: "across it", legend: .upperLeft)
    ])
}
