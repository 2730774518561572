import Exercises
import Guide
import Notebook
import Quiz

/// Asks questions one after the other, and says of each answer whether it is right, and why.
struct QuizDialogue {
  let questions: [Question]
  private let session: Session
  private let text: ExerciseText
  private let marks: ResultText.Marks
  private var lines = TypedLines()

  /// The questions that were answered or skipped, and whether they were answered right.
  private(set) var results: [(question: Question, isRight: Bool)] = []

  /// So many times in all, if what comes cannot be read as an answer.
  private static let mostTries = 5

  init(_ questions: [Question], in session: Session) {
    self.questions = questions
    self.session = session
    text = ExerciseText(session)
    marks = session.output.isUnicode ? .unicode : .ascii
  }

  /// What somebody means by a line.
  private enum Reply {
    case answer(Answer)
    case skip
  }

  /// Asks all of them, or stops where somebody has had enough, and ends with a summary.
  mutating func run() throws {
    let how = "Press Enter or type ? to skip one and see its answer, and q to stop."
    write(text.wrapped("\(questions.count) questions. \(how)"))
    for (index, question) in questions.enumerated() {
      write("\n" + heading(of: question, index) + words(of: question))
      let right = try Session.naming(question) { try question.rightAnswer() }
      guard let reply = nextReply(to: question, right) else { break }
      var isRight = false
      switch reply {
      case .skip: write(text.wrapped("Right is \(question.solution(right))"))
      case .answer(let answer):
        isRight = question.kind.isRight(answer, right)
        write(isRight ? praise(question, right) : correction(of: answer, question, right))
      }
      results.append((question, isRight))
      write(text.wrapped("See: \(question.place(in: session))"))
    }
    write("\n" + summary)
  }

  /// Nil where somebody ends it.
  private mutating func nextReply(to question: Question, _ right: Answer) -> Reply? {
    let prompt: TerminalText = "> "
    let console = session.console
    for _ in 0..<Self.mostTries {
      write(prompt)
      let line = lines.next(whenContinued: { console.write(prompt) })
      // Nobody has seen what came through a pipe.
      if !lines.isEchoed || line == nil { write("\(line.map { String($0.prefix(60)) } ?? "")\n") }
      guard let line else { return nil }
      switch line.filter({ !$0.isWhitespace }) {
      case "", "?": return .skip
      case "q", "Q": return nil
      default: break
      }
      let readings = question.kind.answers(in: line)
      // `1,600` may mean two numbers. If one of them is right, it is that one.
      let answer = readings.first { question.kind.isRight($0, right) } ?? readings.first
      if let answer { return .answer(answer) }
      write(text.wrapped("That cannot be read as an answer. \(question.kind.advice)"))
    }
    return .skip
  }

  // MARK: What is said

  private func heading(of question: Question, _ index: Int) -> TerminalText {
    let place = "Question \(index + 1) of \(questions.count), chapter \(question.chapter)"
    return text.colored(place, .bold) + "\n"
  }

  private func words(of question: Question) -> TerminalText {
    let options = question.optionLines(width: max(session.output.width - 2, 30))
    return text.wrapped(question.words)
      + options.map { text.wrapped($0, indentation: 2) }.joined()
  }

  private func praise(_ question: Question, _ right: Answer) -> TerminalText {
    text.wrapped("\(marks.passed) Right: \(question.solution(right))")
  }

  private func correction(
    of answer: Answer, _ question: Question, _ right: Answer
  ) -> TerminalText {
    let given = question.kind.text(of: answer)
    let reason = question.reason(forWrong: answer)
    let why = reason.map { "\(marks.failed) Tempting, but wrong: \(given). \($0)" }
    return text.wrapped(why ?? "\(marks.failed) No, not \(given).")
      + text.wrapped("Right is \(question.solution(right))", indentation: 2)
  }

  /// How many were right, and what to read again.
  private var summary: TerminalText {
    guard !results.isEmpty else { return "No question was answered.\n" }
    let right = results.count { $0.isRight }
    let score = text.colored("\(right) of \(results.count) right.", .bold) + "\n"
    var places: [String] = []
    for (question, isRight) in results where !isRight {
      let place = question.place(in: session)
      if !places.contains(place) { places.append(place) }
    }
    if places.isEmpty { return score }
    return score + "Read again:\n" + places.map { text.wrapped($0, indentation: 2) }.joined()
  }

  private func write(_ words: TerminalText) { session.console.write(words) }
}

extension Question {
  /// Where its page has the answer: `One parameter, Guide/03-….md#one-parameter`.
  fileprivate func place(in session: Session) -> String {
    let page = session.chapters.first { $0.number == chapter }?.page ?? ""
    return "\(section), Guide/\(page)#\(headingAnchor(section))"
  }
}

extension Session {
  /// Computes an answer; where a reader's code stops the program, its end names the question.
  fileprivate static func naming<Result>(
    _ question: Question, _ body: () throws -> Result
  ) rethrows -> Result {
    Signals.setLastWords(
      "workbook: this stopped what computes an answer of chapter \(question.chapter);"
        + " 'swift run workbook check \(question.chapter)' looks at its code\n")
    defer { Signals.setLastWords("") }
    return try body()
  }
}
