import Foundation
import Testing

@testable import WorkbookCommand

@Suite struct JobsTests {
  /// Runs `workbook jobs` with a standard input that stays open. `␞` stands for the sign of a report.
  private func jobs(_ arguments: String) throws -> BuiltWorkbook.Run {
    let pipe = FileManager.default.temporaryDirectory.appending(path: "input-\(UUID())").path
    var run = try BuiltWorkbook.shell(
      """
      mkfifo '\(pipe)' && exec 3<>'\(pipe)' && rm '\(pipe)'
      "$workbook" jobs \(arguments) <&3
      """)
    run.output = run.output.replacing("\u{1E}", with: "␞")
    return run
  }

  @Test func behindWhatACellPrintsStandsItsReport() throws {
    #expect(
      try jobs("1 count,count")
        == .init(
          output: """
            training set: 4000
            test set: 1000
            ␞{"text":""}
            training set: 4000
            test set: 1000
            ␞{"text":""}

            """))
  }

  @Test func aFigureAndAFailureAreReported() throws {
    let drawn = try jobs("1 twenty-digits")
    #expect(drawn.output.contains(#""drawing":"<svg xmlns="#))
    let failed = try jobs("1 count --data /no/such/folder")
    #expect(failed.output.hasPrefix(#"␞{"#))
    #expect(failed.output.contains(#""failure":"no folder "#))
    #expect(failed.status == 0)
    #expect(failed.error == "")
  }

  @Test func aCellThatStopsTheProgramSaysItsMessageAndNoMore() throws {
    let run = try jobs("2 wrong-size,device")
    #expect([SIGILL, SIGTRAP].map { 128 + $0 }.contains(run.status))
    #expect(run.error.contains(": Fatal error: Linear"))
    #expect(!run.output.contains("␞"))
  }

  @Test func checksAreReportedToo() throws {
    // The chapter's own code passes.
    #expect(try jobs("1.0 0").output.hasSuffix("␞null\n"))
    #expect(try jobs("1.0 99").output.contains("exercise 1.0 has no check 99"))
  }

  @Test func theEndOfStandardInputEndsIt() throws {
    // Left alone, this would train for seconds.
    let run = try BuiltWorkbook.run("jobs", "6", "train,overfit")
    #expect(run.status == 0)
    #expect(!run.output.contains("\u{1E}"))
  }

  @Test func aChapterShowsTheMessageAndGoesOn() throws {
    let run = try BuiltWorkbook.run("chapter", "2")
    #expect(run.error == "")
    #expect(run.status == 0)
    let message = try #require(run.output.range(of: "\n  Fatal error: Linear(1000, 64)"))
    #expect(run.output[message.upperBound...].contains("\n  Trainable params: "))
  }
}
