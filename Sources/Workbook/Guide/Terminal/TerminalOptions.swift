/// How a page is to look in a terminal.
package struct TerminalOptions: Equatable, Sendable {
  /// Colours, bold and italic; nil for none, and then not one escape code is written.
  package let palette: Palette?
  /// Columns for prose, 40 to 100. Code and output are never broken, and may be wider.
  package let width: Int
  /// Bullets, bars and rules beyond ASCII.
  package let unicode: Bool

  /// A narrower or wider terminal counts as one of 40 or 100 columns.
  package init(palette: Palette?, width: Int, unicode: Bool) {
    self.palette = palette
    self.width = min(max(width, 40), 100)
    self.unicode = unicode
  }

  var signs: TerminalSigns { TerminalSigns(unicode: unicode) }
}

/// The signs that a page is drawn with.
struct TerminalSigns {
  let bullets: [String]
  let codeBar: String
  let quoteBar: String
  /// Below headings of level 1, 2, and deeper.
  let rules: [String]
  let tableRule: String

  init(unicode: Bool) {
    bullets = unicode ? ["•", "◦", "▪"] : ["-", "*", "+"]
    codeBar = unicode ? "│" : "|"
    quoteBar = unicode ? "▌" : ">"
    rules = unicode ? ["═", "─", "┄"] : ["=", "-", "."]
    tableRule = unicode ? "─" : "-"
  }
}
