import Exercises
import Notebook

/// `workbook watch`: checks an exercise each time a source is saved.
struct WatchCommand: Command {
  static let description = CommandDescription(
    name: "watch", summary: "Check an exercise each time you save.", words: ["[N|N.M]"],
    discussion: """
      Looks at the sources of the chapters twice a second. When one has changed, it
      builds the workbook and checks one exercise: N.M, or the first of chapter N, or
      of all, that is not done. It stays with that one until a key says otherwise:
        r  run again       n  next exercise       q  quit
        h  hint            p  previous one
      Without a terminal there are no keys, and it goes on until it is ended.
      """,
    options: [CheckCommand.limitOption.description],
    example: "workbook watch 3.2")

  private let exercises: [Exercise]
  private let limit: Duration?

  init(_ arguments: ParsedArguments) throws(UsageError) {
    exercises = try Exercise.chosen(by: arguments.words.first)
    limit = try arguments.value(of: CheckCommand.limitOption)
  }

  func run(in session: Session) throws {
    try Watch(exercises, limit: limit, in: session).run()
  }
}
