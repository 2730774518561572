import Exercises
import Guide
import Notebook

/// `workbook hint N.M`: help with the first check that fails.
struct HintCommand: Command {
  static let description = CommandDescription(
    name: "hint", summary: "Help with the first check that fails.",
    discussion: """
      Runs the checks of exercise N.M and shows the first hint for the first check
      that fails now. Each hint says more than the one before it: --step 2 shows the
      second one as well, and so on. None of them gives the answer away:
      'workbook solution N.M' does.
      """,
    example: "workbook hint 3.2 --step 2")

  @Argument(.exercise) private var exercise: Exercise
  @Option(.number(atLeast: 1), help: "How many of the hints to show") private var step = 1

  func run(in session: Session) throws {
    let runner = try ExerciseRunner(session)
    let text = ExerciseText(session)
    session.warnOfSourcesNewer(in: try PackageRoot.find(), chapters: [exercise.number.chapter])
    let result = try runner.result(of: exercise)
    guard let steps = HintSteps(result, pageOfChapter: session.page(ofChapter:)) else {
      session.console.write(
        text.title(of: exercise)
          + text.wrapped("All of its checks pass: there is nothing to hint at."))
      return
    }
    session.console.write(
      text.title(of: exercise) + text.topic(of: steps)
        + (1...min(step, steps.hints.count)).map { "\n" + text.hint($0, of: steps) }.joined())
    let number = exercise.number
    var ways: [Way] = [("Try it", "swift run workbook check \(number)")]
    if step < steps.hints.count {
      ways.insert(("More help", "swift run workbook hint \(number) --step \(step + 1)"), at: 0)
    }
    ways.append(exercise.wayOut)
    session.console.write("\n" + text.text(of: ways))
  }
}

extension Exercise {
  /// What is left when no hint has helped.
  var wayOut: Way {
    isChapterCode
      ? ("As it was", "swift run workbook diff \(number.chapter)")
      : ("One way", "swift run workbook solution \(number)")
  }
}

extension Session {
  /// The file under `Guide` that is a chapter's page.
  func page(ofChapter number: Int) -> String? {
    chapters.first { $0.number == number }?.page
  }
}

extension ExerciseText {
  func title(of exercise: Exercise) -> TerminalText { colored("\(exercise)", .bold) + "\n" }

  /// What the hints are about.
  func topic(of steps: HintSteps) -> TerminalText {
    let what =
      steps.isBeforeBeginning ? "The first thing to get right" : "The first check that fails"
    return wrapped("\(what): \(steps.check).")
  }

  /// One of the hints.
  func hint(_ step: Int, of steps: HintSteps) -> TerminalText {
    wrapped("\(steps.title(of: step)): \(steps.hints[step - 1])", indentation: 2)
  }
}
