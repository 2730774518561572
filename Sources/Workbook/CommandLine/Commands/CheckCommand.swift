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
      and the rest still run. One that does not return in time has failed, too; then
      the rest of its exercise, which would mostly take as long, is not run.
      Ends with status 1 if anything that you have begun fails.

      A terminal shows the first check of an exercise that fails, and a line for each
      of the others. With --all, and in a file or a pipe, all is shown in full.

      The path of a file does as well as a number. With --format=editor each failure
      ends in a line that takes an editor to it, FILE:LINE: error: ...; github is the
      same for GitHub Actions, and json a document that Guide/check.schema.json
      describes.
      """,
    example: "workbook check 3.2")

  @Argument(.exercises) private var exercises = Exercise.all
  @Option(.seconds, default: "its own limit", help: "Stop a check after this long")
  private var limit: Duration?
  @Flag(help: "Run every check, and show all there is to say") private var all
  @Option(.choice("FORMAT"), help: "text, editor, github or json") private var format = Format.text
  @Flag(help: "Run the checks in this process, for a debugger") private var inProcess

  /// How the results are written.
  enum Format: String, CaseIterable, CustomStringConvertible {
    case text, editor, github, json

    var description: String { rawValue }
  }

  func run(in session: Session) throws {
    let runner = try ExerciseRunner(session, limit: limit, runsAll: all, inProcess: inProcess)
    let text = ExerciseText(session)
    let chapters = Set(exercises.map(\.number.chapter))
    session.warnOfSourcesNewer(in: try PackageRoot.find(), chapters: chapters)
    let hasText = format == .text || format == .editor
    var isWhole = true
    let results = try runner.results(of: exercises) { result in
      guard hasText else { return }
      let parts = text.parts(of: exercises.count > 1 ? result.asOneOfMany : result)
      // What an editor shows can be scrolled.
      let shown =
        all || format != .text ? (lines: parts.all, isWhole: true) : shown(parts, in: session)
      session.console.write(shown.lines.map { TerminalText(styled: $0) + "\n" }.joined())
      isWhole = isWhole && shown.isWhole && !result.checks.contains { !$0.wasRun }
    }
    let chapter = chapters.count == 1 ? chapters.first : nil
    let summary: TerminalText = "\(results.summary(ofChapter: chapter))\n"
    if hasText {
      session.console.write("\n")
      if exercises.count > 1 { session.console.write(summary) }
      let whole: [Way] = isWhole ? [] : [("All of it", "swift run workbook check\(word) --all")]
      session.console.write(text.text(of: results.waysAfterChecks + whole))
    }
    switch format {
    case .text: break
    case .editor:
      let lines = TerminalText(lines: results.annotations(for: .editor))
      session.console.write(lines == "" ? "" : "\n" + lines)
    case .github:
      let lines = TerminalText(lines: results.annotations(for: .github))
      // A chapter's own code alone is no exercise that would count.
      let counts = exercises.contains { !$0.isChapterCode }
      session.console.write(counts ? lines + summary : lines)
    case .json: session.console.write(TerminalText(styled: ResultJSON(results).text))
    }
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
    return ExerciseResult(
      exercise: exercise,
      checks: zip(exercise.checks, checks).map { check, result in
        var kept = CheckResult(check)
        (kept.remark, kept.place) = (result.remark, result.place)
        return kept
      })
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
