/// Numbers in words: `nine`, `thirty-two`, `two hundred and fifty`, `a thousand million`.
enum NumberWord {
  private static let small: [String: Double] = Dictionary(
    uniqueKeysWithValues: zip(
      [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
      ], (1...19).map(Double.init)))
  private static let tens: [String: Double] = Dictionary(
    uniqueKeysWithValues: zip(
      ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
      stride(from: 20.0, through: 90, by: 10)))
  static let powers: [String: Double] = [
    "hundred": 100, "thousand": 1_000, "million": 1e6, "billion": 1e9,
  ]
  private static let dozen = ["dozen": 12.0]
  /// `half`, `third`, and how many of them are a whole.
  static let parts: [String: Double] = [
    "half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourth": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8,
    "eighths": 8, "ninth": 9, "ninths": 9, "tenth": 10, "tenths": 10, "hundredth": 100,
    "hundredths": 100,
  ]
  static let factors: [String: Double] = ["twice": 2, "double": 2, "thrice": 3, "triple": 3]
  /// Before a power these say that nobody counted: *a few hundred*.
  private static let vague: Set<String> = ["few", "several", "some", "many"]

  /// The number that begins with this token, and how many tokens it takes.
  static func number(
    at start: Int, in tokens: ArraySlice<NumberToken>
  ) -> (value: Double, count: Int)? {
    func word(_ index: Int) -> String? {
      guard index < tokens.endIndex, tokens[index].kind == .word else { return nil }
      return tokens[index].text.lowercased()
    }
    guard let first = word(start) else { return nil }
    var position = start
    var total = 0.0
    func take(_ index: Int) -> (Double, Int)? {
      guard let first = word(index) else { return nil }
      if let value = small[first] ?? dozen[first] { return (value, 1) }
      guard let ten = tens[first] else { return nil }
      if index + 1 < tokens.endIndex, tokens[index + 1].isSign("-"), let unit = word(index + 2),
        let value = small[unit], value < 10
      {
        return (ten + value, 3)
      }
      return (ten, 1)
    }
    if let (value, count) = take(start) {
      total = value
      position += count
    } else if powers[first] != nil {
      if start > tokens.startIndex {
        let before = tokens[start - 1]
        if before.isWord(in: vague) || before.isWord(in: Set(powers.keys)) { return nil }
      }
      total = 1
    } else {
      return nil
    }
    while let power = word(position).flatMap({ powers[$0] }) {
      total *= power
      position += 1
      if power == 100, word(position) == "and", let (value, count) = take(position + 1) {
        total += value
        position += 1 + count
      }
      if position - start > 16 { break }
    }
    return (total, position - start)
  }
}
