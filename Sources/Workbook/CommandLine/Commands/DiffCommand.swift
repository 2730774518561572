import Datasets
import Guide
import Notebook

/// `workbook diff N`: where a reader's chapter and the guide's page of it are no longer the same.
struct DiffCommand: Command {
  static let description = CommandDescription(
    name: "diff", summary: "Show where yours differs from the guide's.",
    discussion: """
      Runs chapter N (1 to \(Chapter.count)) and shows the code, output and figures that are no
      longer those of its page: - is the guide's, + is yours. You are meant to change
      things, so the status is 0 either way. What the page masks, such as the name of
      the machine, is not compared.
      """,
    example: "workbook diff 2")

  @Argument(.chapter) private var word: String

  func run(in session: Session) throws {
    let chapter = try session.chapter(word)
    try session.requireBundledDigits()
    let root = try PackageRoot.find()
    let page = try Page(of: chapter, in: root)
    let renderer = session.pageRenderer()
    let cells = CellProcess(
      chapter, cells: page.cells,
      in: .workbook("\(chapter.number)", options: session.options.arguments))

    var comparison = PageComparison(page, in: root)
    var kinds: [DiffSummary.Kind] = []
    for piece in page.pieces {
      let findings = try comparison.findings(in: piece) { (cell) throws(NotebookError) in
        if session.error.canRedraw { session.console.showPassing("running the cell \(cell)") }
        defer { session.console.showPassing(nil) }
        return try cells.result(of: cell)
      }
      for finding in findings {
        session.console.write(renderer.text(of: finding, on: page))
        kinds.append(finding.kind)
      }
    }
    session.console.write("\(DiffSummary(chapter: chapter.number, kinds: kinds))\n")
  }
}

extension Session {
  /// The guide is recorded on the digits that ship, which everybody has.
  func requireBundledDigits() throws(Failure) {
    guard options.data == .bundled else {
      throw Failure(
        "the guide shows the digits that ship with the workbook: leave out --data", status: .usage)
    }
  }
}
