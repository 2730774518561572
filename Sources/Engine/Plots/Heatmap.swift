/// A table of values whose cells are the darker, the greater they are: a confusion matrix.
///
/// The counterpart of matplotlib's `imshow` with a text in each cell, or of scikit-learn's
/// `ConfusionMatrixDisplay`. The rows stand where `yLabel` says (the true digit), the columns where
/// `xLabel` says.
public struct Heatmap: Panel {
  /// What stands above the table.
  public let title: String
  /// What each row is called.
  public let rows: [String]
  /// What each column is called.
  public let columns: [String]
  /// The values, one array for each row.
  public let values: [[Double]]
  /// What the columns are.
  public let xLabel: String?
  /// What the rows are.
  public let yLabel: String?
  /// Which colour stands for which value, from the lowest (or 0, if none is negative) to the
  /// highest.
  public let colormap: Colormap

  /// A table; traps without cells, or if the values do not have a number for each row and column.
  public init(
    title: String, rows: [String], columns: [String], values: [[Double]], xLabel: String? = nil,
    yLabel: String? = nil, colormap: Colormap = .blues
  ) {
    guard !rows.isEmpty, !columns.isEmpty else {
      fatalError(
        "Heatmap: needs at least 1 row and 1 column, but got \(rows.count) and \(columns.count)")
    }
    guard values.count == rows.count else {
      fatalError("Heatmap: \(rows.count) rows need as many rows of values, but got \(values.count)")
    }
    for (label, row) in zip(rows, values) where row.count != columns.count {
      fatalError(
        "Heatmap: \(columns.count) columns need as many values in row \"\(label)\", "
          + "but got \(row.count)")
    }
    self.title = title
    self.rows = rows
    self.columns = columns
    self.values = values
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.colormap = colormap
  }
}

extension Heatmap {
  /// The values as they are written in the cells, all with the same number of decimals.
  var cells: [[String]] {
    let decimals = values.flatMap { $0 }.sensibleDecimals
    return values.map { row in row.map { $0.fixed(decimals: min(decimals, 2)) } }
  }

  /// The colours of the cells; nil where the value is not a number.
  var colors: [[Color?]] {
    let drawable = values.flatMap { $0 }.filter(\.isDrawable)
    var low = min(drawable.min() ?? 0, 0)
    var high = max(drawable.max() ?? 0, low)
    if colormap == .diverging {
      high = max(high, -low)
      low = -high
    }
    return values.map { row in
      row.map { value in
        if value.isNaN { return nil }
        return colormap.color(at: high > low ? (value - low) / (high - low) : 0)
      }
    }
  }

  /// Draws the table as large as it fits, with square cells where there is room.
  public func draw(on canvas: inout SVGCanvas, in area: Rectangle) {
    let labelWidth = rows.map { $0.pixels(size: 13) }.max() ?? 0
    let inner = area.inset(
      left: labelWidth + 10 + (yLabel == nil ? 0 : 22), top: title.isEmpty ? 8 : 32, right: 8,
      bottom: 24 + (xLabel == nil ? 0 : 20))
    let cellHeight = inner.height / Double(rows.count)
    let cellWidth = min(inner.width / Double(columns.count), max(cellHeight * 1.6, 24))
    let width = cellWidth * Double(columns.count)
    let table = Rectangle(
      x: inner.x + (inner.width - width) / 2, y: inner.y, width: width, height: inner.height)

    if !title.isEmpty {
      canvas.text(title, x: table.centerX, y: area.y + 18, size: 16, anchor: .middle)
    }
    let cells = cells
    let colors = colors
    let widest = cells.joined().map { $0.pixels(size: 1) }.max() ?? 1
    let size = max(min(13, (cellWidth - 4) / widest, cellHeight * 0.8), 4)
    for (row, label) in rows.enumerated() {
      let y = table.y + Double(row) * cellHeight
      canvas.text(label, x: table.x - 8, y: y + cellHeight / 2 + 4.5, size: 13, anchor: .end)
      for column in columns.indices {
        let x = table.x + Double(column) * cellWidth
        let color = colors[row][column] ?? .white
        canvas.rectangle(
          Rectangle(x: x, y: y, width: cellWidth, height: cellHeight), fill: color, stroke: .white)
        canvas.text(
          cells[row][column], x: x + cellWidth / 2, y: y + cellHeight / 2 + size * 0.36, size: size,
          anchor: .middle, color: color.brightness < 0.55 ? .white : .ink)
      }
    }
    for (column, label) in columns.enumerated() {
      let x = table.x + (Double(column) + 0.5) * cellWidth
      canvas.text(label, x: x, y: table.bottom + 18, size: 13, anchor: .middle)
    }
    if let xLabel {
      canvas.text(xLabel, x: table.centerX, y: area.bottom - 4, size: 13, anchor: .middle)
    }
    if let yLabel {
      canvas.text(
        yLabel, x: table.x - labelWidth - 20, y: table.centerY, size: 13, anchor: .middle,
        upwards: true)
    }
  }

  /// The table as text, in colour with a background for each cell; columns that do not fit follow
  /// below.
  public func text(width: Int, style: TerminalCapability) -> TextBlock {
    var block = TextBlock(width: width, style: style)
    let cells = cells
    let colors = colors
    let rowLabels = rows.map { block.fitted($0, columns: width / 3) }
    let corner = block.fitted(yLabel ?? "", columns: width / 3)
    let gutter = (rowLabels + [corner]).map(\.displayWidth).max() ?? 0
    let columnLabels = columns.map { block.fitted($0, columns: max(width - gutter - 2, 1)) }
    let widest = (cells.joined() + columnLabels).map(\.displayWidth).max() ?? 1
    let cellWidth = widest + 2
    let abreast = max(1, min(columns.count, (width - gutter) / cellWidth))

    var row = 0
    if !title.isEmpty {
      block.writeCentered(title, row: row, columns: 0..<gutter + abreast * cellWidth)
      row += 1
    }
    for start in stride(from: 0, to: columns.count, by: abreast) {
      let shown = start..<min(start + abreast, columns.count)
      if start > 0 { row += 1 }
      if let xLabel {
        block.writeCentered(
          xLabel, row: row, columns: gutter..<gutter + shown.count * cellWidth)
        row += 1
      }
      /// Writes a text at the right of a column's cell.
      func write(_ text: String, column: Int, foreground: Color? = nil, background: Color? = nil) {
        let room = min(cellWidth, width - gutter)
        let fitted = block.fitted(text, columns: max(room - 1, 1))
        let padding = String(repeating: " ", count: max(0, room - 1 - fitted.displayWidth))
        block.write(
          padding + fitted + " ", row: row, column: gutter + (column - start) * cellWidth,
          foreground: foreground, background: background)
      }
      block.write(corner, row: row, column: 0)
      for column in shown { write(columnLabels[column], column: column) }
      row += 1
      for index in rows.indices {
        let label = rowLabels[index]
        block.write(label, row: row, column: gutter - label.displayWidth)
        for column in shown {
          let color = colors[index][column]
          write(
            cells[index][column], column: column,
            foreground: color.map { $0.brightness < 0.55 ? .white : .ink }, background: color)
        }
        row += 1
      }
    }
    return block
  }
}
