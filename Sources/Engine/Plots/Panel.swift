/// One drawing inside a figure: a line chart, a grid of images, a heatmap, a bar chart.
///
/// The counterpart in matplotlib is `Axes`. A type of one's own is a panel as soon as it can draw
/// itself in both ways.
public protocol Panel: Sendable {
  /// Draws the panel as SVG, inside `area` (in pixels).
  func draw(on canvas: inout SVGCanvas, in area: Rectangle)

  /// The panel as a block of text, `width` columns wide; `width` is at least 20.
  func text(width: Int, style: TerminalCapability) -> TextBlock
}

/// What a terminal can show.
public enum TerminalCapability: Sendable, Hashable, CaseIterable {
  /// ASCII only, no colours: for files, pipes and old terminals.
  case plain
  /// Braille and block characters, no colours.
  case unicode
  /// Braille and block characters, and colours of xterm's table of 256.
  case indexedColor
  /// Braille and block characters, and 24-bit colours as ANSI escape sequences.
  case color

  /// Whether anything is coloured.
  var isColored: Bool { self == .indexedColor || self == .color }
}

/// Where a line chart's legend stands in SVG: matplotlib's `loc`. In text it stands below the
/// chart.
public enum LegendPosition: Sendable, Hashable, CaseIterable {
  /// In the lower right corner, where accuracy curves leave room.
  case lowerRight
  /// In the upper right corner, where loss curves leave room.
  case upperRight
  /// In the upper left corner.
  case upperLeft
  /// In the lower left corner.
  case lowerLeft
  /// In the middle of the right side.
  case centerRight
  /// No legend.
  case none
}
