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

      The path of a file is as good as a number. With --format=editor each failure
      ends in a line that editors jump by, FILE:LINE: error: ...; github is the same
      for GitHub Actions, and json a document that Guide/check.schema.json describes.
      """,
    example: "workbook check 3.2")

  @Argument(.exercises) private var exercises = Exercise.all
  @Option(.seconds, default: "its own limit", help: "Stop a check after this long")
  private var limit: Duration?
  @Option(.choice("FORMAT"), help: "text, editor, github or json") private var format = Format.text
  @Flag(help: "Run the checks in this process, for a debugger") private var inProcess

  /// How the results are written.
  enum Format: String, CaseIterable, CustomStringConvertible {
    case text, editor, github, json

    var description: String { rawValue }
  }

  func run(in session: Session) throws {
    let runner = try ExerciseRunner(session, limit: limit, inProcess: inProcess)
    let text = ExerciseText(session)
    let chapters = Set(exercises.map(\.number.chapter))
    session.warnOfSourcesNewer(in: try PackageRoot.find(), chapters: chapters)
    let hasText = format == .text || format == .editor
    let results = try runner.results(of: exercises) { result in
      guard hasText else { return }
      session.console.write(text.text(of: exercises.count > 1 ? result.asOneOfMany : result))
    }
    let chapter = chapters.count == 1 ? chapters.first : nil
    let summary: TerminalText = "\(results.summary(ofChapter: chapter))\n"
    if hasText {
      session.console.write("\n")
      if exercises.count > 1 { session.console.write(summary) }
      session.console.write(text.text(of: results.waysAfterChecks))
    }
    switch format {
    case .text: break
    case .editor:
      let lines = TerminalText(lines: results.annotations(for: .editor))
      session.console.write(lines == "" ? "" : "\n" + lines)
    case .github:
      session.console.write(TerminalText(lines: results.annotations(for: .github)) + summary)
    case .json: session.console.write(TerminalText(styled: ResultJSON(results).text))
    }
    if results.contains(where: { $0.state == .failed }) {
      throw Failure(nil, status: .checkFailed)
    }
  }
}

extension [ExerciseResult] {
  func annotations(for reader: ResultAnnotations.Reader) -> String {
    map { ResultAnnotations(for: reader).text(of: $0) }.joined()
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
  /// The exercises that a word asks for: a chapter's number or page, or an exercise's number or file.
  static func chosen(by word: String) throws(UsageError) -> [Exercise] {
    let file = try PackageFile(word)
    let ofFile = file?.exercise == nil ? file?.chapter?.number : nil
    guard let chapter = Int(word) ?? ofFile else { return [try Exercise(word: word)] }
    let exercises = all(ofChapter: chapter)
    if exercises.isEmpty { throw .noSuchChapter(word) }
    return exercises
  }

  /// The exercise of that number, or in that file.
  init(word: String) throws(UsageError) {
    if let file = try PackageFile(word) {
      guard let exercise = file.exercise else {
        throw UsageError(
          "no exercise is in '\(word)'; they are in Exercises, in each folder of Sources/Chapters")
      }
      self = exercise
      return
    }
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
