import Exercises
import Notebook

/// `workbook checks 3.2 0`: runs the checks of an exercise from the one at an index on, and reports
/// on each as a line of JSON, as long as standard input is open. `workbook check` calls this, so that
/// code that stops the program stops only this process.
struct ChecksCommand: Command {
  static let description = CommandDescription(
    name: "checks", summary: "Run checks and report on them.",
    example: "workbook checks 3.2 0", isHidden: true)

  @Argument(.exercise) private var exercise: Exercise
  @Argument(.number("FIRST", atLeast: 0)) private var first: Int

  func run(in session: Session) throws {
    endWithStandardInput()
    let console = session.console
    try CheckReport(exercise) { console.write("\($0)\n") }.run(from: first)
  }
}
