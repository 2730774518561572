import Exercises
import Notebook

/// `workbook solution N.M`: one way to do it.
struct SolutionCommand: Command {
  private static let yesOption = OptionDescription(
    name: "yes", placeholder: nil, help: "Show it without asking")

  static let description = CommandDescription(
    name: "solution", summary: "Show one way to do an exercise.", words: ["N.M"],
    discussion: """
      Shows one answer to exercise N.M, as there may be others. Asks first, unless
      yours passes.
      """,
    options: [yesOption],
    example: "workbook solution 3.2")

  private let exercise: Exercise
  private let isSure: Bool

  init(_ arguments: ParsedArguments) throws(UsageError) {
    exercise = try Exercise(in: arguments)
    isSure = arguments.contains(Self.yesOption)
  }

  func run(in session: Session) throws {
    let runner = try ExerciseRunner(session)
    // Before anything is asked: a chapter's own code has none.
    let solution = try runner.files.solution(of: exercise)
    if try !isSure && runner.result(of: exercise).state != .passed {
      guard session.output.isInteractive, let keyboard = Keyboard() else {
        throw Failure(
          "\(exercise.number) does not pass yet: try 'swift run workbook hint \(exercise.number)',"
            + " or add --yes to see a solution all the same", status: .usage)
      }
      let question = "\(exercise) does not pass yet. Show a solution all the same? (y/n) "
      guard Self.answer(to: question, by: keyboard, in: session.console) else { return }
    }
    // As code that can be compared or compiled, where nobody looks at it.
    session.console.write(
      session.output.isInteractive ? ExerciseText(session).code(solution) : solution)
  }

  /// Waits for y or n. The end of what is typed is a no.
  private static func answer(
    to question: String, by keyboard: Keyboard, in console: Console
  ) -> Bool {
    console.write(question)
    while true {
      switch keyboard.nextKey(whenContinued: { console.write(question) }) {
      case Array("y".utf8), Array("Y".utf8):
        console.write("y\n\n")
        return true
      case Array("n".utf8), Array("N".utf8), Array("q".utf8), [0x04], []:
        console.write("n\n")
        return false
      default: break
      }
    }
  }
}
