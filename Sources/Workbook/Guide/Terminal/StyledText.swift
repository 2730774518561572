/// How a stretch of text looks, where colour is on: in which weight, and in the ink of what it is.
struct TextStyle: OptionSet, Hashable {
  let rawValue: Int

  static let bold = TextStyle(rawValue: 1 << 0)
  static let italic = TextStyle(rawValue: 1 << 1)

  // What it is; ``Palette`` knows the colours. Of several the first decides.
  static let code = TextStyle(rawValue: 1 << 2)
  static let keyword = TextStyle(rawValue: 1 << 3)
  static let type = TextStyle(rawValue: 1 << 4)
  static let literal = TextStyle(rawValue: 1 << 5)
  static let string = TextStyle(rawValue: 1 << 6)
  static let attribute = TextStyle(rawValue: 1 << 7)
  static let title = TextStyle(rawValue: 1 << 8)
  /// Rules, bars, comments: what may be overlooked.
  static let faint = TextStyle(rawValue: 1 << 9)
  /// What is gone, and what went wrong.
  static let removed = TextStyle(rawValue: 1 << 10)
  static let added = TextStyle(rawValue: 1 << 11)
  /// What the workbook itself says.
  static let remark = TextStyle(rawValue: 1 << 12)
}

/// A stretch of text in one style.
struct Span: Equatable {
  var text: String
  var style: TextStyle

  init(_ text: String, _ style: TextStyle = []) {
    self.text = text
    self.style = style
  }
}

/// One line of a terminal.
typealias StyledLine = [Span]

extension StyledLine {
  var displayWidth: Int { reduce(0) { $0 + $1.text.displayWidth } }

  /// The line as it is written, with each change of style marked in the palette's colours, and
  /// without any escape code where there is none. Spaces at the end are left out.
  func written(in palette: Palette?) -> String {
    var spans = self
    while let last = spans.last {
      let text = last.text.withoutTrailingSpace
      spans.removeLast()
      if text.isEmpty { continue }
      spans.append(Span(text, last.style))
      break
    }
    guard let palette else { return spans.map(\.text).joined() }
    var written = ""
    var style: TextStyle = []
    for span in spans where !span.text.isEmpty {
      if span.style != style {
        if !style.isEmpty { written += "\u{1B}[0m" }
        written += palette.escapeCode(for: span.style)
        style = span.style
      }
      written += span.text
    }
    return style.isEmpty ? written : written + "\u{1B}[0m"
  }
}
