import Benchmark
import Datasets
import Guide
import Kernels
import Notebook
import Plots

/// `workbook guide check`: whether code and output in the guide are what they say they are.
struct GuideCheckCommand: Command {
  static let description = CommandDescription(
    name: "guide check", summary: "Compare the guide with the code and its output.",
    discussion: """
      Runs the code of every chapter and says where a page under Guide shows different
      code or output. Changes nothing. Ends with status 1 if there is a
      difference.

      The guide was recorded on a processor with a fused multiply-add. Elsewhere the
      last digits may differ: with --approximate, numbers with a fraction are not
      compared, and what a page claims has to hold.
      """,
    example: "workbook guide check")

  @Flag(help: "Allow different last digits") private var approximate

  func run(in session: Session) throws {
    // The times on the page about speed are not compared; that they can be measured is enough.
    let weave = try session.weave(approximate ? .approximate : .exact, effort: .quick)
    let faults = weave.check()
    for fault in faults { session.console.writeError(TerminalText(lines: "\(fault)\n")) }
    guard faults.isEmpty else {
      let hint: TerminalText =
        "this processor has no fused multiply-add, so last digits may differ: try --approximate"
      throw Failure(
        Machine.hasFusedMultiplyAdd || approximate ? nil : hint, status: .checkFailed)
    }
    session.console.write("\(weave.pages.count) pages agree with their code and its output\n")
  }
}

/// `workbook guide update`: writes the code and its output of now into the guide.
struct GuideUpdateCommand: Command {
  static let description = CommandDescription(
    name: "guide update", summary: "Write the code and its output into the guide.",
    discussion: """
      Runs the code of every chapter and writes code, output and figures into the
      pages under Guide. Prose stays as it is. Does nothing if CI is set.
      """,
    example: "workbook guide update")

  func run(in session: Session) throws {
    try session.checkThatRecordingIsAllowed()
    let weave = try session.weave(effort: .thorough)
    var obstacles: [GuideFault] = []
    for page in weave.pages {
      let comparison = weave.compare(page: page)
      do {
        let written = try Signals.holdingBack { try comparison.recordAll() }
        session.console.write(written.isEmpty ? "\(page): as it was\n" : "")
        for file in written { session.console.write("\(page): wrote \(file)\n") }
      } catch let error as GuideFaults {
        obstacles += error.faults
      }
    }
    if let faults = GuideFaults(obstacles) { throw faults }
  }
}

extension Session {
  /// Nothing is recorded where nobody looks at it: a wrong number would become the right one.
  func checkThatRecordingIsAllowed() throws {
    guard let value = environmentVariable("CI"), !value.isEmpty else { return }
    throw Failure(
      "nothing is recorded if CI is set: run 'swift run workbook guide update' on a machine of"
        + " your own and commit what it writes, or unset CI", status: .notPermitted)
  }

  /// The guide, with cells that run as in `workbook chapter`.
  func weave(_ precision: Weave.Precision = .exact, effort: Effort) throws -> Weave {
    try requireBundledDigits()
    let chapters = pages + [speedPage { try Bench(effort, from: .bundled).run() }]
    // By their pages, which no two chapters share.
    let runs = Dictionary(uniqueKeysWithValues: chapters.map { ($0.page, run(of: $0)) })
    return Weave(root: try .find(), chapters: chapters, precision: precision) { chapter, cell in
      let output = try output(of: cell.name, in: runs[chapter.page]!)
      return CellResult(text: output.text, drawing: output.figure?.svg())
    }
  }
}
