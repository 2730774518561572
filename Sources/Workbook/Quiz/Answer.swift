import Notebook

/// An answer to a question: the right one, one of which somebody may think so, or what was typed.
package enum Answer: Hashable, Sendable {
  case number(Double)
  case shape([Int])
  /// The position of an option, from 0.
  case choice(Int)
}

/// What kind of answer a question has.
package enum AnswerKind: Equatable, Sendable {
  /// A number, which may be that far off, and its unit: `%`.
  case number(within: Double, unit: String)
  case shape
  case choice([String])

  /// How an answer is written.
  package var advice: String {
    switch self {
    case .number: "Write a number, such as 1600 or 0.5."
    case .shape: "Write the lengths, such as [32, 10] or 32x10."
    case .choice(let options): "Write a letter, a to \(Self.letter(options.count - 1))."
    }
  }

  /// The answer as a reader sees it.
  package func text(of answer: Answer) -> String {
    switch (self, answer) {
    case (.number(let tolerance, let unit), .number(let number)):
      written(number, within: tolerance) + (unit.isEmpty ? "" : " \(unit)")
    case (.choice(let options), .choice(let index)): options[index]
    case (_, .shape(let shape)): "\(shape)"
    case (_, .number(let number)): "\(number)"
    case (_, .choice(let index)): Self.letter(index)
    }
  }

  /// a, b, c, …
  package static func letter(_ index: Int) -> String {
    String(Unicode.Scalar(UInt8(ascii: "a") + UInt8(index)))
  }

  /// Whether the answer is as good as the right one.
  package func isRight(_ answer: Answer, _ right: Answer) -> Bool {
    guard case .number(let tolerance, _) = self, case .number(let number) = answer,
      case .number(let rightNumber) = right
    else { return answer == right }
    // A float that was computed has some seven digits, and what is counted is whole.
    let distance = max(tolerance, min(1e-5 * max(1, abs(rightNumber)), 0.01))
    return abs(number - rightNumber) <= distance * (1 + 1e-9)
  }

  private func written(_ number: Double, within tolerance: Double) -> String {
    if abs(number - number.rounded()) <= 1e-5 * max(1, abs(number)), abs(number) < 1e15 {
      let digits = String(Int(abs(number).rounded()))
      return (number <= -0.5 ? "-" : "") + (digits.count > 4 ? grouped(digits) : digits)
    }
    let unit = pow10(tolerance > 0 ? decimals(of: tolerance) : 4)
    return "\(Float((number * unit).rounded() / unit))"
  }

  /// 121930 is 121,930.
  private func grouped(_ digits: String) -> String {
    let characters = Array(digits)
    return characters.indices.map { index in
      let isStart = index > 0 && (characters.count - index) % 3 == 0
      return (isStart ? "," : "") + String(characters[index])
    }.joined()
  }

  /// Of 0.05 they are 2.
  private func decimals(of tolerance: Double) -> Int {
    var decimals = 0
    while tolerance * pow10(decimals) < 1, decimals < 6 { decimals += 1 }
    return decimals
  }

  private func pow10(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
}
