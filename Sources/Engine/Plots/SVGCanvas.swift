/// A sheet that panels draw on: it collects SVG elements, one per line, with short and stable
/// numbers.
public struct SVGCanvas: Sendable {
  /// The elements drawn so far, each ending in a newline.
  package private(set) var elements = ""

  /// An empty sheet.
  public init() {}

  /// Which point of a text stands at its coordinates.
  public enum Anchor: String, Sendable {
    /// The text begins there.
    case start
    /// The text is centred there.
    case middle
    /// The text ends there.
    case end
  }

  /// Draws a rectangle; `opacity` is that of its filling, `radius` rounds its corners.
  public mutating func rectangle(
    _ area: Rectangle, fill: Color, opacity: Double = 1, stroke: Color? = nil, radius: Double = 0
  ) {
    var element =
      "<rect x=\"\(area.x.coordinate)\" y=\"\(area.y.coordinate)\" "
      + "width=\"\(area.width.coordinate)\" height=\"\(area.height.coordinate)\""
    if radius > 0 { element += " rx=\"\(radius.coordinate)\"" }
    element += " fill=\"\(fill.svg)\""
    if opacity < 1 { element += " fill-opacity=\"\(opacity.coordinate)\"" }
    if let stroke { element += " stroke=\"\(stroke.svg)\"" }
    elements += element + "/>\n"
  }

  /// Draws the outline of a path, given as SVG writes it: `M0 0L10 5`.
  ///
  /// `dash` alternates lengths of line and gap; empty for a line without gaps. A width of 1 is not
  /// written, so that a group can set another one.
  public mutating func stroke(
    _ path: String, color: Color, width: Double = 1, dash: [Double] = []
  ) {
    var element = "<path d=\"\(path)\" fill=\"none\" stroke=\"\(color.svg)\""
    if width != 1 { element += " stroke-width=\"\(width.coordinate)\"" }
    if width > 1 { element += " stroke-linejoin=\"round\"" }
    if !dash.isEmpty {
      element += " stroke-dasharray=\"\(dash.map(\.coordinate).joined(separator: " "))\""
    }
    elements += element + "/>\n"
  }

  /// Fills a path, given as SVG writes it, with a thin outline in `outline` where there is one.
  public mutating func fill(_ path: String, color: Color, outline: Color? = nil) {
    var element = "<path d=\"\(path)\" fill=\"\(color.svg)\""
    if let outline { element += " stroke=\"\(outline.svg)\"" }
    elements += element + "/>\n"
  }

  /// Draws a line of text whose baseline goes through `y`; `upwards` turns it to read from below.
  public mutating func text(
    _ text: String, x: Double, y: Double, size: Double = 13, anchor: Anchor = .start,
    color: Color = .ink, upwards: Bool = false
  ) {
    let left = x.coordinate
    let top = y.coordinate
    var element = "<text x=\"\(left)\" y=\"\(top)\" font-size=\"\(size.coordinate)\""
    if anchor != .start { element += " text-anchor=\"\(anchor.rawValue)\"" }
    if upwards { element += " transform=\"rotate(-90 \(left) \(top))\"" }
    elements += element + " fill=\"\(color.svg)\">\(text.xmlEscaped)</text>\n"
  }

  /// Puts what `draw` draws into a group with its own attributes, such as a scale.
  public mutating func group(_ attributes: String, _ draw: (inout SVGCanvas) -> Void) {
    elements += "<g \(attributes)>\n"
    draw(&self)
    elements += "</g>\n"
  }
}
