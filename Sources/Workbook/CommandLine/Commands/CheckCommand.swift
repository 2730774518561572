import Exercises
import Notebook

/// `workbook check`: whether a reader's answers are right.
struct CheckCommand: Command {
  static let description = CommandDescription(
    name: "check", summary: "Check your answers to the exercises.",
    discussion: """
      Checks all exercises, those of chapter N, or exercise N.M alone, and the
      chapter's own code. Exercises that you have not begun are left alone.

      The checks run in another process: a check that stops the program, or does not
      return, has failed, and the rest still run. Ends with status 1 if anything that
      you have begun fails.
      """,
    example: "workbook check 3.2")

  @Argument(.exercises) private var exercises = Exercise.all
  @Option(.seconds, default: "its own limit", help: "Stop a check after this long")
  private var limit: Duration?

  func run(in session: Session) throws {
    let runner = try ExerciseRunner(session, limit: limit)
    let text = ExerciseText(session)
    let chapters = Set(exercises.map(\.number.chapter))
    session.warnOfSourcesNewer(in: try PackageRoot.find(), chapters: chapters)
    let results = try runner.results(of: exercises) { result in
      session.console.write(text.text(of: exercises.count > 1 ? result.asOneOfMany : result))
    }
    session.console.write("\n")
    if exercises.count > 1 {
      let chapter = chapters.count == 1 ? chapters.first : nil
      session.console.write("\(results.summary(ofChapter: chapter))\n")
    }
    session.console.write(text.text(of: results.waysAfterChecks))
    if results.contains(where: { $0.state == .failed }) {
      throw Failure(nil, status: .checkFailed)
    }
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
