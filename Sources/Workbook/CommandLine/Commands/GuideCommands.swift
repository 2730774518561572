import Benchmark
import Guide
import Notebook

/// `workbook guide check`: whether code and output in the guide are what they say they are.
struct GuideCheckCommand: Command {
  static let description = CommandDescription(
    name: "guide check", summary: "Compare the guide with the code and its output.",
    discussion: """
      Runs the code of every chapter and says where a page under Guide shows other
      code or other output. Changes nothing. Ends with status 1 if there is a
      difference.
      """,
    example: "workbook guide check")

  init(_ arguments: ParsedArguments) {}

  func run(in session: Session) throws {
    // The numbers of the page about speed are not compared; that they can be measured is enough.
    let weave = try session.weave(effort: .quick)
    let faults = weave.check(.everything)
    for fault in faults { session.console.writeError("\(fault)\n") }
    guard faults.isEmpty else { throw Failure(nil, status: .checkFailed) }
    session.console.write("\(weave.pages.count) pages agree with their code and its output\n")
  }
}

/// `workbook guide update`: writes the code and its output of now into the guide.
struct GuideUpdateCommand: Command {
  static let description = CommandDescription(
    name: "guide update", summary: "Write the code and its output into the guide.",
    discussion: """
      Runs the code of every chapter and writes code, output and figures into the
      pages under Guide. Prose stays as it is.
      """,
    example: "workbook guide update")

  init(_ arguments: ParsedArguments) {}

  func run(in session: Session) throws {
    let weave = try session.weave(effort: .thorough)
    for page in weave.pages {
      let written = try weave.update(page: page)
      session.console.write(written.isEmpty ? "\(page): as it was\n" : "")
      for file in written { session.console.write("\(page): wrote \(file)\n") }
    }
  }
}

extension Session {
  /// The guide, with cells that run as in `workbook chapter`.
  func weave(effort: Effort) throws -> Weave {
    try requireBundledDigits()
    let chapters = chapters + [speedPage(effort)]
    let runs = Dictionary(
      uniqueKeysWithValues: chapters.map {
        ($0.number, ChapterRun($0, trappingCells: .thisProgram(options: options.arguments)))
      })
    return Weave(root: try .find(), chapters: chapters) { chapter, cell in
      let output = try running(chapter, cell.name) {
        try runs[chapter.number]!.output(of: cell.name)
      }
      return CellRecording(output: output.text, drawing: output.figure?.svg())
    }
  }
}
