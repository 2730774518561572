import Notebook

/// `workbook cells N NAME,NAME`: runs cells and reports on each as a line of JSON, as long as
/// standard input is open. `workbook diff` calls this, so that a cell that stops the program stops
/// only this process.
struct CellsCommand: Command {
  static let description = CommandDescription(
    name: "cells", summary: "Run cells of a chapter and report on them.",
    example: "workbook cells 2 relu,linear", isHidden: true)

  @Argument(.word("N", "the number of a chapter or the names of cells")) private var chapter: String
  @Argument(.word("NAMES", "the number of a chapter or the names of cells"))
  private var cells: String

  func run(in session: Session) throws {
    let chapter = try session.chapter(chapter)
    endWithStandardInput()
    let run = ChapterRun(
      chapter, trappingCells: .thisProgram(options: session.options.arguments))
    let console = session.console
    CellReport(run) { console.write("\($0)\n") }
      .run(cells.split(separator: ",").map(String.init))
  }
}
