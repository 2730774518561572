/// What stands around the data of a chart in SVG: title, axis labels, horizontal grid lines, two
/// axes.
struct ChartFrame {
  let area: Rectangle
  let title: String
  let xLabel: String?
  let yLabel: String?
  let yTicks: [Axis.Tick]

  /// Where the data goes: the area less the room for everything around it.
  var plot: Rectangle {
    let labels = yTicks.map { $0.label.pixels(size: 12) }.max() ?? 0
    return area.inset(
      left: labels + 12 + (yLabel == nil ? 0 : 22), top: title.isEmpty ? 8 : 32, right: 10,
      bottom: 26 + (xLabel == nil ? 0 : 20))
  }

  /// Draws everything but the axes, which go on top of grid lines and bars.
  func draw(on canvas: inout SVGCanvas, yAxis: Axis) {
    let plot = plot
    if !title.isEmpty {
      canvas.text(title, x: plot.centerX, y: area.y + 18, size: 16, anchor: .middle)
    }
    if let xLabel {
      canvas.text(xLabel, x: plot.centerX, y: area.bottom - 4, size: 13, anchor: .middle)
    }
    if let yLabel {
      canvas.text(
        yLabel, x: area.x + 13, y: plot.centerY, size: 13, anchor: .middle, upwards: true)
    }
    var gridLines = ""
    for tick in yTicks {
      let y = plot.bottom - yAxis.fraction(of: tick.position) * plot.height
      gridLines += "M\((plot.x - 4).coordinate) \(y.coordinate)H\(plot.right.coordinate)"
      canvas.text(tick.label, x: plot.x - 8, y: y + 4.2, size: 12, anchor: .end)
    }
    canvas.stroke(gridLines, color: .grid)
  }

  /// Draws the left and the lower edge of the plot.
  func drawAxes(on canvas: inout SVGCanvas) {
    let plot = plot
    canvas.stroke(
      "M\(plot.x.coordinate) \(plot.y.coordinate)V\(plot.bottom.coordinate)H\(plot.right.coordinate)",
      color: Color(0x4D4D4D))
  }
}
