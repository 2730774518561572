import Exercises
import Notebook

/// `workbook check`: whether a reader's answers are right.
struct CheckCommand: Command {
  static let limitOption = Option<Duration?>(
    name: "limit", placeholder: "SECONDS", help: "Stop a check after that long", fallback: nil,
    shownFallback: "its own limit", expected: "a number of seconds greater than 0"
  ) { word in
    // A day is more than anybody waits, and far less than a Duration holds.
    guard let seconds = Double(word), seconds > 0, seconds <= 86_400 else { return .none }
    return .some(.seconds(seconds))
  }

  static let description = CommandDescription(
    name: "check", summary: "Check your answers to the exercises.", words: ["[N|N.M]"],
    discussion: """
      Checks all exercises, those of chapter N, or exercise N.M alone, and the
      chapter's own code. Those that you have not begun with are left alone.

      The checks run in another process: one that stops the program, or does not
      return, is a failed check, and the rest still run. Ends with status 1 if
      something fails that you have begun with.
      """,
    options: [limitOption.description],
    example: "workbook check 3.2")

  private let exercises: [Exercise]
  /// The chapter on the command line; nil for all, or for one exercise.
  private let chapter: Int?
  private let limit: Duration?

  init(_ arguments: ParsedArguments) throws(UsageError) {
    let word = arguments.words.first
    exercises = try Exercise.chosen(by: word)
    chapter = word.flatMap { Int($0) }
    limit = try arguments.value(of: Self.limitOption)
  }

  func run(in session: Session) throws {
    let runner = try ExerciseRunner(session, limit: limit)
    let text = ExerciseText(session)
    session.warnOfSourcesNewer(
      in: try PackageRoot.find(), chapters: Set(exercises.map(\.number.chapter)))
    let results = try runner.results(of: exercises) { result in
      session.console.write(text.text(of: exercises.count > 1 ? result.asOneOfMany : result))
    }
    session.console.write("\n")
    if exercises.count > 1 {
      session.console.write("\(ProgressSummary(results, chapter: chapter))\n")
    }
    session.console.write(text.text(of: WhatIsNext(after: results).ways))
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
  /// The exercises that a word asks for: a chapter's number, an exercise's, or none for all.
  static func chosen(by word: String?) throws(UsageError) -> [Exercise] {
    guard let word else { return all }
    if let chapter = Int(word) {
      let exercises = all(ofChapter: chapter)
      guard !exercises.isEmpty else {
        throw .noSuchChapter(word, count: Chapter.count)
      }
      return exercises
    }
    return [try Exercise(word: word)]
  }

  /// The exercise that has to be named on a command line.
  init(in arguments: ParsedArguments) throws(UsageError) {
    guard let word = arguments.words.first else {
      throw .missingArgument(what: "the number of an exercise, such as 3.2,")
    }
    self = try Exercise(word: word)
  }

  /// The exercise of that number.
  init(word: String) throws(UsageError) {
    let number = ExerciseNumber(word)
    guard let exercise = Self.all.first(where: { $0.number == number }) else {
      // Of `3,2` or `3.` the chapter can be told as well.
      let chapter = Int(word.prefix { $0.isNumber })
      throw .noSuchExercise(
        word, known: Self.all.filter { $0.number.chapter == chapter }.map { "\($0.number)" })
    }
    self = exercise
  }
}
