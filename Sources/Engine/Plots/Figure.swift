/// What a chapter draws: one or more panels on one sheet, rendered as SVG or as text.
///
/// The size is in inches at 100 pixels per inch. Panels are laid out row by row in `columns`
/// columns of equal width. The counterpart in matplotlib is `plt.figure(figsize:)` with its
/// subplots.
public struct Figure: Sendable {
  /// The width in inches.
  public let width: Double
  /// The height in inches.
  public let height: Double
  /// How many panels stand side by side.
  public let columns: Int
  /// The panels, row by row.
  public let panels: [any Panel]
  /// A heading above all panels: matplotlib's `suptitle`.
  public let title: String?
  /// One sentence that says what is to be seen, for those who cannot see it.
  public let alternative: String

  /// Makes a figure; traps without panels, without a text alternative, and on sizes that are not
  /// positive.
  public init(
    width: Double, height: Double, columns: Int = 1, title: String? = nil, alternative: String,
    panels: [any Panel]
  ) {
    guard width.isFinite, height.isFinite, width > 0, height > 0 else {
      fatalError("Figure: width and height must be positive inches, but are \(width) and \(height)")
    }
    guard columns >= 1 else { fatalError("Figure: needs at least 1 column, but got \(columns)") }
    guard !panels.isEmpty else { fatalError("Figure: needs at least 1 panel, but got 0") }
    guard !alternative.printable.allSatisfy({ $0 == " " }) else {
      fatalError(
        "Figure: the text alternative is empty; write one sentence that says what is to be seen")
    }
    self.width = width
    self.height = height
    self.columns = columns
    self.title = title
    self.alternative = alternative
    self.panels = panels
  }
}

// MARK: - SVG

extension Figure {
  /// The figure as one self-contained SVG document on white paper, ending in a newline.
  ///
  /// The same figure gives the same bytes on every machine. `<title>` is the heading (or, without
  /// one, the text alternative), `<desc>` the text alternative. The counterpart of `plt.savefig`.
  public func svg() -> String {
    let sheet = Rectangle(x: 0, y: 0, width: width * 100, height: height * 100)
    var canvas = SVGCanvas()
    canvas.rectangle(sheet, fill: .white)

    var area = sheet.inset(left: 12, top: 12, right: 12, bottom: 12)
    if let title {
      canvas.text(title, x: area.centerX, y: area.y + 16, size: 18, anchor: .middle)
      area = area.inset(top: 30)
    }
    let rows = (panels.count + columns - 1) / columns
    let gap = 24.0
    let panelWidth = (area.width - gap * Double(columns - 1)) / Double(columns)
    let panelHeight = (area.height - gap * Double(rows - 1)) / Double(rows)
    for (index, panel) in panels.enumerated() {
      let place = Rectangle(
        x: area.x + Double(index % columns) * (panelWidth + gap),
        y: area.y + Double(index / columns) * (panelHeight + gap),
        width: max(panelWidth, 0), height: max(panelHeight, 0))
      panel.draw(on: &canvas, in: place)
    }

    let widthText = sheet.width.coordinate
    let heightText = sheet.height.coordinate
    return """
      <svg xmlns="http://www.w3.org/2000/svg" width="\(widthText)" height="\(heightText)" \
      viewBox="0 0 \(widthText) \(heightText)" role="img" \
      font-family="'DejaVu Sans', Verdana, Helvetica, Arial, sans-serif">
      <title>\((title ?? alternative).xmlEscaped)</title>
      <desc>\(alternative.xmlEscaped)</desc>
      \(canvas.elements)</svg>

      """
  }
}

// MARK: - Text

extension Figure {
  /// The figure as lines of text, none wider than `width` columns, separated by newlines (none at
  /// the end).
  ///
  /// Panels stand side by side where they fit as they are, or where each has room for 48 columns, and
  /// below one another otherwise. Below 20 columns the lines are those of 20, cut. Traps on a width less than 1.
  public func text(width: Int, style: TerminalCapability) -> String {
    guard width >= 1 else {
      fatalError("Figure.text: needs a width of at least 1 column, but got \(width)")
    }
    let available = max(width, 20)
    let gap = 2
    let wished = min(columns, panels.count)
    let whole = panels.map { $0.text(width: available, style: style) }
    let breadth = whole.map(\.usedWidth).max() ?? 0
    // Pictures may be narrow enough as they are; charts take the width that they are given.
    let areNarrow = wished * (breadth + gap) - gap <= available
    let abreast = areNarrow ? wished : max(1, min(wished, (available + gap) / (48 + gap)))
    let panelWidth =
      areNarrow || abreast == 1 ? breadth : (available - gap * (abreast - 1)) / abreast

    var sheet = TextBlock(width: width, style: style)
    var blocks =
      (areNarrow || abreast == 1
      ? whole : panels.map { $0.text(width: panelWidth, style: style) })[...]
    if let title {
      let columns = abreast * (panelWidth + gap) - gap
      sheet.writeCentered(title, row: 0, columns: 0..<max(columns, 20))
    }
    while !blocks.isEmpty {
      let top = sheet.height == 0 ? 0 : sheet.height + 1
      for (position, block) in blocks.prefix(abreast).enumerated() {
        sheet.place(block, row: top, column: position * (panelWidth + gap))
      }
      blocks = blocks.dropFirst(abreast)
    }
    return sheet.rendered
  }
}
