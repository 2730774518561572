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
    var tokens: [OutputToken] = []
    var rest = Substring(line)
    while let first = rest.first {
      // A sign belongs to the number unless something stands directly before it, as in `2-1`.
      let isFree = tokens.last?.kind != .word && tokens.last?.isNumber != true
      if isFree || !first.isPlusOrMinus, let (text, hasFraction) = rest.number,
        let value = Double(text.replacing(",", with: ""))
      {
        tokens.append(
          OutputToken(kind: .number(value, hasFraction: hasFraction), text: String(text)))
      } else {
        let kind: Kind = first.isSpace ? .space : first.isOfWord ? .word : .sign
        let text =
          kind == .sign ? rest.prefix(1) : rest.prefix { kind == .space ? $0.isSpace : $0.isOfWord }
        tokens.append(OutputToken(kind: kind, text: String(text)))
      }
      rest = rest.dropFirst(tokens[tokens.count - 1].text.count)
    }
    return tokens
  }
}

extension Substring {
  /// The number at the beginning: a sign; digits, perhaps with commas between thousands; a fraction, of
  /// which a tensor shows the point alone; an exponent.
  fileprivate var number: (text: Substring, hasFraction: Bool)? {
    var rest = first?.isPlusOrMinus == true ? dropFirst() : self
    let digits = rest.prefix(while: \.isDigit)
    if digits.isEmpty { return nil }
    rest = rest[digits.endIndex...]
    if digits.count <= 3 {
      while rest.first == ",", rest.dropFirst().prefix(4).prefix(while: \.isDigit).count == 3 {
        rest = rest.dropFirst(4)
      }
    }
    let whole = rest.startIndex
    if rest.first == ".", let next = rest.dropFirst().first, next.isDigit || ",])".contains(next) {
      rest = rest.dropFirst().drop(while: \.isDigit)
    }
    if rest.first == "e" || rest.first == "E" {
      let sign = rest.dropFirst()
      let exponent = sign.first?.isPlusOrMinus == true ? sign.dropFirst() : sign
      if exponent.first?.isDigit == true { rest = exponent.drop(while: \.isDigit) }
    }
    return (self[..<rest.startIndex], rest.startIndex > whole)
  }
}

extension Character {
  /// A digit of ASCII.
  var isDigit: Bool { isASCII && isNumber }

  fileprivate var isPlusOrMinus: Bool { self == "-" || self == "+" }

  fileprivate var isOfWord: Bool {
    isDigit || self == "_" || (unicodeScalars.first?.properties.isAlphabetic ?? false)
  }
}
