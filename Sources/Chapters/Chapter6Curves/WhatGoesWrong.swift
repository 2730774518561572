import Plots

/// Draws the losses of a loop that was run twice: stops the program.
public func drawTooManyPoints() {
  // #region too-many-points
  let epochs = [1.0, 2.0, 3.0, 4.0, 5.0]
  var testLoss: [Double] = []
  for _ in 0..<2 {  // the loop, and by mistake the loop again
    for epoch in epochs { testLoss.append(2 / epoch) }
  }
  let chart = LineChart(
    title: "Loss", x: epochs, series: [.init("Test Loss", testLoss)])
  print(chart.title)
  // #endregion too-many-points
}
