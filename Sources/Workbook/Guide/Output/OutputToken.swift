/// A piece of a line that a cell printed: a word, a number, spaces, or any other sign.
struct OutputToken: Equatable {
  enum Kind: Equatable {
    /// Letters, digits and `_`, and no digit first: `Test_acc`, `conv1`.
    case word
    /// `1600`, `121,930`, `-0.0220`, `1e-05`, or `0.` as in `tensor([0., 0.])`.
    case number(Double, hasFraction: Bool)
    case space
    case sign
  }

  let kind: Kind
  let text: String

  var isNumber: Bool {
    if case .number = kind { true } else { false }
  }

  /// The tokens of a line, which together are the line.
  static func tokens(of line: String) -> [OutputToken] {
    var scanner = OutputScanner(line)
    var tokens: [OutputToken] = []
    while let token = scanner.next(after: tokens.last) { tokens.append(token) }
    return tokens
  }
}

/// Goes through a line from token to token.
private struct OutputScanner {
  private let scalars: [Unicode.Scalar]
  private var position = 0

  init(_ line: String) {
    scalars = Array(line.unicodeScalars)
  }

  mutating func next(after last: OutputToken?) -> OutputToken? {
    guard let scalar = scalar(0) else { return nil }
    if scalar == " " || scalar == "\t" {
      return OutputToken(kind: .space, text: take { $0 == " " || $0 == "\t" })
    }
    if let number = number(after: last) { return number }
    if isWordScalar(scalar) {
      return OutputToken(kind: .word, text: take(while: isWordScalar))
    }
    position += 1
    return OutputToken(kind: .sign, text: String(scalar))
  }

  private func scalar(_ offset: Int) -> Unicode.Scalar? {
    position + offset < scalars.count ? scalars[position + offset] : nil
  }

  private func isDigit(_ offset: Int) -> Bool {
    scalar(offset).map { ("0"..."9").contains($0) } ?? false
  }

  private func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }

  private mutating func take(while belongs: (Unicode.Scalar) -> Bool) -> String {
    let start = position
    while let scalar = scalar(0), belongs(scalar) { position += 1 }
    return text(from: start)
  }

  private func text(from start: Int) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[start..<position])
    return String(view)
  }

  /// A number at the position. A sign belongs to it unless something stands directly before it, as
  /// in `2-1`.
  private mutating func number(after last: OutputToken?) -> OutputToken? {
    let start = position
    let isFree =
      switch last?.kind {
      case .word, .number: false
      case .space, .sign, nil: true
      }
    if isFree, scalar(0) == "-" || scalar(0) == "+" { position += 1 }
    guard isDigit(0) else {
      position = start
      return nil
    }
    while isDigit(0) { position += 1 }
    // Thousands: a comma and exactly three digits.
    while position - start <= 4 || scalars[start..<position].contains(","),
      scalar(0) == ",", isDigit(1), isDigit(2), isDigit(3), !isDigit(4)
    {
      position += 4
    }
    let hasFraction = takeFraction()
    let hasExponent = takeExponent()
    let text = text(from: start)
    guard let value = Double(text.replacing(",", with: "").replacing(/\.$/, with: "")) else {
      position = start
      return nil
    }
    return OutputToken(
      kind: .number(value, hasFraction: hasFraction || hasExponent), text: text)
  }

  /// `.25`; or the point alone, where a tensor's brackets or its next number follow.
  private mutating func takeFraction() -> Bool {
    guard scalar(0) == "." else { return false }
    if isDigit(1) {
      position += 1
      while isDigit(0) { position += 1 }
      return true
    }
    guard let behind = scalar(1), [",", "]", ")"].contains(behind) else { return false }
    position += 1
    return true
  }

  /// `e-05`.
  private mutating func takeExponent() -> Bool {
    guard scalar(0) == "e" || scalar(0) == "E" else { return false }
    let signs = scalar(1) == "-" || scalar(1) == "+" ? 1 : 0
    guard isDigit(1 + signs) else { return false }
    position += 1 + signs
    while isDigit(0) { position += 1 }
    return true
  }
}
