import Plots

// #region points
/// Three points, and how well the line `w · x + b` fits them.
enum Points {
  static let x: [Float] = [1, 2, 3]
  static let y: [Float] = [3, 5, 5]

  /// The mean of the squared errors.
  static func loss(_ w: Float, _ b: Float = 0) -> Float {
    mean { x, y in (w * x + b - y) * (w * x + b - y) }
  }
  // #endregion points

  /// How the loss changes with `w` and with `b`.
  static func gradient(_ w: Float, _ b: Float = 0) -> (w: Float, b: Float) {
    (mean { x, y in 2 * (w * x + b - y) * x }, mean { x, y in 2 * (w * x + b - y) })
  }

  /// The mean of a number over the points.
  private static func mean(_ number: (Float, Float) -> Float) -> Float {
    zip(x, y).map(number).reduce(0, +) / Float(x.count)
  }
}

/// Computes the loss of five lines through the origin, and the slope at the second one: the ratio of
/// the changes of loss and weight, as these get smaller and smaller.
public func takeRatios() {
  // #region ratio
  print("w from 0 to 4:", [0, 1, 2, 3, 4].map { w in Points.loss(w) })
  for h in [1, 0.1, 0.01, 0.001, 0.000_001, 0.000_000_01] as [Float] {
    print("h = \(h):", (Points.loss(1 + h) - Points.loss(1)) / h)
  }
  // #endregion ratio
}

/// Goes downhill with one weight and two learning rates, and draws both paths.
public func descendOneWeight() -> Figure {
  // #region one-weight-steps
  func way(learningRate: Float) -> [Float] {
    var way: [Float] = [1]
    for _ in 0..<4 { way.append(way.last! - learningRate * Points.gradient(way.last!).w) }
    return way
  }
  print("the gradient at 1:", Points.gradient(1).w)
  print("learning rate 0.05:", way(learningRate: 0.05))
  print("learning rate 0.22:", way(learningRate: 0.22))
  // #endregion one-weight-steps
  let w = stride(from: -0.5, through: 4.5, by: 0.1).map { $0 }
  let curve = LineChart.Series(
    "loss", w.map { Double(Points.loss(Float($0))) }, x: w, look: .line)
  let tangent = LineChart.Series(
    "tangent", [0, 1.6].map { w in Double(Points.loss(1) + Points.gradient(1).w * (w - 1)) },
    x: [0, 1.6], look: .line)
  func chart(_ title: String, _ learningRate: Float, _ more: [LineChart.Series]) -> LineChart {
    let way = way(learningRate: learningRate)
    return LineChart(
      title: title,
      series: [curve] + more + [
        .init("steps", way.map { Double(Points.loss($0)) }, x: way.map(Double.init))
      ], xLabel: "w", yLabel: "loss", legend: .upperRight)
  }
  return Figure(
    width: 9, height: 3.6, columns: 2,
    alternative: "The loss over one weight, a parabola. Short steps go down its side along the "
      + "tangent; steps that are too long go from side to side and up.",
    panels: [
      chart("Learning rate 0.05", 0.05, [tangent]), chart("Learning rate 0.22", 0.22, []),
    ])
}

/// Goes downhill with two parameters and several learning rates, and draws the paths on a map of the
/// loss.
public func descendTwoParameters() -> Figure {
  func way(learningRate: Float) -> [(w: Float, b: Float)] {
    var way: [(w: Float, b: Float)] = [(0, 0)]
    // #region two-parameters
    for _ in 0..<20 {
      let (w, b) = way.last!
      let slope = Points.gradient(w, b)
      way.append((w - learningRate * slope.w, b - learningRate * slope.b))
    }
    // #endregion two-parameters
    return way
  }
  for rate in [0.01, 0.1, 0.18, 0.19] as [Float] {
    let (w, b) = way(learningRate: rate).last!
    print("learning rate \(rate): loss", Points.loss(w, b))
  }
  // The widest below the others.
  let series = ([0.18, 0.1, 0.01] as [Float]).map { rate in
    let way = way(learningRate: rate)
    return LineChart.Series(
      "learning rate \(rate)", way.map { Double($0.b) }, x: way.map { Double($0.w) })
  }
  // Where both slopes are 0, as a little algebra finds.
  let lowest = LineChart.Series("lowest", [7.0 / 3], x: [1], look: .points)
  return Figure(
    width: 8, height: 5,
    alternative: "A map of the loss over two parameters: a long valley with steep sides. A small "
      + "learning rate stops early, a large one jumps from side to side.",
    panels: [
      LineChart(
        title: "The loss over two parameters, from above", series: series + [lowest],
        xLabel: "w", yLabel: "b", legend: .upperRight,
        contours: Contours(x: -0.5...4, y: -0.5...4, levels: [0.5, 1, 2, 4, 8, 16, 32, 64]) {
          w, b in Double(Points.loss(Float(w), Float(b)))
        })
    ])
}
