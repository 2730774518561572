extension LineChart {
  /// The chart as text: at most 72 columns and about 16 rows, the legend below.
  ///
  /// In braille, series differ in marker, and in dash where there are many points; in plain text
  /// each has a character of its own; contours are points there. Where two lines share a character,
  /// the last one shows.
  public func text(width: Int, style: TerminalCapability) -> TextBlock {
    let sheetWidth = min(width, 72)
    var block = TextBlock(width: width, style: style)
    let plotRows = 12 - (xLabel == nil ? 0 : 1) - (yLabel == nil ? 0 : 1)
    let xAxis = xAxis(margin: 0.02)
    let yAxis = yAxis(margin: 0.02)
    let yTicks = yAxis.ticks(intervals: (plotRows - 1) / 2)
    let labelWidth = yTicks.map(\.label.count).max() ?? 0
    let gutter = labelWidth + 1 <= sheetWidth / 2 ? labelWidth + 1 : 0
    let plotColumns = sheetWidth - gutter - 1
    let plot = gutter + 1..<sheetWidth
    let frame: AxisCharacters = style == .plain ? .plain : .unicode

    var row = 0
    if !title.isEmpty {
      block.writeCentered(title, row: row, columns: plot)
      row += 1
    }
    if let yLabel {
      block.write(block.fitted(yLabel, columns: sheetWidth), row: row, column: 0)
      row += 1
    }
    let top = row

    // The vertical axis, the lines, the horizontal axis.
    for offset in 0..<plotRows { block.write(frame.vertical, row: top + offset, column: gutter) }
    for tick in yTicks {
      let offset = Int(((1 - yAxis.fraction(of: tick.position)) * Double(plotRows - 1)).rounded())
      block.write(frame.leftTick, row: top + offset, column: gutter)
      if gutter > 0 {
        block.write(tick.label, row: top + offset, column: gutter - 1 - tick.label.count)
      }
    }
    writeLines(
      on: &block, top: top, left: gutter + 1, columns: plotColumns, rows: plotRows, xAxis: xAxis,
      yAxis: yAxis)
    if let words = wordsForNoLines {
      let fitted = block.fitted(words, columns: plot.count)
      block.writeCentered(fitted, row: top + plotRows / 2, columns: plot)
    }
    row = top + plotRows
    let line = String(repeating: frame.horizontal, count: plotColumns)
    block.write(frame.corner + line, row: row, column: gutter)
    for (column, start, label) in placedTicks(
      of: xAxis, columns: plotColumns, limit: sheetWidth, left: gutter + 1)
    {
      block.write(frame.lowerTick, row: row, column: column)
      block.write(label, row: row + 1, column: start)
    }
    row += 2
    if let xLabel {
      block.writeCentered(xLabel, row: row, columns: plot)
      row += 1
    }
    if legend != .none { writeLegend(on: &block, row: row, columns: 0..<sheetWidth) }
    return block
  }

  /// The ticks below the chart: column of the tick, first column of its label, and the label.
  private func placedTicks(
    of axis: Axis, columns: Int, limit: Int, left: Int
  ) -> [(column: Int, start: Int, label: String)] {
    for intervals in stride(from: max(columns / 6, 1), through: 1, by: -1) {
      let placed = axis.ticks(intervals: intervals).map { tick in
        let offset = Int((axis.fraction(of: tick.position) * Double(columns - 1)).rounded())
        let start = left + offset - tick.label.count / 2
        return (
          column: left + offset, start: max(0, min(start, limit - tick.label.count)),
          label: tick.label
        )
      }
      let overlaps = zip(placed, placed.dropFirst()).contains { earlier, later in
        earlier.start + earlier.label.count + 1 > later.start
      }
      if !overlaps { return placed }
    }
    return []
  }

  /// Draws all series into the part of the block between the axes.
  private func writeLines(
    on block: inout TextBlock, top: Int, left: Int, columns: Int, rows: Int, xAxis: Axis,
    yAxis: Axis
  ) {
    var dots = DotCanvas(columns: columns, rows: rows, isBraille: block.style != .plain)
    var markers: [(row: Int, column: Int, owner: Int)] = []
    let isSparse = isSparse(columns: columns)
    func place(_ point: Point) -> (x: Int, y: Int) {
      (
        x: Int((xAxis.fraction(of: point.x) * Double(dots.width - 1)).rounded()),
        y: Int(((1 - yAxis.fraction(of: point.y)) * Double(dots.height - 1)).rounded())
      )
    }
    if let contours {
      var unbroken = Dash([])
      for (index, level) in contours.levels.enumerated() {
        for (from, to) in contours.pieces(at: level) {
          dots.line(from: place(from), to: place(to), owner: -1 - index, dash: &unbroken)
        }
      }
    }
    for (owner, series) in series.enumerated() {
      let mark = SeriesMark(index: owner)
      let isMarked = isSparse && series.look == .automatic
      var dash = Dash(isMarked || block.style == .plain ? [] : mark.dash)
      var lastMarker = Int.min / 2
      for piece in pieces(of: series) {
        let places = piece.map(place)
        for (from, to) in zip(places, places.dropFirst()) {
          dots.line(from: from, to: to, owner: owner, dash: &dash)
        }
        for place in places {
          let column = place.x / dots.dotsAcross
          let isDue = series.look == .automatic && abs(column - lastMarker) >= 12
          if piece.count == 1 || isMarked || isDue {
            markers.append((place.y / dots.dotsDown, column, owner))
            lastMarker = column
          }
        }
      }
    }
    for row in 0..<rows {
      for column in 0..<columns {
        guard let dot = dots.braille(row: row, column: column) else { continue }
        if let contours, dot.owner < 0 {
          block.write(
            block.style == .plain ? "." : String(dot.character), row: top + row,
            column: left + column, foreground: contours.color(of: -1 - dot.owner))
          continue
        }
        let mark = SeriesMark(index: dot.owner)
        let character = block.style == .plain ? mark.plain : String(dot.character)
        block.write(character, row: top + row, column: left + column, foreground: mark.color)
      }
    }
    for (row, column, owner) in markers {
      let mark = SeriesMark(index: owner)
      block.write(
        block.style == .plain ? mark.plain : mark.marker, row: top + row, column: left + column,
        foreground: mark.color)
    }
  }

  /// Whether there is room to mark every point.
  private func isSparse(columns: Int) -> Bool {
    (series.filter { $0.look != .line }.map(\.values.count).max() ?? 0) <= max(columns / 4, 1)
  }

  /// Writes a sample of each line and its label, on as many rows as it takes.
  private func writeLegend(on block: inout TextBlock, row: Int, columns: Range<Int>) {
    var lines: [[(index: Int, label: String)]] = [[]]
    var used = 0
    for (index, series) in series.enumerated() {
      let label = block.fitted(legendLabel(of: series), columns: columns.count - 4)
      let length = 4 + label.displayWidth
      if used > 0, used + 3 + length > columns.count {
        lines.append([])
        used = 0
      }
      used += (used > 0 ? 3 : 0) + length
      lines[lines.count - 1].append((index, label))
    }
    for (offset, line) in lines.enumerated() {
      let length = line.reduce(3 * (line.count - 1)) { $0 + 4 + $1.label.displayWidth }
      var column = columns.lowerBound + max(0, (columns.count - length) / 2)
      for (index, label) in line {
        let mark = SeriesMark(index: index)
        let sample = mark.sample(series[index].look, isPlain: block.style == .plain)
        block.write(sample, row: row + offset, column: column, foreground: mark.color)
        block.write(label, row: row + offset, column: column + 4)
        column += 4 + label.displayWidth + 3
      }
    }
  }
}

