import Exercises
import Guide
import Notebook

/// `workbook hint N.M`: help with the first check that fails.
struct HintCommand: Command {
  static let description = CommandDescription(
    name: "hint", summary: "Help with the first check that fails.",
    discussion: """
      Runs the checks of exercise N.M and gives the hint of the first one that fails
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
    session.console.write("\n" + text.text(of: Self.ways(after: exercise)))
  }

  private static func ways(after exercise: Exercise) -> [(purpose: String, command: String)] {
    let number = exercise.number
    let check = (purpose: "Try it", command: "swift run workbook check \(number)")
    if exercise.isChapterCode {
      return [check, ("As it was", "swift run workbook diff \(number.chapter)")]
    }
    return [check, ("One way", "swift run workbook solution \(number)")]
  }
}

extension ExerciseText {
  /// The hint for the first check that fails; for the first of all where nothing has been begun.
  func hint(for result: ExerciseResult) -> String {
    let title = colored("\(result.exercise)", .bold) + "\n"
    switch result.state {
    case .passed:
      return title + wrapped("All of its checks pass: there is nothing to give a hint for.")
    case .notStarted:
      guard let check = result.exercise.checks.first else { return title }
      return title + hint(check.hint, for: check.name, "The first thing to get right")
    case .failed:
      guard let check = result.firstFailure else { return title }
      return title + hint(check.hint, for: check.name, "The first check that fails")
    }
  }

  private func hint(_ hint: String, for check: String, _ what: String) -> String {
    wrapped("\(what): \(check).") + "\n" + wrapped(hint, indentation: 2)
  }
}
