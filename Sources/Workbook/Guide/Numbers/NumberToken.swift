/// A piece of a text in which numbers are looked for: a word, a number, or any other sign.
struct NumberToken: Equatable {
  enum Kind: Equatable {
    /// Letters, or a name that begins with one: `digits`, `conv1`, `Conv2d`.
    case word
    case number(Literal)
    /// `2.3.1`, which is no number.
    case version
    case sign
    /// What stands between two texts that do not belong together, such as code between words.
    case gap
  }

  /// A number in digits.
  struct Literal: Equatable {
    /// Without its sign, which prose often leaves out.
    let value: Double
    /// How many digits stand behind the point; fewer than none for `1e2`.
    let decimals: Int
    /// How many digits there are, without zeros at the beginning.
    let digits: Int
    /// Without zeros at the end of a whole number, too: 2 for `120,000`.
    let significantDigits: Int
  }

  var kind: Kind
  let text: String
  /// Whether a space, or the end of a line, stands before it.
  var followsSpace: Bool

  static let gap = NumberToken(kind: .gap, text: "", followsSpace: true)

  var literal: Literal? {
    if case .number(let literal) = kind { literal } else { nil }
  }

  func isSign(_ signs: String) -> Bool {
    kind == .sign && signs.contains(text)
  }

  func isWord(in words: Set<String>) -> Bool {
    kind == .word && words.contains(text.lowercased())
  }

  /// The tokens of a text, in a time in proportion to its length.
  static func tokens(of text: String) -> [NumberToken] {
    var reader = NumberTokenReader(scalars: Array(text.unicodeScalars))
    return reader.tokens()
  }
}

/// Reads a text once from its beginning to its end.
private struct NumberTokenReader {
  let scalars: [Unicode.Scalar]
  var position = 0

  private func scalar(_ position: Int) -> Unicode.Scalar? {
    position < scalars.count ? scalars[position] : nil
  }

  private func isDigit(_ position: Int) -> Bool {
    scalar(position).map { ("0"..."9").contains($0) } ?? false
  }

  mutating func tokens() -> [NumberToken] {
    var tokens: [NumberToken] = []
    var followsSpace = true
    while let first = scalar(position) {
      let start = position
      var kind = NumberToken.Kind.sign
      if first.properties.isWhitespace {
        position += 1
        followsSpace = true
        continue
      } else if isDigit(position) {
        kind = number()
      } else if first.isOfName {
        while let next = scalar(position), next.isOfName || isDigit(position) { position += 1 }
        kind = .word
      } else if first.properties.isAlphabetic {
        while let next = scalar(position), next.properties.isAlphabetic, !next.isOfName {
          position += 1
        }
        kind = .word
      } else {
        position += 1
      }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[start..<position])
      tokens.append(
        NumberToken(kind: kind, text: String(view), followsSpace: followsSpace))
      followsSpace = false
    }
    return tokens
  }

  /// The number that begins here: digits, perhaps with `,` or `_` between thousands, a fraction, an
  /// exponent.
  private mutating func number() -> NumberToken.Kind {
    var written = ""
    // How many digits stand behind the last comma, and whether there is one.
    var run = 0
    var hasComma = false
    while isDigit(position) {
      written.unicodeScalars.append(scalars[position])
      position += 1
      run += 1
      let isGroup = (1...3).allSatisfy { isDigit(position + $0) } && !isDigit(position + 4)
      if scalar(position) == "_", isDigit(position + 1) {
        position += 1
      } else if scalar(position) == ",", isGroup, hasComma ? run == 3 : run <= 3 {
        (run, hasComma) = (0, true)
        position += 1
      }
    }
    var decimals = 0
    if scalar(position) == ".", isDigit(position + 1) {
      written += "."
      position += 1
      while isDigit(position) {
        written.unicodeScalars.append(scalars[position])
        position += 1
        decimals += 1
      }
      if scalar(position) == ".", isDigit(position + 1) {
        while isDigit(position) || scalar(position) == "." && isDigit(position + 1) {
          position += 1
        }
        return .version
      }
    }
    let whole = written.drop { $0 == "0" || $0 == "." }
    let digits = max(whole.count { $0 != "." }, 1)
    let rounded = decimals > 0 ? 0 : whole.reversed().prefix { $0 == "0" }.count
    decimals -= takeExponent(&written)
    guard let value = Double(written), value.isFinite else { return .version }
    return .number(
      NumberToken.Literal(
        value: value, decimals: decimals, digits: digits,
        significantDigits: max(digits - rounded, 1)))
  }

  /// `e-2`, and nothing that goes on as a name.
  private mutating func takeExponent(_ written: inout String) -> Int {
    guard let mark = scalar(position), mark == "e" || mark == "E" else { return 0 }
    var end = position + 1
    var sign = ""
    if let next = scalar(end), next == "-" || next == "+" {
      sign = next == "-" ? "-" : ""
      end += 1
    }
    let first = end
    while isDigit(end), end - first < 4 { end += 1 }
    guard end > first, !isDigit(end), !(scalar(end)?.isOfName ?? false) else { return 0 }
    var exponent = 0
    for position in first..<end { exponent = exponent * 10 + Int(scalars[position].value) - 48 }
    written += "e" + sign + String(exponent)
    position = end
    return sign.isEmpty ? exponent : -exponent
  }
}

extension Unicode.Scalar {
  /// A letter of ASCII or `_`, with which a name such as `conv1` begins.
  fileprivate var isOfName: Bool {
    ("a"..."z").contains(self) || ("A"..."Z").contains(self) || self == "_"
  }
}
