extension Diagram {
  private static let characters = DiagramLayout.Measures(
    width: { $0.displayWidth }, line: 1, padding: (2, 1), gap: (3, 1), space: 0, frame: (2, 1, 1),
    label: (2, 1), edge: 1)

  /// The diagram in characters; where it is wider than the text, labels are shortened.
  public func text(width: Int, style: TerminalCapability) -> TextBlock {
    var block = TextBlock(width: width, style: style)
    let layout = fittedLayout(for: block)
    var top = 0
    if !title.isEmpty {
      let columns = max(layout.width, block.fitted(title, columns: width).displayWidth)
      block.writeCentered(title, row: 0, columns: 0..<columns)
      top = 1
    }
    let lines = Lines(style)
    for (area, title) in layout.frames {
      draw(area, lines, on: &block, top: top)
      let shown = block.fitted(title, columns: area.width - 4)
      guard !shown.isEmpty else { continue }
      block.write(" \(shown) ", row: top + area.y, column: area.x + 1)
    }
    for (area, texts) in layout.boxes {
      draw(area, lines, on: &block, top: top)
      let first = top + area.y + (area.height - texts.count) / 2
      for (index, text) in texts.enumerated() {
        block.writeCentered(
          text, row: first + index, columns: area.x + 1..<max(area.x + area.width - 1, area.x + 2))
      }
    }
    for (points, label, color) in layout.arrows {
      draw(points, lines, on: &block, top: top, color: color)
      guard let label else { continue }
      let left =
        switch label.anchor {
        case .start: label.x
        case .middle: label.x - label.text.displayWidth / 2
        case .end: label.x - label.text.displayWidth
        }
      block.write(label.text, row: top + label.y, column: left)
    }
    return block
  }

  /// The diagram with the longest labels with which it fits.
  private func fittedLayout(for block: TextBlock) -> DiagramLayout {
    func layout(_ length: Int) -> DiagramLayout {
      DiagramLayout(self, Self.characters) { block.fitted($0, columns: length) }
    }
    let length = greatestLength(upTo: block.width) { layout($0).width <= block.width }
    return layout(length)
  }

  private func draw(
    _ area: DiagramLayout.Area, _ lines: Lines, on block: inout TextBlock, top: Int
  ) {
    let level = String(repeating: lines.level, count: max(area.width - 2, 0))
    let right = area.x + area.width - 1
    for row in area.y..<area.y + area.height {
      switch row {
      case area.y:
        block.write(lines.corner(.down, .right) + level, row: top + row, column: area.x)
        block.write(lines.corner(.down, .left), row: top + row, column: right)
      case area.y + area.height - 1:
        block.write(lines.corner(.up, .right) + level, row: top + row, column: area.x)
        block.write(lines.corner(.up, .left), row: top + row, column: right)
      default:
        block.write(lines.upright, row: top + row, column: area.x)
        block.write(lines.upright, row: top + row, column: right)
      }
    }
  }

  /// Draws a line from the edge of a box, around its corners, to a head on the edge of another.
  private func draw(
    _ points: [DiagramLayout.Point], _ lines: Lines, on block: inout TextBlock, top: Int,
    color: Color?
  ) {
    func write(_ text: String, _ x: Int, _ y: Int) {
      block.write(text, row: top + y, column: x, foreground: color)
    }
    var before: Lines.Side?
    for (start, end) in zip(points, points.dropFirst()) {
      let side: Lines.Side =
        start.x == end.x ? (end.y > start.y ? .down : .up) : end.x > start.x ? .right : .left
      if let before {
        write(lines.corner(side, before.opposite), start.x, start.y)
      } else {
        // The edge of the box stays as it is, but for the line that leaves it.
        block.write(lines.branch(side), row: top + start.y, column: start.x)
      }
      let line = side == .up || side == .down ? lines.upright : lines.level
      for x in between(start.x, end.x) { write(line, x, start.y) }
      for y in between(start.y, end.y) { write(line, start.x, y) }
      before = side
    }
    if let before, let end = points.last { write(lines.head(before), end.x, end.y) }
  }
}

/// The characters of lines: box-drawing ones, or their counterparts in ASCII.
private struct Lines {
  /// A way to go from a character.
  enum Side: Hashable {
    case up, down, left, right

    var opposite: Side {
      switch self {
      case .up: .down
      case .down: .up
      case .left: .right
      case .right: .left
      }
    }
  }

  private let isPlain: Bool

  init(_ style: TerminalCapability) { isPlain = style == .plain }

  var level: String { isPlain ? "-" : "─" }
  var upright: String { isPlain ? "|" : "│" }

  /// Where a line comes from one side and goes on at another.
  func corner(_ first: Side, _ second: Side) -> String {
    if isPlain { return "+" }
    switch Set([first, second]) {
    case [.down, .right]: return "┌"
    case [.down, .left]: return "┐"
    case [.up, .right]: return "└"
    default: return "┘"
    }
  }

  /// Where a line leaves the edge of a box.
  func branch(_ side: Side) -> String {
    if isPlain { return "+" }
    switch side {
    case .up: return "┴"
    case .down: return "┬"
    case .left: return "┤"
    case .right: return "├"
    }
  }

  /// The head of an arrow.
  func head(_ side: Side) -> String {
    switch side {
    case .up: isPlain ? "^" : "▲"
    case .down: isPlain ? "v" : "▼"
    case .left: isPlain ? "<" : "◄"
    case .right: isPlain ? ">" : "►"
    }
  }
}
