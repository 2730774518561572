/// How a page is to look in a terminal.
package struct TerminalOptions: Equatable, Sendable {
  /// Colours, bold and italic; nil for none, and then not one escape code is written.
  package let palette: Palette?
  /// Columns for prose, code and output, 40 to 100.
  package let width: Int
  /// Bullets, bars and rules beyond ASCII.
  package let unicode: Bool

  /// A narrower or wider terminal counts as one of 40 or 100 columns.
  package init(palette: Palette?, width: Int, unicode: Bool) {
    self.palette = palette
    self.width = min(max(width, 40), 100)
    self.unicode = unicode
  }
}

// The signs that a page is drawn with.
extension TerminalOptions {
  var bullets: [String] { unicode ? ["•", "◦", "▪"] : ["-", "*", "+"] }
  /// What stands before each line of code.
  var codeBar: Span { Span("  \(unicode ? "│" : "|") ", .faint) }
  var quoteBar: Span { Span(unicode ? "▌ " : "> ", .faint) }
  /// Below headings of level 1, 2, and deeper.
  var rules: [String] { unicode ? ["═", "─", "┄"] : ["=", "-", "."] }
  var tableRule: String { unicode ? "─" : "-" }
}
