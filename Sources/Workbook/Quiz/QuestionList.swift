import Notebook

// What a chapter's page shows: its questions, and the answers, which are folded there.

/// Fits into a terminal, behind its number and indented as output is.
private let widthOfQuestions = 72
/// There are more of these, and they are read where they are folded.
private let widthOfAnswers = 88

/// Prints the questions of a chapter.
package func printQuestions(ofChapter chapter: Int) {
  for (index, question) in Question.all(ofChapter: chapter).enumerated() {
    let options = question.optionLines(width: widthOfQuestions)
    printItem(
      index, ([question.words] + options).joined(separator: "\n"), mark: ".",
      width: widthOfQuestions)
  }
}

/// Prints the answers, computed now, with why they are right, and below them why others are not.
package func printAnswers(ofChapter chapter: Int) throws {
  for (index, question) in Question.all(ofChapter: chapter).enumerated() {
    let right = try question.rightAnswer()
    let wrong = question.tempting.filter { $0.answer != right }.map { answer, reason in
      "\(question.label(of: answer))? \(reason)"
    }
    let lines = [question.solution(right)] + wrong
    printItem(index, lines.joined(separator: "\n"), mark: " ", width: widthOfAnswers)
  }
}

extension Question {
  /// The options, each with its letter: as many in a line as there is room for.
  package func optionLines(width: Int) -> [String] {
    guard case .choice(let options) = kind else { return [] }
    return options.enumerated().reduce(into: []) { lines, option in
      let text = "\(AnswerKind.letter(option.offset))) \(option.element)"
      if let last = lines.last, last.count + 3 + text.count <= width {
        lines[lines.count - 1] = "\(last)   \(text)"
      } else {
        lines.append(text)
      }
    }
  }

  /// The right answer, and why it is that.
  package func solution(_ right: Answer) -> String {
    var mark = ""
    if case .choice(let index) = right { mark = "\(AnswerKind.letter(index))) " }
    return "\(mark)\(kind.text(of: right)). \(reason)"
  }

  /// Another answer, before the reason: of an option its letter.
  func label(of answer: Answer) -> String {
    if case .choice(let index) = answer { AnswerKind.letter(index) } else { kind.text(of: answer) }
  }
}

/// Prints a text after its number. An answer may be a number, too, so no point separates them.
private func printItem(_ index: Int, _ text: String, mark: String, width: Int) {
  let number = (index < 9 ? " " : "") + "\(index + 1)" + mark
  for (line, words) in text.broken(width: width).enumerated() {
    print(line == 0 ? number : "   ", words)
  }
}
