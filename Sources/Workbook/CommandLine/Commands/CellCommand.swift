import Notebook

/// `workbook cell N NAME`: runs one cell as it is. A page calls this for a cell that stops the
/// program, so that only this process is stopped.
struct CellCommand: Command {
  static let description = CommandDescription(
    name: "cell", summary: "Run one cell of a chapter.", words: ["N", "NAME"],
    example: "workbook cell 2 wrong-size", isHidden: true)

  private let chapter: String
  private let cell: String

  init(_ arguments: ParsedArguments) throws(UsageError) {
    guard arguments.words.count == 2 else {
      throw .missingArgument(what: "the number of a chapter or the name of a cell")
    }
    chapter = arguments.words[0]
    cell = arguments.words[1]
  }

  func run(in session: Session) throws {
    let cell = try session.cell(cell, of: session.chapter(chapter))
    printLineByLine()
    _ = try cell.run()
  }
}
