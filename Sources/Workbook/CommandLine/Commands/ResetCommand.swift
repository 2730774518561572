import Exercises
import Notebook

/// `workbook reset N.M`: a reader's file as it was at first.
struct ResetCommand: Command {
  static let description = CommandDescription(
    name: "reset", summary: "Start an exercise over.",
    discussion: """
      Puts the stub of exercise N.M back in place of your answer, and keeps your
      answer in .workbook/replaced. If your answer does not compile, 'swift run'
      cannot build this program again; let the one that is there do it:

        swift run --skip-build workbook reset N.M
      """,
    example: "workbook reset 3.2")

  @Argument(.exercise) private var exercise: Exercise

  func run(in session: Session) throws {
    let root = try PackageRoot.find()
    let isThere = root.exists(exercise.path)
    let files = ExerciseFiles(root: root)
    let text = ExerciseText(session)
    if let copy = try Signals.holdingBack({ try files.reset(exercise) }) {
      session.console.write(
        text.sentence("\(exercise.path) is as it was at first.")
          + text.sentence("Your answer is kept in \(copy)."))
    } else if isThere {
      session.console.write(
        text.sentence("\(exercise.path) is as it was at first: nothing to do."))
    } else {
      session.console.write(
        text.sentence("\(exercise.path) was not there, and is now as it was at first."))
    }
  }
}
