import Foundation
import Testing

@testable import WorkbookCommand

@Suite struct CellsTests {
  /// Runs `workbook cells` with a standard input that stays open.
  private func cells(_ arguments: String) throws -> BuiltWorkbook.Run {
    let pipe = FileManager.default.temporaryDirectory.appending(path: "input-\(UUID())").path
    return try BuiltWorkbook.shell(
      """
      mkfifo '\(pipe)' && exec 3<>'\(pipe)' && rm '\(pipe)'
      "$workbook" cells \(arguments) <&3
      """)
  }

  @Test func cellsReportWhatTheyGiveOneLineForEachEvent() throws {
    #expect(
      try cells("1 count,too-many")
        == .init(
          output: """
            {"began":{"cell":"count"}}
            {"printed":{"line":"to learn from: 4000"}}
            {"printed":{"line":"to be examined on: 1000"}}
            {"ended":{}}
            {"began":{"cell":"too-many"}}
            {"printed":{"line":"Fatal error: subscript: 32 is not in the first dimension of [32, 1, 28, 28]"}}
            {"ended":{}}

            """))
  }

  @Test func aFigureAndAFailureAreReported() throws {
    let run = try cells("1 twenty-digits,twenty-digts")
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[1].hasPrefix(#"{"drew":{"svg":"<svg xmlns="#))
    #expect(
      lines[4].hasPrefix(
        #"{"failed":{"reason":"chapter 1 has no cell 'twenty-digts'; it has 'count', "#))
    #expect(run.status == 0)
    #expect(run.error == "")
  }

  @Test func theEndOfStandardInputEndsIt() throws {
    // Left alone, this would train for seconds.
    let run = try BuiltWorkbook.run("cells", "6", "train,overfit")
    #expect(run.status == 0)
    #expect(!run.output.contains("ended"))
  }
}