/// How one series is told apart in text.
private struct SeriesMark {
  let index: Int

  var color: Color { Color.tab10[index % Color.tab10.count] }
  var plain: String { ["*", "o", "+", "x", "#", "@", "%", "&"][index % 8] }
  var marker: String { ["●", "■", "▲", "◆", "○", "□", "△", "◇"][index % 8] }
  /// What the legend shows, three characters.
  func sample(_ look: LineChart.Look, isPlain: Bool) -> String {
    switch (look, isPlain) {
    case (.points, _): " \(isPlain ? plain : marker) "
    case (_, true): String(repeating: plain, count: 3)
    case (.automatic, false): "⠒\(marker)⠒"
    case (.line, false): "⠒⠒⠒"
    }
  }
  var dash: [Int] {
    [[], [4, 3], [1, 2], [6, 2, 1, 2], [2, 4], [8, 4], [3, 1], [1, 4]][index % 8]
  }
}

/// The characters that axes are drawn with.
struct AxisCharacters {
  let vertical: String
  let leftTick: String
  let corner: String
  let horizontal: String
  let lowerTick: String

  static let plain = AxisCharacters(
    vertical: "|", leftTick: "+", corner: "+", horizontal: "-", lowerTick: "+")
  static let unicode = AxisCharacters(
    vertical: "│", leftTick: "┤", corner: "└", horizontal: "─", lowerTick: "┬")
}
