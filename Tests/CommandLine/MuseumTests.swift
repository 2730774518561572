import Testing

@testable import WorkbookCommand

@Suite struct MuseumTests {
  @Test func oneExhibitIsItsSection() throws {
    let run = try BuiltWorkbook.run("museum", "9")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("Exhibit 9: Flat as a table\n"))
    #expect(run.output.contains("sound:      different numbers among 72 weights: 72\n"))
    #expect(run.output.hasSuffix("exhibit 9:  different numbers among 72 weights: 1  FOUND\n"))
    for other in ["Exhibit 8:", "Exhibit 10:", "differs from the guide"] {
      #expect(!run.output.contains(other))
    }
  }

  @Test(arguments: ["0", "14", "03", "zeros"])
  func anExhibitThatIsNotThere(word: String) throws {
    #expect(
      try BuiltWorkbook.run("museum", word)
        == .init(
          error: "workbook: no exhibit '\(word)'; there are exhibits 1 to 13 "
            + "(see 'workbook museum --help')\n", status: 64))
  }

  /// There is time to guess, between the curve and the code.
  @Test func aKeyIsWaitedForBehindTheCurve() throws {
    let screen = try PseudoTerminal(rows: 200)
    let process = try screen.start(
      "museum", "9", "--step", environment: ["TERM": "xterm-256color", "LANG": "C.UTF-8"])
    let curve = try screen.read(through: "[q]uit\u{1B}[0m\r")
    #expect(curve.contains("Training loss"))
    #expect(curve.contains("exhibit 9:"))
    #expect(!curve.contains("What is it?"))
    try screen.press(" ")
    let code = try screen.read(through: "FOUND")
    #expect(code.contains("What is it?"))
    #expect(code.contains("repeating: 0"))
    try screen.press("q")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }
}
