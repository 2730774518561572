/// A colour of 24 bits: red, green and blue, 0 to 255 each.
public struct Color: Sendable, Hashable {
  /// The red part.
  public let red: UInt8
  /// The green part.
  public let green: UInt8
  /// The blue part.
  public let blue: UInt8

  /// A colour from its three parts.
  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// A colour from a number such as `0x1F77B4`.
  public init(_ hexadecimal: UInt32) {
    red = UInt8(truncatingIfNeeded: hexadecimal >> 16)
    green = UInt8(truncatingIfNeeded: hexadecimal >> 8)
    blue = UInt8(truncatingIfNeeded: hexadecimal)
  }

  /// Paper.
  public static let white = Color(0xFFFFFF)
  /// Text, axes and ticks.
  public static let ink = Color(0x262626)
  /// Grid lines.
  public static let grid = Color(0xE6E6E6)

  /// The ten colours that matplotlib gives to one series after the other ("tab10").
  public static let tab10: [Color] = [
    0x1F77B4, 0xFF7F0E, 0x2CA02C, 0xD62728, 0x9467BD, 0x8C564B, 0xE377C2, 0x7F7F7F, 0xBCBD22,
    0x17BECF,
  ].map(Color.init(_:))

  /// The colour as SVG writes it, as short as it goes: `#fff`, `#1f77b4`.
  var svg: String {
    let digits = [red, green, blue].map { part in
      (part < 16 ? "0" : "") + String(part, radix: 16)
    }
    if digits.allSatisfy({ $0.first == $0.last }) { return "#" + String(digits.map { $0.first! }) }
    return "#" + digits.joined()
  }

  /// How bright the colour looks, 0 to 1.
  var brightness: Double {
    (0.299 * Double(red) + 0.587 * Double(green) + 0.114 * Double(blue)) / 255
  }

  /// The colour at `fraction` (0 to 1) of the way to another.
  func mixed(with other: Color, _ fraction: Double) -> Color {
    func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
      UInt8((Double(from) + (Double(to) - Double(from)) * min(max(fraction, 0), 1)).rounded())
    }
    return Color(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }
}
