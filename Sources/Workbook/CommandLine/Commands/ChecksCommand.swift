import Exercises
import Notebook

/// `workbook checks 3.2 0`: runs the checks of an exercise from the one at an index on, and reports
/// on each as a line of JSON, as long as standard input is open. `workbook check` calls this, so that
/// code that stops the program stops only this process.
struct ChecksCommand: Command {
  static let description = CommandDescription(
    name: "checks", summary: "Run checks and report on them.", words: ["N.M", "FIRST"],
    example: "workbook checks 3.2 0", isHidden: true)

  private let exercise: Exercise
  private let first: Int

  init(_ arguments: ParsedArguments) throws(UsageError) {
    guard arguments.words.count == 2, let first = Int(arguments.words[1]), first >= 0 else {
      throw .missingArgument(what: "the number of an exercise and that of a check")
    }
    exercise = try Exercise(word: arguments.words[0])
    self.first = first
  }

  func run(in session: Session) throws {
    endWithStandardInput()
    let console = session.console
    try CheckReport(exercise) { console.write("\($0)\n") }.run(from: first)
  }
}
