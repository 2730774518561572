import Exercises
import Notebook

/// `workbook watch`: checks an exercise each time a source is saved.
struct WatchCommand: Command {
  static let description = CommandDescription(
    name: "watch", summary: "Check an exercise each time you save.",
    discussion: """
      Looks at the sources of the chapters twice a second. When one has changed, it
      builds the workbook and checks one exercise: N.M, or the first of chapter N, or
      of all, that is not done. It stays with that one until a key says otherwise:
        r  run again       n  next exercise       q  quit
        h  hint            p  previous one
      Without a terminal there are no keys, and it runs until it is stopped.
      """,
    example: "workbook watch 3.2")

  @Argument(.exercises) private var exercises = Exercise.all
  @Option(.seconds, default: "its own limit", help: "Stop a check after this long")
  private var limit: Duration?

  func run(in session: Session) throws {
    try Watch(exercises, limit: limit, in: session).run()
  }
}
