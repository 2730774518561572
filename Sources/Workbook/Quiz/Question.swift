import Tensors

/// A question about a chapter that can be answered by thinking, and what is said of each answer.
///
/// The right answer is computed: by the engine, or by functions of the chapters that no page asks a
/// reader to change.
/// What is written here are the words, and the wrong answers that somebody may give for a reason.
package struct Question: Sendable {
  /// Unique in its chapter: the workbook remembers by it what went wrong.
  package let name: String
  /// What is asked.
  package let words: String
  /// Below which heading its page has the answer.
  package let section: String
  package let kind: AnswerKind
  /// Wrong answers, each with why it is wrong though it looks right.
  package let tempting: [(answer: Answer, reason: String)]
  /// Why the right one is right.
  package let reason: String
  package private(set) var chapter = 0
  private let compute: @Sendable () throws -> Answer

  /// The right answer: the same each time, and nothing else's random numbers change by it.
  package func rightAnswer() throws -> Answer {
    try Generator.withCurrent(Generator(seed: 0), compute)
  }

  /// What is said of a wrong answer, if it is one of those.
  package func reason(forWrong answer: Answer) -> String? {
    let same = tempting.first { $0.answer == answer }
    return (same ?? tempting.first { kind.isRight(answer, $0.answer) })?.reason
  }

  func of(chapter: Int) -> Question {
    var question = self
    question.chapter = chapter
    return question
  }
}

extension Question {
  /// A question whose answer is a number.
  ///
  /// - Parameters:
  ///   - tolerance: how far off an answer may be. The words need not say it.
  ///   - unit: what follows the number.
  static func number(
    _ name: String, _ words: String, in section: String, within tolerance: Double = 0,
    unit: String = "", tempting: KeyValuePairs<Double, String>, because reason: String,
    _ compute: @escaping @Sendable () throws -> Double
  ) -> Question {
    Question(
      name: name, words: words + (tolerance > 0 ? " (Within \(tolerance).)" : ""), section: section,
      kind: .number(within: tolerance, unit: unit),
      tempting: tempting.map { (.number($0.key), $0.value) }, reason: reason
    ) { .number(try compute()) }
  }

  /// A question whose answer is the shape of a tensor.
  static func shape(
    _ name: String, _ words: String, in section: String,
    tempting: KeyValuePairs<[Int], String>, because reason: String,
    _ compute: @escaping @Sendable () throws -> [Int]
  ) -> Question {
    Question(
      name: name, words: words, section: section, kind: .shape,
      tempting: tempting.map { (.shape($0.key), $0.value) }, reason: reason
    ) { .shape(try compute()) }
  }

  /// A question with options, each with why somebody may take it, or nil for the one that is right.
  ///
  /// - Parameter compute: finds out which is right, and gives its words.
  static func choice(
    _ name: String, _ words: String, in section: String, of options: KeyValuePairs<String, String?>,
    because reason: String, _ compute: @escaping @Sendable () throws -> String
  ) -> Question {
    let texts = options.map(\.key)
    return Question(
      name: name, words: words, section: section, kind: .choice(texts),
      tempting: options.enumerated().compactMap { index, option in
        option.value.map { (.choice(index), $0) }
      }, reason: reason
    ) {
      let text = try compute()
      guard let index = texts.firstIndex(of: text) else {
        fatalError("the question '\(name)' has no option '\(text)'")
      }
      return .choice(index)
    }
  }
}
