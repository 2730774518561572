/// A sentence about a cell's output that has to hold, however the digits fall:
/// `Test_acc of epoch 5 >= 80 %`.
///
/// Before the sign stands what is printed before the number, then perhaps `of` and words of the
/// line in which it is. Capitals and punctuation do not count. It must hold in every such line, and
/// there must be one.
public struct Claim: Equatable, Sendable, CustomStringConvertible {
  /// How the number that was found relates to the one that is claimed.
  enum Relation: String, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case above = ">"
    case below = "<"
    case equal = "="

    func holds(_ found: Double, _ bound: Double) -> Bool {
      switch self {
      case .atLeast: found >= bound
      case .atMost: found <= bound
      case .above: found > bound
      case .below: found < bound
      case .equal: found == bound
      }
    }
  }

  /// What came of a claim.
  enum Outcome: Equatable {
    case holds
    /// The first line in which it does not hold, counted from 0, and the number there.
    case fails(line: Int, found: String)
    /// No line has such a number.
    case findsNothing
  }

  /// As it is written.
  public let description: String
  private let label: [String]
  /// Words of the line; empty for any line.
  private let place: [String]
  private let relation: Relation
  private let bound: Double
  private let isPercentage: Bool

  /// Nil for what cannot be read as a claim.
  init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    let signs = words.indices.filter { Relation(rawValue: words[$0]) != nil }
    guard signs.count == 1, let relation = Relation(rawValue: words[signs[0]]) else { return nil }
    let subject = words[..<signs[0]]
    let number = OutputToken.tokens(of: words[(signs[0] + 1)...].joined())
    guard case .number(let bound, _)? = number.first?.kind else { return nil }
    switch number.dropFirst().map(\.text) {
    case []: isPercentage = false
    case ["%"]: isPercentage = true
    default: return nil
    }
    let of = subject.firstIndex(of: "of")
    label = Self.words(of: subject[..<(of ?? subject.endIndex)].joined(separator: " "))
    place = of.map { Self.words(of: subject[($0 + 1)...].joined(separator: " ")) } ?? []
    if label.isEmpty || (of != nil && place.isEmpty) { return nil }
    self.relation = relation
    self.bound = bound
    description = text
  }

  /// Whether it holds in what a cell printed.
  func outcome(in output: [String]) -> Outcome {
    var isFound = false
    for (index, line) in output.enumerated() {
      for (value, text) in numbers(in: line) {
        isFound = true
        if !relation.holds(value, bound) { return .fails(line: index, found: text) }
      }
    }
    return isFound ? .holds : .findsNothing
  }

  /// The numbers that stand behind the label in a line that has the words of the place.
  private func numbers(in line: String) -> [(value: Double, text: String)] {
    let tokens = OutputToken.tokens(of: line).filter { $0.kind != .space }
    let said = tokens.filter { $0.kind != .sign }
    let words = said.map { $0.text.lowercased() }
    guard place.isEmpty || !Self.ends(of: place, in: words).isEmpty else { return [] }
    // Of a percentage, the sign stands directly behind the number.
    let percentages = tokens.indices.filter { index in
      tokens[index].kind != .sign && index + 1 < tokens.count && tokens[index + 1].text == "%"
    }
    let isPercentage = tokens.indices.filter { tokens[$0].kind != .sign }.map(percentages.contains)
    return Self.ends(of: label, in: words).compactMap { end in
      guard end < said.count, case .number(let value, _) = said[end].kind,
        isPercentage[end] == self.isPercentage
      else { return nil }
      return (value, said[end].text + (self.isPercentage ? " %" : ""))
    }
  }

  /// The words and numbers of a text, in small letters.
  private static func words(of text: String) -> [String] {
    OutputToken.tokens(of: text).filter { $0.kind == .word || $0.isNumber }.map {
      $0.text.lowercased()
    }
  }

  /// Where the words stand one behind the other: the positions behind their ends.
  private static func ends(of wanted: [String], in words: [String]) -> [Int] {
    guard wanted.count <= words.count else { return [] }
    return (wanted.count...words.count).filter { end in
      words[(end - wanted.count)..<end].elementsEqual(wanted)
    }
  }
}
