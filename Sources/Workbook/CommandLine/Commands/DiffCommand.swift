import Datasets
import Guide
import Notebook

/// `workbook diff N`: where a reader's chapter and the guide's page of it are no longer the same.
struct DiffCommand: Command {
  static let description = CommandDescription(
    name: "diff", summary: "Show where your chapter differs from the guide.",
    discussion: """
      Runs chapter N (1 to \(Chapter.count)) and shows the code, output and figures that no longer
      agree with its page, and what it claims that does not hold: - is the guide's,
      + is yours. You are meant to change things, so the status is 0 either way. What
      the page masks, such as the name of the machine, is not compared. 'museum' in
      the place of N compares the museum.
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
      in: .workbook(chapter.word, options: session.options.arguments))

    var comparison = PageComparison(page, in: root)
    var kinds: [DiffSummary.Kind] = []
    for piece in page.pieces {
      let findings = try comparison.findings(in: piece) { (cell) throws(NotebookError) in
        if session.error.canRedraw { session.console.showPassing("running the cell \(cell)") }
        defer { session.console.showPassing(nil) }
        return try cells.result(of: cell)
      }
      for finding in findings {
        session.console.write(TerminalText(styled: renderer.text(of: finding, on: page)))
        kinds.append(finding.kind)
      }
    }
    session.console.write("\(DiffSummary(name: chapter.name, kinds: kinds))\n")
  }
}

/// How many things of a chapter are no longer the guide's, in one line.
struct DiffSummary: CustomStringConvertible {
  enum Kind {
    case code, output, figure
    /// What the page claims and does not hold.
    case claim
    /// A cell that did not come to its end.
    case stopped
    /// Code that the page shows and the sources do not have.
    case missing
  }

  /// What they are of: `chapter 2`.
  let name: String
  let kinds: [Kind]

  var description: String {
    let differing = [
      words(.code, "piece of code", "pieces of code"), words(.output, "output", "outputs"),
      words(.figure, "figure", "figures"),
    ].compactMap { $0 }
    let count = kinds.count { [.code, .output, .figure].contains($0) }
    let sentences = [
      count == 0
        ? nil : "\(differing.list()) \(count == 1 ? "differs" : "differ") from the guide's",
      words(.claim, "claim of the page does not hold", "claims of the page do not hold"),
      words(.stopped, "cell did not finish", "cells did not finish"),
      words(.missing, "piece of code could not be found", "pieces of code could not be found"),
    ].compactMap { $0 }
    let name = name.prefix(1).uppercased() + name.dropFirst()
    if sentences.isEmpty { return "\(name) is as the guide has it." }
    return "\(name): \(sentences.joined(separator: "; "))."
  }

  /// Nil for none.
  private func words(_ kind: Kind, _ one: String, _ many: String) -> String? {
    let count = kinds.count { $0 == kind }
    return count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
  }
}

extension PageComparison.Finding {
  var kind: DiffSummary.Kind {
    switch self {
    case .change(let change):
      switch change.recorded {
      case .code, .difference: .code
      case .output, .record: .output
      case .figure, .missingFigure: .figure
      }
    case .fault(let fault):
      switch fault.problem {
      case .cellFailed: .stopped
      case .claimFails, .claimFindsNothing: .claim
      case .noFigure: .figure
      default: .missing
      }
    }
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
