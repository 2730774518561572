import Foundation
import Testing

@testable import WorkbookCommand

@Suite struct CellTests {
  @Test func aCellPrintsToStandardOutput() throws {
    let run = try BuiltWorkbook.run("cell", "1", "count")
    #expect(run == .init(output: "to learn from: 4000\nto be examined on: 1000\n"))
  }

  @Test func aTrappingCellSaysItsMessageAndNoMore() throws {
    let run = try BuiltWorkbook.run("cell", "2", "wrong-size")
    #expect([SIGILL, SIGTRAP].contains(run.status))
    #expect(run.error.contains(": Fatal error: Linear"))
    #expect(run.error.filter { $0 == "\n" }.count == 1)
  }

  @Test func aChapterShowsTheMessageAndGoesOn() throws {
    let run = try BuiltWorkbook.run("chapter", "2")
    #expect(run.error == "")
    #expect(run.status == 0)
    let message = try #require(run.output.range(of: "\n  Fatal error: Linear(1000, 64)"))
    #expect(run.output[message.upperBound...].contains("\n  Trainable params: "))
  }

  @Test func aCellWithoutItsDigitsIsNoInput() throws {
    let run = try BuiltWorkbook.run("cell", "1", "count", "--data", "/no/such/folder")
    #expect(run.status == 66)
    #expect(run.output == "")
    #expect(run.error.hasPrefix("workbook: no folder /no/such/folder: "))
  }
}
