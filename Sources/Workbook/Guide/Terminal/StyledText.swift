/// How a stretch of text looks, where colour is on.
struct TextStyle: OptionSet, Hashable {
  let rawValue: Int

  static let bold = TextStyle(rawValue: 1 << 0)
  static let dim = TextStyle(rawValue: 1 << 1)
  static let italic = TextStyle(rawValue: 1 << 2)
  static let red = TextStyle(rawValue: 1 << 3)
  static let green = TextStyle(rawValue: 1 << 4)
  static let yellow = TextStyle(rawValue: 1 << 5)
  static let blue = TextStyle(rawValue: 1 << 6)
  static let magenta = TextStyle(rawValue: 1 << 7)
  static let cyan = TextStyle(rawValue: 1 << 8)

  /// The numbers of the terminal's own sixteen colours are used, so that the reader's theme
  /// decides.
  private static let codes: [(TextStyle, String)] = [
    (.bold, "1"), (.dim, "2"), (.italic, "3"), (.red, "31"), (.green, "32"), (.yellow, "33"),
    (.blue, "34"), (.magenta, "35"), (.cyan, "36"),
  ]

  /// What turns the style on, such as `ESC[1;36m`; empty for plain text.
  var escapeCode: String {
    if isEmpty { return "" }
    return "\u{1B}[" + Self.codes.filter { contains($0.0) }.map(\.1).joined(separator: ";") + "m"
  }
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

  /// The line as it is written, with each change of style marked if `color` is on, and never any
  /// escape code otherwise. Spaces at the end are left out.
  func written(color: Bool) -> String {
    var spans = self
    while let last = spans.last {
      let text = last.text.withoutTrailingSpace
      spans.removeLast()
      if text.isEmpty { continue }
      spans.append(Span(text, last.style))
      break
    }
    guard color else { return spans.map(\.text).joined() }
    var written = ""
    var style: TextStyle = []
    for span in spans where !span.text.isEmpty {
      if span.style != style {
        if !style.isEmpty { written += "\u{1B}[0m" }
        written += span.style.escapeCode
        style = span.style
      }
      written += span.text
    }
    return style.isEmpty ? written : written + "\u{1B}[0m"
  }
}
