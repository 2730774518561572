extension LineChart {
  /// Draws the chart: title, grid, axes, lines and legend.
  public func draw(on canvas: inout SVGCanvas, in area: Rectangle) {
    let xAxis = xAxis(margin: 0.05)
    let yAxis = yAxis(margin: 0.05)
    let frame = ChartFrame(
      area: area, title: title, xLabel: xLabel, yLabel: yLabel,
      yTicks: yAxis.ticks(intervals: max(3, Int((area.height - 80) / 36))))
    let plot = frame.plot
    frame.draw(on: &canvas, yAxis: yAxis)

    var xTicks: [Axis.Tick] = []
    for intervals in stride(from: max(2, Int(plot.width / 50)), through: 1, by: -1) {
      xTicks = xAxis.ticks(intervals: intervals)
      let widest = xTicks.map { $0.label.pixels(size: 12) }.max() ?? 0
      if Double(xTicks.count) * (widest + 12) <= plot.width { break }
    }
    var gridLines = ""
    for tick in xTicks {
      let x = plot.x + xAxis.fraction(of: tick.position) * plot.width
      gridLines += "M\(x.coordinate) \(plot.y.coordinate)V\((plot.bottom + 4).coordinate)"
      canvas.text(tick.label, x: x, y: plot.bottom + 18, size: 12, anchor: .middle)
    }
    canvas.stroke(gridLines, color: .grid)
    drawContours(on: &canvas, in: plot, xAxis: xAxis, yAxis: yAxis)
    frame.drawAxes(on: &canvas)

    var labels = PointLabels(
      in: plot, around: legendBox(in: plot), isNeeded: series.contains { !$0.names.isEmpty })
    for (index, series) in series.enumerated() {
      let look = look(of: index)
      var line = ""
      var markers = ""
      for piece in pieces(of: series) {
        for (position, point) in piece.enumerated() {
          let x = plot.x + xAxis.fraction(of: point.x) * plot.width
          let y = plot.bottom - yAxis.fraction(of: point.y) * plot.height
          if piece.count > 1 {
            line += "\(position == 0 ? "M" : "L")\(x.coordinate) \(y.coordinate)"
          }
          if look.hasMarkers || piece.count == 1 { markers += look.marker(x: x, y: y) }
          labels.append(point.name, x: x, y: y, isConnected: position > 0)
        }
      }
      if !line.isEmpty { canvas.stroke(line, color: look.color, width: 2, dash: look.dash) }
      if !markers.isEmpty { canvas.fill(markers, color: look.color, outline: .white) }
    }
    labels.draw(on: &canvas)
    if let words = wordsForNoLines {
      canvas.text(
        words, x: plot.x + plot.width / 2, y: plot.y + plot.height / 2, size: 13, anchor: .middle)
    }
    drawLegend(on: &canvas, in: plot)
  }

  private func drawContours(
    on canvas: inout SVGCanvas, in plot: Rectangle, xAxis: Axis, yAxis: Axis
  ) {
    guard let contours else { return }
    for (index, level) in contours.levels.enumerated() {
      var line = ""
      for (from, to) in contours.pieces(at: level) {
        for (command, point) in [("M", from), ("L", to)] {
          let x = plot.x + xAxis.fraction(of: point.x) * plot.width
          let y = plot.bottom - yAxis.fraction(of: point.y) * plot.height
          line += "\(command)\(x.coordinate) \(y.coordinate)"
        }
      }
      if !line.isEmpty { canvas.stroke(line, color: contours.color(of: index)) }
    }
  }

  private func look(of index: Int) -> SeriesLook {
    let isSparse = series.allSatisfy { $0.look == .line || $0.values.count <= 25 }
    let own = series[index].look
    return SeriesLook(
      index: index, hasLine: own != .points,
      hasMarkers: own == .points || own == .automatic && isSparse)
  }

  private static let legendLineHeight = 20.0

  /// Where the legend stands; nil where there is none.
  private func legendBox(in plot: Rectangle) -> Rectangle? {
    guard legend != .none else { return nil }
    let width = 50 + (series.map { legendLabel(of: $0).pixels(size: 12.5) }.max() ?? 0)
    let height = Double(series.count) * Self.legendLineHeight + 8
    let isLeft = legend == .upperLeft || legend == .lowerLeft
    let y =
      switch legend {
      case .upperLeft, .upperRight: plot.y + 8
      case .centerRight: plot.y + (plot.height - height) / 2
      case .lowerLeft, .lowerRight, .none: max(plot.y + 4, plot.bottom - height - 8)
      }
    return Rectangle(
      x: isLeft ? plot.x + 8 : max(plot.x + 4, plot.right - width - 8), y: y, width: width,
      height: height)
  }

  private func drawLegend(on canvas: inout SVGCanvas, in plot: Rectangle) {
    guard let box = legendBox(in: plot) else { return }
    canvas.rectangle(box, fill: .white, opacity: 0.85, stroke: Color(0xCCCCCC), radius: 3)
    for (index, series) in series.enumerated() {
      let look = look(of: index)
      let y = box.y + 4 + (Double(index) + 0.5) * Self.legendLineHeight
      if look.hasLine {
        let sample = "M\((box.x + 8).coordinate) \(y.coordinate)h28"
        canvas.stroke(sample, color: look.color, width: 2, dash: look.dash)
      }
      if look.hasMarkers {
        canvas.fill(look.marker(x: box.x + 22, y: y), color: look.color, outline: .white)
      }
      canvas.text(legendLabel(of: series), x: box.x + 43, y: y + 4.5, size: 12.5)
    }
  }
}

/// How one series is drawn in SVG: colour, and a marker (few points) or a dash (many points).
private struct SeriesLook {
  let index: Int
  let hasLine: Bool
  let hasMarkers: Bool

  var color: Color { Color.tab10[index % Color.tab10.count] }

  var dash: [Double] {
    guard !hasMarkers else { return [] }
    return [[], [7, 3], [2, 2.5], [9, 3, 2, 3], [12, 4], [5, 2, 2, 2, 2, 2]][index % 6]
  }

  /// The outline of the marker around a point: disc, square, triangle, diamond, triangle upside
  /// down, bar.
  func marker(x: Double, y: Double) -> String {
    func polygon(_ corners: [(Double, Double)]) -> String {
      "M"
        + corners.map { "\((x + $0.0).coordinate) \((y + $0.1).coordinate)" }.joined(separator: "L")
        + "z"
    }
    switch index % 6 {
    case 0: return "M\((x - 4.5).coordinate) \(y.coordinate)a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z"
    case 1: return polygon([(-4, -4), (4, -4), (4, 4), (-4, 4)])
    case 2: return polygon([(0, -5.5), (5, 3.5), (-5, 3.5)])
    case 3: return polygon([(0, -5.5), (5.5, 0), (0, 5.5), (-5.5, 0)])
    case 4: return polygon([(0, 5.5), (-5, -3.5), (5, -3.5)])
    default: return polygon([(-2, -6), (2, -6), (2, 6), (-2, 6)])
    }
  }
}
