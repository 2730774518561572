/// A block of characters that panels write on, with a fixed width and as many rows as are used.
///
/// Whatever is written is made fit for the block's style and cut at its edges: a plain block holds
/// ASCII only, only a block in colour keeps colours, and no line is ever wider than the block.
public struct TextBlock: Sendable {
  /// One column of one row; `character` is nil under the right half of a wide character.
  struct Cell: Sendable, Hashable {
    var character: Character? = " "
    var foreground: Color?
    var background: Color?

    var isBlank: Bool { character == " " && background == nil }
  }

  /// The width in columns.
  public let width: Int
  /// What the block can show.
  public let style: TerminalCapability
  private(set) var rows: [[Cell]] = []

  /// An empty block of the given width.
  public init(width: Int, style: TerminalCapability) {
    guard width >= 1 else {
      fatalError("TextBlock: needs a width of at least 1 column, but got \(width)")
    }
    self.width = width
    self.style = style
  }

  /// How many rows have been written to.
  public var height: Int { rows.count }

  /// How many columns from the left hold something.
  var usedWidth: Int {
    rows.map { row in (row.lastIndex { !$0.isBlank } ?? -1) + 1 }.max() ?? 0
  }

  /// Writes text from a column to the right; what does not fit is left out.
  public mutating func write(
    _ text: String, row: Int, column: Int, foreground: Color? = nil, background: Color? = nil
  ) {
    if row >= rows.count {
      let blank = [Cell](repeating: Cell(), count: width)
      rows += [[Cell]](repeating: blank, count: row + 1 - rows.count)
    }
    var column = column
    for character in style == .plain ? text.printable.ascii : text.printable {
      // A mark on its own has no character to stand on.
      guard character.displayWidth > 0 else { continue }
      let last = column + character.displayWidth - 1
      if column >= 0, last < width {
        set(
          Cell(
            character: character, foreground: style.isColored ? foreground : nil,
            background: style.isColored ? background : nil), row: row, column: column)
        for covered in column..<last { rows[row][covered + 1].character = nil }
      }
      column = last + 1
    }
  }

  /// Writes text centred in some columns, shortened where it does not fit.
  public mutating func writeCentered(_ text: String, row: Int, columns: Range<Int>) {
    let room = min(columns.upperBound, width) - columns.lowerBound
    let shown = fitted(text, columns: room)
    write(shown, row: row, column: columns.lowerBound + max(0, (room - shown.displayWidth) / 2))
  }

  /// The text as this block shows it, shortened to a number of columns.
  func fitted(_ text: String, columns: Int) -> String {
    (style == .plain ? text.printable.ascii : text.printable).shortened(to: columns, style: style)
  }

  /// Copies another block into this one, with its upper left corner at `row` and `column`.
  public mutating func place(_ block: TextBlock, row: Int, column: Int) {
    for (offset, line) in block.rows.enumerated() {
      write("", row: row + offset, column: column)
      for (position, cell) in line.enumerated() {
        let target = column + position
        guard target >= 0, target < width else { continue }
        // A wide character that is cut in half is left out whole.
        if target == width - 1, position + 1 < line.count, line[position + 1].character == nil {
          continue
        }
        rows[row + offset][target] = cell
      }
    }
  }

  /// The lines, separated by newlines, without trailing spaces.
  public var rendered: String {
    rows.map(render).joined(separator: "\n")
  }

  /// Puts one cell down; the other half of a wide character that it hits becomes blank.
  private mutating func set(_ cell: Cell, row: Int, column: Int) {
    if rows[row][column].character == nil, column > 0 { rows[row][column - 1].character = " " }
    if column + 1 < width, rows[row][column + 1].character == nil {
      rows[row][column + 1].character = " "
    }
    rows[row][column] = cell
  }

  /// One row as text: colours are switched only where they change, and off at the end.
  private func render(_ row: [Cell]) -> String {
    var result = ""
    var foreground: Color?
    var background: Color?
    let end = (row.lastIndex { !$0.isBlank } ?? -1) + 1
    for cell in row[..<end] {
      guard let character = cell.character else { continue }
      if character != " ", cell.foreground != foreground {
        result += escape(38, cell.foreground)
        foreground = cell.foreground
      }
      if cell.background != background {
        result += escape(48, cell.background)
        background = cell.background
      }
      result.append(character)
    }
    if foreground != nil || background != nil { result += "\u{1B}[0m" }
    return result
  }

  /// The escape sequence that switches to a colour: 38 for the character's, 48 for its background.
  private func escape(_ code: Int, _ color: Color?) -> String {
    guard let color else { return "\u{1B}[\(code + 1)m" }
    if style == .indexedColor { return "\u{1B}[\(code);5;\(color.index)m" }
    return "\u{1B}[\(code);2;\(color.red);\(color.green);\(color.blue)m"
  }
}
