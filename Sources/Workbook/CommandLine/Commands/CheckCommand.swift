import Checks
import Notebook

/// `workbook check`: whether a reader's answers are right.
struct CheckCommand: Command {
  static let description = CommandDescription(
    name: "check", summary: "Check your answers to the exercises.", words: ["[N|N.M]"],
    discussion: """
      Checks all exercises, those of chapter N, or exercise N.M alone. Those that you
      have not begun with are left out. Each chapter's own code is checked, too.
      """,
    example: "workbook check 3.2")

  private let exercises: [Exercise]

  init(_ arguments: ParsedArguments) throws(UsageError) {
    exercises = try Exercise.chosen(by: arguments.words.first)
  }

  func run(in session: Session) throws {
    let files = ExerciseFiles(root: try PackageRoot.find())
    let process = CheckProcess.workbook(options: session.options.arguments)
    var failed = 0
    for exercise in exercises {
      let result =
        try files.isUntouched(exercise)
        ? ExerciseResult(exercise: exercise, checks: []) : process.result(of: exercise)
      session.console.write(ResultText().text(of: result))
      if result.state == .failed { failed += 1 }
    }
    if failed > 0 { throw Failure(nil, status: .checkFailed) }
  }
}

extension Exercise {
  /// The exercises that a word asks for: a chapter's number, an exercise's, or none for all.
  static func chosen(by word: String?) throws(UsageError) -> [Exercise] {
    guard let word else { return all }
    if let chapter = Int(word) {
      let chosen = all(ofChapter: chapter)
      if chosen.isEmpty { throw .noSuchChapter(word, count: 6) }
      return chosen
    }
    return [try Exercise(word: word)]
  }

  /// The exercise of that number.
  init(word: String) throws(UsageError) {
    let number = ExerciseNumber(word)
    guard let exercise = Self.all.first(where: { $0.number == number }) else {
      let neighbours = Self.all.filter { $0.number.chapter == number?.chapter }
      throw .noSuchExercise(
        word, known: (neighbours.isEmpty ? Self.all : neighbours).map { "\($0.number)" })
    }
    self = exercise
  }
}
