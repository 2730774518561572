// Characters that a terminal does not show but obeys, or by which text looks like another one.

extension Unicode.Scalar {
  /// Whether the scalar controls what shows it: C0 with escape, newline and tab, DEL, C1, separators of
  /// lines and paragraphs, and those that turn the direction of writing.
  ///
  /// Source: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
  package var isControl: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension Unicode.Scalar {
  /// As Swift would write it in a literal.
  fileprivate var written: String {
    switch self {
    case "\n": #"\n"#
    case "\r": #"\r"#
    case "\t": #"\t"#
    default: "\\u{\(String(value, radix: 16, uppercase: true))}"
    }
  }
}

extension StringProtocol {
  /// The text with each control character as Swift would write it, such as `\u{1B}`, so that whoever
  /// wrote the text cannot speak to the terminal that it is shown in.
  ///
  /// - Parameter kept: characters that are left as they are.
  package func shown(keeping kept: Set<Unicode.Scalar> = []) -> String {
    guard unicodeScalars.contains(where: { $0.isControl && !kept.contains($0) }) else {
      return String(self)
    }
    var shown = ""
    for scalar in unicodeScalars {
      if scalar.isControl, !kept.contains(scalar) {
        shown += scalar.written
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
