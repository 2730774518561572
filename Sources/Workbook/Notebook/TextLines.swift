/// The lines of a text, without their ends. A `\n` or `\r\n` at the very end begins no further
/// line.
///
/// `split(separator: "\n")` would not do: in Swift `\r\n` is one character, and not equal to `\n`.
package func textLines(_ text: String) -> [String] {
  let newline = UInt8(ascii: "\n")
  var lines = text.utf8.split(separator: newline, omittingEmptySubsequences: false)
  let last = lines.removeLast()
  return lines.map { line in
    String(Substring(line.last == UInt8(ascii: "\r") ? line.dropLast() : line))
  } + (last.isEmpty ? [] : [String(Substring(last))])
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
