import Foundation

/// The numbers that code, output and figures show, and whether a sentence's number is one of them.
///
/// It has to be *equal* to one of them, however it is written: 1,600 and 1600, 1e-2 and 0.01, 86 %, 86.0%
/// and 0.86. A percentage is never shown by a whole number that is none, and nothing is rounded but
/// what has three digits and a point, 93.6 % for 0.9358, and what stands behind *about* or the like: about
/// 86 % for 86.3 %, about 120,000 for 121,930, where zeros at the end of thousands say how closely.
///
/// What a page spells out, it shows as well: 676 where it has 4 * 13 * 13, 31 where indices go from 0 to 31
/// and 32 is shown, *one in ten* where there are ten, and ln 3 where its value is. A ratio
/// such as *four of five* is shown by 4 of 5, 0.80 or 80 %.
struct ShownNumbers {
  private var plain: [Double] = []
  /// Those with two digits behind the point at least: 0.9 may be a setting, and 0.90 is a share.
  private var fractions: [Double] = []
  private var percentages: [Double] = []
  /// `140 of 1000`, `1/3`.
  private var ratios: Set<Ratio> = []

  private struct Ratio: Hashable {
    let part: Double
    let whole: Double
  }

  /// Takes up what a text shows.
  ///
  /// - Parameter words: whether numbers in words count: in a source file's comments they do.
  mutating func add(_ text: some StringProtocol, words: Bool = false) {
    add(NumberToken.tokens(of: String(text))[...], words: words)
  }

  private mutating func add(_ tokens: ArraySlice<NumberToken>, words: Bool) {
    for index in tokens.indices {
      guard let literal = tokens[index].literal else {
        if words { addWord(at: index, in: tokens) }
        continue
      }
      let behind = index + 1 < tokens.endIndex ? tokens[index + 1] : .gap
      if behind.isSign("%") || behind.isWord(in: ["percent"]) {
        percentages.append(literal.value)
      } else {
        add(literal)
      }
      addRatio(at: index, in: tokens)
    }
    addProducts(tokens, signs: "*×·")
  }

  private mutating func addWord(at index: Int, in tokens: ArraySlice<NumberToken>) {
    if let word = NumberWord.number(at: index, in: tokens) { add(value: word.value) }
    if tokens[index].isWord(in: ["half"]) { ratios.insert(Ratio(part: 1, whole: 2)) }
  }

  /// `140 of 1000`, `1 / 3`, and what is divided by 255.
  private mutating func addRatio(at index: Int, in tokens: ArraySlice<NumberToken>) {
    guard index > tokens.startIndex, let whole = tokens[index].literal?.value else { return }
    let sign = tokens[index - 1]
    guard sign.isSign("/") || sign.isWord(in: ["of"]) else { return }
    if index - 1 > tokens.startIndex, let part = tokens[index - 2].literal?.value {
      ratios.insert(Ratio(part: part, whole: whole))
    } else if sign.kind == .sign {
      ratios.insert(Ratio(part: 1, whole: whole))
    }
  }

  mutating func add(_ literal: NumberToken.Literal) {
    add(value: literal.value)
    if literal.decimals > 1 { fractions.append(literal.value) }
  }

  mutating func add(value: Double) {
    if value.isFinite { plain.append(value) }
  }

  /// Takes up what 4 * 13 * 13 comes to: of a sentence, too, whose factors are checked.
  mutating func addProducts(_ tokens: ArraySlice<NumberToken>, signs: String = "×·") {
    var product = 1.0
    var factors = 0
    var isOpen = false
    for token in tokens + [.gap] {
      if isOpen, let factor = token.literal?.value {
        product *= factor
        factors += 1
        isOpen = false
      } else if factors > 0, !isOpen, token.isSign(signs) {
        isOpen = true
      } else {
        if factors > 1 { add(value: product) }
        (product, factors, isOpen) = (
          token.literal?.value ?? 1, token.literal == nil ? 0 : 1, false
        )
      }
    }
  }

  /// Called when all has been added, and before anything is asked.
  mutating func sort() {
    plain.sort()
    fractions.sort()
    percentages.sort()
  }

  /// Whether the number of a sentence is among them.
  func shows(_ number: WrittenNumber) -> Bool {
    switch number.amount {
    case .plain(let value):
      if plain.hasEqual(value) || value < 1 && percentages.hasEqual(value * 100) { return true }
      if number.endsRange, plain.hasEqual(value + 1) { return true }
      if number.isInLogarithm, fractions.has(abs(log(value)), within: 1e-4) { return true }
      return number.isRounded
        && (number.isApproximate ? plain : fractions).has(number.rounded(value))
    case .percent(let value):
      if percentages.hasEqual(value) || fractions.hasEqual(value / 100) { return true }
      guard number.isRounded else { return false }
      let range = number.rounded(value)
      return percentages.has(range)
        || fractions.has(range.lowerBound / 100..<range.upperBound / 100)
    case .ratio(let part, let whole):
      let value = part / whole
      if ratios.contains(Ratio(part: part, whole: whole)) { return true }
      if number.isOneOfSeveral { return plain.hasEqual(whole) }
      if number.isInLogarithm, fractions.has(abs(log(value)), within: 1e-4) { return true }
      if value == 0.5, plain.hasEqual(value) { return true }
      return fractions.has(value, within: 1e-4) || percentages.hasEqual(value * 100)
    }
  }
}

extension WrittenNumber {
  /// Whether it may stand for one that is longer.
  fileprivate var isRounded: Bool { isApproximate || digits >= 3 && decimals > 0 }

  /// What becomes this value when it is rounded to as many digits as the number has.
  fileprivate func rounded(_ value: Double) -> Range<Double> {
    let zeros = value >= 1_000 ? Double(digits - significantDigits) : 0
    let unit = pow(10, zeros - Double(decimals))
    guard unit.isFinite else { return 0..<0 }
    let margin = unit * 1e-6
    return max(value - unit / 2 - margin, 0)..<(value + unit / 2 - margin)
  }
}

// Sorted numbers.
extension [Double] {
  fileprivate func has(_ range: Range<Double>) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] < range.upperBound
  }

  fileprivate func hasEqual(_ value: Double) -> Bool { has(value, within: 1e-13) }

  /// - Parameter tolerance: relative to the value.
  fileprivate func has(_ value: Double, within tolerance: Double) -> Bool {
    let margin = Swift.max(abs(value) * tolerance, .leastNormalMagnitude)
    guard (value + margin).isFinite else { return false }
    return has((value - margin)..<(value + margin))
  }
}
