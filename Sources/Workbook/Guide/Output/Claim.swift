/// A sentence about a cell's output that has to hold, however the digits fall:
/// `Test_acc of epoch 5 >= 80 %`.
///
/// Before the sign stands what is printed before the number, then perhaps `of` and words of the
/// line in which it is. Capitals and punctuation do not count. It must hold in every such line, and
/// there must be one.
package struct Claim: Equatable, Sendable, CustomStringConvertible {
  /// As it is written.
  package let description: String
  /// What has to hold of the number: `>= 80 %`.
  package let condition: String
  private let label: [String]
  /// Words of the line; empty for any line.
  private let place: [String]
  /// How the number that was found relates to the one that is claimed.
  private let relation: String
  private let bound: Double
  private let isPercentage: Bool

  private static let mostBytes = 400

  private static let relations: [String: @Sendable (Double, Double) -> Bool] = [
    ">=": { $0 >= $1 }, "<=": { $0 <= $1 }, ">": { $0 > $1 }, "<": { $0 < $1 }, "=": { $0 == $1 },
  ]

  /// Nil for what cannot be read as a claim, also where it is longer than a sentence.
  init?(_ text: String) {
    if text.utf8.count > Self.mostBytes { return nil }
    let words = text.split(separator: " ").map(String.init)
    let signs = words.indices.filter { Self.relations[words[$0]] != nil }
    guard signs.count == 1 else { return nil }
    relation = words[signs[0]]
    let number = OutputToken.tokens(of: words[(signs[0] + 1)...].joined())
    guard case .number(let bound, _)? = number.first?.kind,
      number.count == 1 || number.count == 2 && number[1].text == "%"
    else { return nil }
    self.bound = bound
    isPercentage = number.count == 2
    let subject = words[..<signs[0]].split(
      separator: "of", maxSplits: 1, omittingEmptySubsequences: false
    ).map { Self.words(of: $0.joined(separator: " ")) }
    if subject.contains([]) { return nil }
    label = subject[0]
    place = subject.count > 1 ? subject[1] : []
    description = text
    condition = words[signs[0]...].joined(separator: " ")
  }

  /// What is wrong with it, given the lines that a cell printed; nil where it holds.
  func problem(in output: [[OutputToken]], of cell: String) -> GuideProblem? {
    broken(in: output)?.problem(of: cell)
  }

  /// What there is instead in the lines that a cell printed; nil where it holds.
  func broken(in output: [[OutputToken]]) -> BrokenClaim? {
    let numbers = output.flatMap(numbers)
    if numbers.isEmpty { return BrokenClaim(claim: self, found: nil) }
    let wrong = numbers.first { Self.relations[relation]?($0.value, bound) != true }
    return wrong.map { number in
      let isShareAtLeast = isPercentage && (relation == ">=" || relation == ">")
      return BrokenClaim(
        claim: self, found: number.text,
        isFarOff: number.value.isNaN || isShareAtLeast && number.value < bound / 4)
    }
  }

  /// The numbers that stand behind the label in a line that has the words of the place.
  private func numbers(in line: [OutputToken]) -> [(value: Double, text: String)] {
    let tokens = line.filter { $0.kind != .space }
    // Where the words and numbers stand among the tokens.
    let positions = tokens.indices.filter { tokens[$0].kind != .sign }
    let words = positions.map { tokens[$0].text.lowercased() }
    guard place.isEmpty || !Self.ends(of: place, in: words).isEmpty else { return [] }
    return Self.ends(of: label, in: words).compactMap { end in
      guard end < positions.count, let value = tokens[positions[end]].value else { return nil }
      // Of a percentage, the sign stands directly behind the number.
      let behind = tokens.dropFirst(positions[end] + 1).first?.text
      guard (behind == "%") == isPercentage else { return nil }
      return (value, tokens[positions[end]].text + (isPercentage ? " %" : ""))
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

/// A claim that does not hold of what a cell printed.
package struct BrokenClaim: Equatable, Sendable {
  package let claim: Claim
  /// The first number for which it does not hold, as it was printed; nil where there is no such number.
  package let found: String?
  /// Whether it is no number, or a share that is less than a quarter of what is claimed: what guessing
  /// comes to.
  package var isFarOff = false

  /// What came, in the place of the number that is claimed.
  package var came: String { found ?? "no such number" }

  func problem(of cell: String) -> GuideProblem {
    found.map { .claimFails(claim, cell: cell, found: $0) }
      ?? .claimFindsNothing(claim, cell: cell)
  }
}

extension OutputToken {
  /// The number that it is. What is no number, or too large for one, is printed as a word.
  fileprivate var value: Double? {
    switch (kind, text) {
    case (.number(let value, _), _): value
    case (.word, "nan"): .nan
    case (.word, "inf"): .infinity
    default: nil
    }
  }
}
