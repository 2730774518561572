import Synchronization

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

  /// A sign; digits, perhaps with commas between thousands; a fraction, of which a tensor shows the
  /// point alone; an exponent. Read once, which takes much longer than to look for it.
  private static let number = Mutex(
    /[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(\.[0-9]+|\.(?=[,\])]))?([eE][-+]?[0-9]+)?/)
  private static let other = Mutex(/([ \t]+)|([\p{Alphabetic}0-9_]+)|(?s:.)/)

  /// The tokens of a line, which together are the line.
  static func tokens(of line: String) -> [OutputToken] {
    var tokens: [OutputToken] = []
    var rest = Substring(line)
    while !rest.isEmpty {
      // A sign belongs to the number unless something stands directly before it, as in `2-1`.
      let isSigned = rest.first == "-" || rest.first == "+"
      let isFree = tokens.last?.kind != .word && tokens.last?.isNumber != true
      if isFree || !isSigned,
        let (text, fraction, exponent) = number.withLock({ rest.prefixMatch(of: $0)?.output }),
        let value = Double(text.replacing(",", with: ""))
      {
        let kind = Kind.number(value, hasFraction: fraction != nil || exponent != nil)
        tokens.append(OutputToken(kind: kind, text: String(text)))
      } else if let (text, space, word) = other.withLock({ rest.prefixMatch(of: $0)?.output }) {
        let kind: Kind = space != nil ? .space : word != nil ? .word : .sign
        tokens.append(OutputToken(kind: kind, text: String(text)))
      }
      rest = rest.dropFirst(tokens[tokens.count - 1].text.count)
    }
    return tokens
  }
}
