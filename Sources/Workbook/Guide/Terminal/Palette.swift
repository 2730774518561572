import Plots

/// The colours of a page: how many the terminal has, and what they have to be read against.
///
/// On a background that is known to be light or dark the inks are fixed ones, which stand out from
/// it well. On one that is not known they are the terminal's own colours, so that the reader's theme
/// decides.
package struct Palette: Equatable, Sendable {
  /// How many colours a terminal has.
  package enum Depth: Equatable, Sendable {
    case sixteen
    /// xterm's table of 256.
    case indexed
    /// 24 bits.
    case all
  }

  /// What colours are read against.
  package enum Background: Equatable, Sendable {
    case light, dark
  }

  package let depth: Depth
  /// Nil where nobody knows.
  package let background: Background?

  package init(depth: Depth, background: Background?) {
    self.depth = depth
    self.background = background
  }

  /// The text in a style.
  package func colored(_ text: String, _ style: TextStyle) -> String {
    [Span(text, style)].written(in: self)
  }

  /// What turns a style on, such as `ESC[1;36m`; empty for plain text.
  func escapeCode(for style: TextStyle) -> String {
    if style.isEmpty { return "" }
    var codes: [String] = []
    if style.contains(.bold) { codes.append("1") }
    if style.contains(.italic) { codes.append("3") }
    if let ink = Self.inks.first(where: { style.contains($0.style) }) {
      codes.append(code(of: ink))
    }
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }

  private func code(of ink: Ink) -> String {
    switch (depth, background) {
    case (_, nil): return ink.themed
    case (.sixteen, let background?): return background == .light ? ink.onLight : ink.onDark
    case (_, let background?):
      let color = Color(background == .light ? ink.light : ink.dark)
      if depth == .indexed { return "38;5;\(color.index)" }
      return "38;2;\(color.red);\(color.green);\(color.blue)"
    }
  }

  /// The colour of one kind of text on each kind of terminal.
  ///
  /// `themed` is the number of one of the terminal's own colours, and 2 for its faint ones; `onLight`
  /// and `onDark` are those of sixteen, and `light` and `dark` colours of xterm's table, so that they
  /// are the same in 256 colours.
  typealias Ink = (
    style: TextStyle, themed: String, onLight: String, onDark: String, light: UInt32, dark: UInt32
  )

  static let inks: [Ink] = [
    (.code, "36", "34", "96", 0x005F87, 0x5FD7D7),
    (.keyword, "35", "35", "95", 0x870087, 0xD787FF),
    (.type, "36", "34", "96", 0x005F87, 0x5FD7D7),
    (.literal, "33", "31", "93", 0x875F00, 0xFFD787),
    (.string, "32", "31", "92", 0x005F00, 0x87D787),
    (.attribute, "34", "34", "94", 0x0000AF, 0x87AFFF),
    (.title, "36", "34", "96", 0x005FAF, 0x87D7FF),
    (.removed, "31", "31", "91", 0xAF0000, 0xFF8787),
    (.added, "32", "32", "92", 0x005F00, 0x87D787),
    (.remark, "33", "31", "93", 0x875F00, 0xFFD787),
    (.faint, "2", "2", "2", 0x585858, 0xA8A8A8),
  ]
}
