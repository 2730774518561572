import Exercises
import Notebook

/// `workbook watch`: checks an exercise each time a source is saved.
struct WatchCommand: Command {
  static let description = CommandDescription(
    name: "watch", summary: "Check an exercise each time you save.",
    discussion: """
      Builds the workbook, and builds it again whenever a source of the chapters is
      saved; then it checks one exercise: N.M, or the first of chapter N, or of all,
      that is not done. A save ends whatever is still being built or checked.

      In a terminal it shows the first check that fails, and a line for each of the
      others. It stays with the exercise until a key says otherwise:
        r  run again       n  next exercise       a  all there is to say, in pages
        h  hint            p  previous one        q  quit
      Another h gives the next hint. Without a terminal there are no keys, all is
      written, and it runs until it is stopped.
      """,
    example: "workbook watch 3.2")

  @Argument(.exercises) private var exercises = Exercise.all
  @Option(.seconds, default: "its own limit", help: "Stop a check after this long")
  private var limit: Duration?

  func run(in session: Session) throws {
    // One that is named is where it begins: the keys go on to the others of its chapter.
    let start = exercises.count == 1 ? exercises.first : nil
    let exercises = start.map { Exercise.all(ofChapter: $0.number.chapter) } ?? exercises
    try Watch(exercises, from: start, limit: limit, in: session).run()
  }
}
