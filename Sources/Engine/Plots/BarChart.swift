/// One bar for each label: matplotlib's `plt.bar`, for class counts and probabilities.
///
/// In SVG the bars stand, in text they lie. A value that is not finite has a label but no bar.
public struct BarChart: Panel {
  /// What stands above the chart.
  public let title: String
  /// What each bar is called.
  public let labels: [String]
  /// How long each bar is; negative ones go the other way.
  public let values: [Double]
  /// What the bars are.
  public let xLabel: String?
  /// What their lengths measure.
  public let yLabel: String?

  /// A chart with a bar for each label; traps without labels, or if there are more or fewer values.
  public init(
    title: String, labels: [String], values: [Double], xLabel: String? = nil,
    yLabel: String? = nil
  ) {
    guard !labels.isEmpty else { fatalError("BarChart: needs at least 1 bar, but got 0") }
    guard labels.count == values.count else {
      fatalError("BarChart: \(labels.count) labels need as many values, but got \(values.count)")
    }
    self.title = title
    self.labels = labels
    self.values = values
    self.xLabel = xLabel
    self.yLabel = yLabel
  }
}

extension BarChart {
  /// The lengths as they are written at the bars, all with the same number of decimals.
  private var numbers: [String] {
    let decimals = values.sensibleDecimals
    return values.map { $0.fixed(decimals: decimals) }
  }

  /// From the lowest bar's end, or 0, to the highest bar's, or 0.
  private var reach: (low: Double, high: Double) {
    let drawable = values.filter(\.isDrawable)
    let low = min(drawable.min() ?? 0, 0)
    let high = max(drawable.max() ?? 0, 0)
    return low == high ? (0, 1) : (low, high)
  }

  /// Draws the chart: title, grid, bars with their values, labels below.
  public func draw(on canvas: inout SVGCanvas, in area: Rectangle) {
    let (low, high) = reach
    let room = (high - low) * 0.08
    let axis = Axis(values: [low < 0 ? low - room : 0, high > 0 ? high + room : 0], margin: 0)
    let frame = ChartFrame(
      area: area, title: title, xLabel: xLabel, yLabel: yLabel,
      yTicks: axis.ticks(intervals: max(3, Int((area.height - 80) / 36))))
    let plot = frame.plot
    frame.draw(on: &canvas, yAxis: axis)
    let step = plot.width / Double(labels.count)
    let zero = plot.bottom - axis.fraction(of: 0) * plot.height
    let widest = numbers.map { $0.pixels(size: 1) }.max() ?? 1
    let size = min(12, (step - 2) / widest)
    for (index, value) in values.enumerated() {
      let center = plot.x + (Double(index) + 0.5) * step
      canvas.text(labels[index], x: center, y: plot.bottom + 18, size: 12, anchor: .middle)
      guard value.isDrawable else {
        canvas.text("\(value)", x: center, y: zero - 5, size: 12, anchor: .middle)
        continue
      }
      let end = plot.bottom - axis.fraction(of: value) * plot.height
      canvas.rectangle(
        Rectangle(
          x: center - step * 0.4, y: min(zero, end), width: step * 0.8, height: abs(zero - end)),
        fill: Color.tab10[0])
      guard size >= 6 else { continue }
      canvas.text(
        numbers[index], x: center, y: value < 0 ? end + size + 2 : end - 5, size: size,
        anchor: .middle)
    }
    frame.drawAxes(on: &canvas)
    if low < 0 {
      canvas.stroke(
        "M\(plot.x.coordinate) \(zero.coordinate)H\(plot.right.coordinate)", color: .ink)
    }
  }

  /// The chart as text, one row for each bar: label, bar, value; at most 72 columns wide.
  public func text(width: Int, style: TerminalCapability) -> TextBlock {
    let sheetWidth = min(width, 72)
    var block = TextBlock(width: width, style: style)
    var row = 0
    let names = labels.map { block.fitted($0, columns: sheetWidth / 3) }
    let heading = block.fitted(xLabel ?? "", columns: sheetWidth / 3)
    let gutter = ((names + [heading]).map(\.displayWidth).max() ?? 0) + 1
    let numbers = numbers.map { block.fitted($0, columns: sheetWidth / 3) }
    let numberWidth = numbers.map(\.displayWidth).max() ?? 0
    let barColumns = max(1, sheetWidth - gutter - 1 - numberWidth - 1)
    let (low, high) = reach
    let left = gutter + 1
    let zero = Int((-low / (high - low) * Double(barColumns)).rounded())
    let positiveColumns = barColumns - zero

    if !title.isEmpty {
      block.writeCentered(title, row: row, columns: 0..<sheetWidth)
      row += 1
    }
    if xLabel != nil || yLabel != nil {
      block.write(heading, row: row, column: gutter - 1 - heading.displayWidth)
      block.write(
        block.fitted(yLabel ?? "", columns: sheetWidth - left), row: row, column: left)
      row += 1
    }
    for (index, value) in values.enumerated() {
      let name = names[index]
      block.write(name, row: row, column: gutter - 1 - name.displayWidth)
      block.write(style == .plain ? "|" : "│", row: row, column: gutter)
      var end = left + zero
      if value.isDrawable, value >= 0 {
        let bar = bar(
          columns: high > 0 ? value / high * Double(positiveColumns) : 0, style: style)
        block.write(bar, row: row, column: left + zero, foreground: Color.tab10[0])
        end += bar.displayWidth
      } else if value.isDrawable {
        let length = Int((value / low * Double(zero)).rounded())
        let bar = String(repeating: style == .plain ? "#" : "█", count: length)
        block.write(bar, row: row, column: left + zero - length, foreground: Color.tab10[0])
      }
      block.write(numbers[index], row: row, column: end + 1)
      row += 1
    }
    return block
  }

  /// A bar to the right, with an eighth of a character at its end where the style has it.
  private func bar(columns: Double, style: TerminalCapability) -> String {
    if style == .plain { return String(repeating: "#", count: Int(columns.rounded())) }
    let eighths = Int((columns * 8).rounded())
    let parts: [String] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }
}
