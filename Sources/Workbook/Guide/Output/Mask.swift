/// A kind of text in a cell's output that differs from run to run or from machine to machine, and
/// is not compared. How many spaces there are is not, either: columns are as wide as their numbers.
package enum Mask: String, CaseIterable, Sendable {
  /// Numbers that were measured: `1.25`, `-3`, `121,930`.
  case numbers
  /// Numbers with a fraction alone, which may be others in their last digits.
  case decimals
  /// Durations, times of day and dates: `12.5 ms`, `14:03:22`, `2026-01-31`.
  case times
  /// Paths that begin at the root or at home: `/tmp/x`, `~/MNIST`.
  case paths
  /// The processor, as `Device.best` describes it: `cpu (2 cores, …)`.
  case machine
  /// All of it, where even the lines are others on another machine.
  case everything

  /// What stands for masked text, with the spaces around it, which make up for its width.
  private var stand: String { "‹\(rawValue)›" }

  /// A line in which no two spaces follow one another, with what this mask is for replaced.
  private func masked(_ line: String) -> String {
    switch self {
    case .numbers: return maskedNumbers(line) { _ in true }
    case .decimals: return maskedNumbers(line) { $0 }
    case .times:
      var tried = 0
      return replacing(in: line) { line, _ in line.time(&tried) }
    case .paths: return replacing(in: line) { $0.path(behind: $1) }
    case .machine: return replacing(in: line) { line, _ in line.machine }
    case .everything: return stand
    }
  }

  private func maskedNumbers(_ line: String, _ isMasked: (_ hasFraction: Bool) -> Bool) -> String {
    let tokens = OutputToken.tokens(of: line).map { token in
      if case .number(_, let hasFraction) = token.kind, isMasked(hasFraction) { return stand }
      return token.text
    }
    // Around what other masks have left, tabs go, too.
    return replacing(in: tokens.joined(), alsoTabs: true) { text, _ in
      text.stand
    } with: {
      $0
    }
  }

  /// - Parameter end: of what begins with these characters behind that one; nil for nothing.
  private func replacing(
    in line: String, alsoTabs: Bool = false,
    _ end: (ArraySlice<Character>, _ before: Character?) -> Int?,
    with replacement: ((String) -> String)? = nil
  ) -> String {
    func isSpace(_ character: Character) -> Bool {
      character == " " || alsoTabs && character == "\t"
    }
    let characters = Array(line)
    var masked: [Character] = []
    var position = 0
    while position < characters.count {
      let before = position > 0 ? characters[position - 1] : nil
      guard let end = end(characters[position...], before) else {
        masked.append(characters[position])
        position += 1
        continue
      }
      while let last = masked.last, isSpace(last) { masked.removeLast() }
      masked += replacement?(String(characters[position..<end])) ?? stand
      position = end
      while position < characters.count, isSpace(characters[position]) { position += 1 }
    }
    return String(masked)
  }

  /// The line with its masked parts replaced: two lines that become the same differ in nothing
  /// else. Numbers come last, since times, paths and machines have numbers in them.
  static func masked(_ line: String, _ masks: [Mask]) -> String {
    if masks.isEmpty { return line }
    return [.machine, .paths, .times, .numbers, .decimals].reduce(line.withSingleSpaces) {
      line, mask in masks.contains(mask) ? mask.masked(line) : line
    }.withSingleSpaces
  }

  /// Whether it masks anything in these lines.
  func applies(to lines: [String]) -> Bool {
    lines.contains { masked($0.withSingleSpaces) != $0.withSingleSpaces }
  }
}

extension String {
  fileprivate var withSingleSpaces: String {
    var text = ""
    for character in self where character != " " || text.last != " " { text.append(character) }
    return text
  }
}
