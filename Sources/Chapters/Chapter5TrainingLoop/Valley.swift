import NN
import Plots
import Tensors

/// Gradient descent on a valley that is a hundred times as steep across as along.
public func drawValley() -> Figure {
  // #region valley
  /// The places that an optimizer comes by in 60 steps, and the last loss.
  func walk(learningRate: Float, momentum: Float) -> (path: [[Float]], loss: Float) {
    let place = Parameter([10, 1], shape: [2])
    let optimizer = SGD([place], learningRate: learningRate, momentum: momentum)
    let steepness = Tensor([1, 100])
    func loss() -> Tensor { (place * place * steepness).sum() / 2 }
    let path = (0..<60).map { _ in
      let values = place.values
      optimizer.zeroGrad()
      loss().backward()
      optimizer.step()
      return values
    }
    return (path, loss().item())
  }
  let plain = walk(learningRate: 0.01, momentum: 0)
  let long = walk(learningRate: 0.1, momentum: 0)
  let momentum = walk(learningRate: 0.01, momentum: 0.9)
  print("plain 0.01:          ", plain.loss)
  print("plain 0.1:           ", long.loss)
  print("momentum 0.9 at 0.01:", momentum.loss)
  // #endregion valley
  func line(_ name: String, _ path: [[Float]]) -> LineChart.Series {
    .init(name, path.map { Double($0[1]) }, x: path.map { Double($0[0]) })
  }
  return Figure(
    width: 8, height: 3.4,
    alternative: "The ways of two optimizers through a valley, seen from above.",
    panels: [
      LineChart(
        title: "Sixty steps through a valley", series: [
          line("plain 0.01", plain.path), line("momentum 0.9 at 0.01", momentum.path),
        ], xLabel: "along the valley", yLabel: "across it", legend: .upperLeft)
    ])
}
