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

  /// What turns a style on, such as `ESC[1;36m`; empty for plain text.
  func escapeCode(for style: TextStyle) -> String {
    if style.isEmpty { return "" }
    var codes: [String] = []
    if style.contains(.bold) { codes.append("1") }
    if style.contains(.italic) { codes.append("3") }
    if let ink = Ink.all.first(where: { style.contains($0.style) }) { codes.append(code(of: ink)) }
    return "\u{1B}[" + codes.joined(separator: ";") + "m"
  }

  private func code(of ink: Ink) -> String {
    switch (depth, background) {
    case (_, nil): return ink.themed
    case (.sixteen, .light?): return ink.sixteenOnLight
    case (.sixteen, .dark?): return ink.sixteenOnDark
    case (.indexed, let background?): return "38;5;\(ink.color(on: background).index)"
    case (.all, let background?):
      let color = ink.color(on: background)
      return "38;2;\(color.red);\(color.green);\(color.blue)"
    }
  }
}

/// The colour of one kind of text on each kind of terminal.
struct Ink {
  let style: TextStyle
  /// The number of one of the terminal's own colours, and 2 for its faint ones.
  let themed: String
  let sixteenOnLight: String
  let sixteenOnDark: String
  let light: Color
  let dark: Color

  func color(on background: Palette.Background) -> Color {
    background == .light ? light : dark
  }

  /// The inks for light and dark backgrounds are colours of xterm's table, so that they are the same
  /// in 256 colours.
  static let all = [
    Ink(.code, "36", "34", "96", light: 0x005F87, dark: 0x5FD7D7),
    Ink(.keyword, "35", "35", "95", light: 0x870087, dark: 0xD787FF),
    Ink(.type, "36", "34", "96", light: 0x005F87, dark: 0x5FD7D7),
    Ink(.literal, "33", "31", "93", light: 0x875F00, dark: 0xFFD787),
    Ink(.string, "32", "31", "92", light: 0x005F00, dark: 0x87D787),
    Ink(.attribute, "34", "34", "94", light: 0x0000AF, dark: 0x87AFFF),
    Ink(.title, "36", "34", "96", light: 0x005FAF, dark: 0x87D7FF),
    Ink(.removed, "31", "31", "91", light: 0xAF0000, dark: 0xFF8787),
    Ink(.added, "32", "32", "92", light: 0x005F00, dark: 0x87D787),
    Ink(.remark, "33", "31", "93", light: 0x875F00, dark: 0xFFD787),
    Ink(.faint, "2", "2", "2", light: 0x585858, dark: 0xA8A8A8),
  ]

  private init(
    _ style: TextStyle, _ themed: String, _ sixteenOnLight: String, _ sixteenOnDark: String,
    light: UInt32, dark: UInt32
  ) {
    self.style = style
    self.themed = themed
    self.sixteenOnLight = sixteenOnLight
    self.sixteenOnDark = sixteenOnDark
    self.light = Color(light)
    self.dark = Color(dark)
  }
}
