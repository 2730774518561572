import Notebook

/// `workbook cell N NAME`: runs one cell as it is. A page calls this for a cell that stops the
/// program, so that only this process is stopped.
struct CellCommand: Command {
  static let description = CommandDescription(
    name: "cell", summary: "Run one cell of a chapter.",
    example: "workbook cell 2 wrong-size", isHidden: true)

  @Argument(.word("N", "the number of a chapter or the name of a cell")) private var chapter: String
  @Argument(.word("NAME", "the number of a chapter or the name of a cell")) private var cell: String

  func run(in session: Session) throws {
    let cell = try session.cell(cell, of: session.chapter(chapter))
    printLineByLine()
    _ = try cell.run()
  }
}
