/// Which colour stands for which value.
public enum Colormap: Sendable, Hashable, CaseIterable {
  /// From black (lowest) to white (highest): matplotlib's `gray`.
  case gray
  /// From white (lowest) to black (highest), ink on paper: matplotlib's `binary`.
  case binary
  /// Blue below zero, white at zero, red above, for weights: matplotlib's `bwr`, less glaring.
  case diverging
  /// From white (lowest) to dark blue (highest), for counts: matplotlib's `Blues`.
  case blues

  /// The colours at equal distances from the lowest value to the highest.
  private var stops: [Color] {
    switch self {
    case .gray: [Color(0x000000), Color(0xFFFFFF)]
    case .binary: [Color(0xFFFFFF), Color(0x000000)]
    case .diverging:
      [Color(0x2166AC), Color(0x92C5DE), Color(0xFFFFFF), Color(0xF4A582), Color(0xB2182B)]
    case .blues:
      [Color(0xF7FBFF), Color(0xC6DBEF), Color(0x6BAED6), Color(0x2171B5), Color(0x08306B)]
    }
  }

  /// The colour at `fraction`: 0 for the lowest value of the range, 1 for the highest.
  public func color(at fraction: Double) -> Color {
    let stops = stops
    let position = min(max(fraction.isNaN ? 0 : fraction, 0), 1) * Double(stops.count - 1)
    let index = min(Int(position), stops.count - 2)
    return stops[index].mixed(with: stops[index + 1], position - Double(index))
  }
}
