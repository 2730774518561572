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
    var scalars = String(self).unicodeScalars
    while let last = scalars.last, last == " " || last == "\t" || last == "\r" {
      scalars.removeLast()
    }
    return String(scalars)
  }

  package var isBlank: Bool {
    unicodeScalars.allSatisfy { $0 == " " || $0 == "\t" || $0 == "\r" }
  }

  /// How many spaces it begins with.
  package var indentation: Int {
    utf8.prefix { $0 == 0x20 }.count
  }
}
