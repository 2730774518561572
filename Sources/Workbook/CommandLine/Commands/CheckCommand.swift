import Exercises
import Notebook

/// `workbook check`: whether a reader's answers are right.
struct CheckCommand: Command {
  static let description = CommandDescription(
    name: "check", summary: "Check your answers to the exercises.",
    discussion: """
      Checks all exercises, those of chapter N, or exercise N.M alone, and the
      chapter's own code. Exercises that you have not begun are left alone.

      The checks run in another process: a check that stops the program has failed,
      and the rest still run. One that does not return in time has failed, too; the
      rest of its exercise, which would mostly be waited for as long, is not run.
      Ends with status 1 if anything that you have begun fails.

      A terminal shows the first check of an exercise that fails, and a line for each
      of the others. With --all, and in a file or a pipe, all is shown.
      """,
    example: "workbook check 3.2")

  @Argument(.exercises) private var exercises = Exercise.all
  @Option(.seconds, default: "its own limit", help: "Stop a check after this long")
  private var limit: Duration?
  @Flag(help: "Run every check, and show all there is to say") private var all

  func run(in session: Session) throws {
    let runner = try ExerciseRunner(session, limit: limit, runsAll: all)
    let text = ExerciseText(session)
    let chapters = Set(exercises.map(\.number.chapter))
    session.warnOfSourcesNewer(in: try PackageRoot.find(), chapters: chapters)
    var isWhole = true
    let results = try runner.results(of: exercises) { result in
      let parts = text.parts(of: exercises.count > 1 ? result.asOneOfMany : result)
      let shown = all ? (lines: parts.all, isWhole: true) : shown(parts, in: session)
      session.console.write(shown.lines.map { TerminalText(styled: $0) + "\n" }.joined())
      isWhole = isWhole && shown.isWhole && !result.checks.contains { !$0.wasRun }
    }
    session.console.write("\n")
    if exercises.count > 1 {
      let chapter = chapters.count == 1 ? chapters.first : nil
      session.console.write("\(results.summary(ofChapter: chapter))\n")
    }
    let whole: [Way] = isWhole ? [] : [("All of it", "swift run workbook check\(word) --all")]
    session.console.write(text.text(of: results.waysAfterChecks + whole))
    if results.contains(where: { $0.state == .failed }) {
      throw Failure(nil, status: .checkFailed)
    }
  }

  /// What was asked for, behind the command: ` 3`.
  private var word: String {
    if exercises.count == Exercise.all.count { return "" }
    return exercises.count == 1
      ? " \(exercises[0].number)" : " \(exercises[0].number.chapter)"
  }

  /// What is shown of an exercise: where a person looks on, as much as can be seen at once.
  private func shown(
    _ parts: ResultText.Parts, in session: Session
  ) -> (lines: [String], isWhole: Bool) {
    guard session.output.isInteractive else { return (parts.all, true) }
    // Of many exercises the last is no more than the others.
    guard exercises.count == 1 else { return (parts.brief.all, parts.brief == parts) }
    // Below it stand an empty line, the ways to go on, and the shell's own line.
    let fitted = parts.fitted(
      rows: max(session.output.height - 5, 8), columns: session.output.width
    ) { "      … \($0) more line\($0 == 1 ? "" : "s"): --all" }
    return (fitted.rows, fitted.isWhole)
  }
}

extension ExerciseResult {
  /// The same for a list of results. What a chapter's own code prints as it was written is nobody's
  /// news there, unless a check of it fails.
  var asOneOfMany: ExerciseResult {
    guard exercise.isChapterCode, state == .passed else { return self }
    return ExerciseResult(exercise: exercise, checks: exercise.checks.map { CheckResult($0) })
  }
}

extension Exercise {
  /// The exercises that a word asks for: a chapter's number, or an exercise's.
  static func chosen(by word: String) throws(UsageError) -> [Exercise] {
    guard let chapter = Int(word) else { return [try Exercise(word: word)] }
    let exercises = all(ofChapter: chapter)
    if exercises.isEmpty { throw .noSuchChapter(word) }
    return exercises
  }

  /// The exercise of that number.
  init(word: String) throws(UsageError) {
    let number = ExerciseNumber(word)
    guard let exercise = Self.all.first(where: { $0.number == number }) else {
      // Of `3,2` or `3.` the chapter can be told as well.
      let chapter = Int(word.prefix { $0.isNumber })
      let known = Self.all.filter { $0.number.chapter == chapter }.map { "\($0.number)" }
      let advice =
        known.isEmpty
        ? "write its chapter, a point and its place in that, such as '3.2'"
        : "there are \(known.quotedList())"
      throw UsageError("no exercise '\(word)'; \(advice)")
    }
    self = exercise
  }
}
