/// Rows of words under a heading, for people: the first column to the left, numbers to the right.
struct TextTable {
  /// The most characters that a line has.
  static let width = 80

  private let heading: [String]
  private var rows: [[String]] = []

  init(_ heading: String...) {
    self.heading = heading
  }

  /// A row with fewer words than the heading is a line by itself.
  mutating func append(_ row: String...) {
    rows.append(row)
  }

  /// The lines, without spaces at their ends; a first word that is too long for the width is cut.
  var lines: [String] {
    let full = ([heading] + rows).filter { $0.count == heading.count }
    let widths = heading.indices.map { column in full.map { $0[column].count }.max() ?? 0 }
    let numbers = widths.dropFirst().reduce(0) { $0 + 2 + $1 }
    let first = max(0, min(widths[0], Self.width - numbers))
    return ([heading] + rows).map { row in
      guard row.count == heading.count else { return Self.fitted(row.joined(separator: "  ")) }
      let left = Self.fitted(row[0], to: first)
      let start = left + String(repeating: " ", count: first - left.count)
      let line = zip(row, widths).dropFirst().reduce(start) { line, column in
        line + String(repeating: " ", count: 2 + column.1 - column.0.count) + column.0
      }
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The text, or as much of it as there is room for.
  static func fitted(_ text: String, to width: Int = width) -> String {
    text.count > width ? text.prefix(max(width - 1, 0)) + "…" : text
  }
}
