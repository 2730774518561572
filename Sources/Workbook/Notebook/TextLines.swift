/// The lines of a text, without their ends. A `\n` or `\r\n` at the very end begins no further
/// line.
///
/// `split(separator: "\n")` would not do: in Swift `\r\n` is one character, and not equal to `\n`.
package func textLines(_ text: String) -> [String] {
  var lines: [String] = []
  var line: [UInt8] = []
  var endsInNewline = true
  for byte in text.utf8 {
    endsInNewline = byte == 0x0A
    if endsInNewline {
      if line.last == 0x0D { line.removeLast() }
      lines.append(String(decoding: line, as: UTF8.self))
      line.removeAll(keepingCapacity: true)
    } else {
      line.append(byte)
    }
  }
  if !endsInNewline { lines.append(String(decoding: line, as: UTF8.self)) }
  return lines
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
