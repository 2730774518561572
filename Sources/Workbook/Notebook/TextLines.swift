/// The lines of a text, without their ends. A `\n` or `\r\n` at the very end begins no further
/// line.
///
/// `split(separator: "\n")` would not do: in Swift `\r\n` is one character, and not equal to `\n`.
package func textLines(_ text: String) -> [String] {
  var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
  if lines.last?.isEmpty == true { lines.removeLast() }
  return lines.map(String.init)
}

extension StringProtocol {
  /// Without spaces and tabs at its end.
  package var withoutTrailingSpace: String {
    let scalars = String(self).unicodeScalars
    return scalars.lastIndex { !$0.isLineSpace }.map { String(scalars[...$0]) } ?? ""
  }

  package var isBlank: Bool { unicodeScalars.allSatisfy(\.isLineSpace) }

  /// How many spaces it begins with.
  package var indentation: Int {
    utf8.prefix { $0 == 0x20 }.count
  }
}

extension Unicode.Scalar {
  fileprivate var isLineSpace: Bool { self == " " || self == "\t" || self == "\r" }
}
