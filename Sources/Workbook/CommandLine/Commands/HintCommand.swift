import Exercises
import Guide
import Notebook

/// `workbook hint N.M`: help with the first check that fails.
struct HintCommand: Command {
  static let description = CommandDescription(
    name: "hint", summary: "Help with the first check that fails.",
    discussion: """
      Runs the checks of exercise N.M and shows the hint for the first one that fails
      now. It does not give the answer away: 'workbook solution N.M' does.
      """,
    example: "workbook hint 3.2")

  @Argument(.exercise) private var exercise: Exercise

  func run(in session: Session) throws {
    let runner = try ExerciseRunner(session)
    let text = ExerciseText(session)
    session.warnOfSourcesNewer(in: try PackageRoot.find(), chapters: [exercise.number.chapter])
    let result = try runner.result(of: exercise)
    session.console.write(text.hint(for: result))
    guard result.state != .passed else { return }
    let number = exercise.number
    let ways: [Way] = [
      ("Try it", "swift run workbook check \(number)"),
      exercise.isChapterCode
        ? ("As it was", "swift run workbook diff \(number.chapter)")
        : ("One way", "swift run workbook solution \(number)"),
    ]
    session.console.write("\n" + text.text(of: ways))
  }
}

extension ExerciseText {
  /// The hint for the first check that fails; for the first of all where nothing has been begun.
  func hint(for result: ExerciseResult) -> TerminalText {
    let title = colored("\(result.exercise)", .bold) + "\n"
    if result.state == .passed {
      return title + wrapped("All of its checks pass: there is nothing to hint at.")
    }
    let check = result.firstFailure ?? CheckResult(result.exercise.checks[0])
    let what =
      result.state == .failed ? "The first check that fails" : "The first thing to get right"
    return title + wrapped("\(what): \(check.name).") + "\n"
      + wrapped(check.hints[0], indentation: 2)
  }
}
