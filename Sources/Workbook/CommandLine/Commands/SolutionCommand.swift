import Exercises
import Guide
import Notebook

/// `workbook solution N.M`: one way to do it.
struct SolutionCommand: Command {
  static let description = CommandDescription(
    name: "solution", summary: "Show one way to do an exercise.",
    discussion: """
      Shows one answer to exercise N.M; there may be others. Asks first, unless
      yours passes.
      """,
    example: "workbook solution 3.2")

  @Argument(.exercise) private var exercise: Exercise
  @Flag(help: "Show it without asking") private var yes

  func run(in session: Session) throws {
    let runner = try ExerciseRunner(session)
    // Before anything is asked: a chapter's own code has none.
    let solution = try runner.files.solution(of: exercise)
    if try !yes && runner.result(of: exercise).state != .passed {
      guard session.output.isInteractive, let keyboard = Keyboard() else {
        throw Failure(
          "\(exercise.number) does not pass yet: try 'swift run workbook hint \(exercise.number)',"
            + " or add --yes to see a solution anyway", status: .usage)
      }
      let question =
        "\(exercise) does not pass yet. Show a solution anyway? (y/n) "
        .broken(width: session.output.width - 2).joined(separator: "\n") + " "
      guard Self.answer(to: question, by: keyboard, in: session.console) else { return }
    }
    // As code that can be compared or compiled, where nobody looks at it.
    session.console.write(
      session.output.isInteractive
        ? TerminalText(styled: session.pageRenderer().code(textLines(solution), language: "swift"))
        : TerminalText(lines: solution))
  }

  /// Waits for y or n. The end of what is typed is a no.
  private static func answer(
    to question: String, by keyboard: Keyboard, in console: Console
  ) -> Bool {
    let question = TerminalText(lines: question)
    console.write(question)
    let isYes = keyboard.next(afterNow: true, whenContinued: { console.write(question) }) { key in
      switch key {
      case "y", "Y": true
      case "n", "N", "q", "\u{4}", "": false
      default: nil as Bool?
      }
    }
    console.write(isYes ? "y\n\n" : "n\n")
    return isYes
  }
}
