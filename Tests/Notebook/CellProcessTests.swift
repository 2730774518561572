import Foundation
import Testing

@testable import Notebook

@Suite struct CellProcessTests {
  private let chapter = Chapter(
    "Chapter2Model", title: "Model", page: "02-model.md",
    cells: ["a", "b", "c"].map { name in Cell(name) { nil } }
      + [Cell("wrong-size", ending: .traps) { nil }])

  /// Runs a shell script where the cells would run; `$@` are the names of those that are left.
  private func process(_ cells: [String], _ script: String) -> CellProcess {
    CellProcess(chapter, cells: cells, in: .shell(script))
  }

  private static let script = """
    for cell; do
      echo $$
      case $cell in
        b) echo 'M/F.swift:31: Fatal error: not meant' >&2; kill -ILL $$ ;;
        wrong-size) echo 'M/F.swift:3: Fatal error: no' >&2; echo >&2; kill -ILL $$ ;;
      esac
      printf '\\036{"text":"","drawing":"<svg/>"}\\n'
    done
    """

  @Test func cellsShareAProcessUntilOneStopsIt() throws {
    let process = process(["a", "wrong-size", "b", "c"], Self.script)
    let a = try process.result(of: "a")
    let trap = try process.result(of: "wrong-size")
    let (b, c) = (try process.result(of: "b"), try process.result(of: "c"))
    #expect(a.drawing == "<svg/>" && a.failure == nil)
    #expect(b.failure == "Fatal error: not meant")
    #expect(a.text == b.text && b.text != c.text)
    // One that is meant to stop the program has a process of its own.
    #expect(trap.text.hasSuffix("\nFatal error: no\n") && trap.failure == nil)
    #expect(!trap.text.hasPrefix(a.text) && !trap.text.hasPrefix(c.text))
  }

  @Test(arguments: [
    (
      #"printf '\036{"text":""}\n'"#,
      "it came to its end; if that is right now, let the chapter's list say that it returns"
    ),
    (#"printf '\036{"text":"","failure":"no digits"}\n'"#, "no digits"),
    ("exit 3", "the program ended with status 3"),
    ("kill -KILL $$", "signal 9 ended the program: it does so where memory runs out, for one"),
  ])
  func aCellThatIsMeantToStopTheProgramAndDoesNotIsAnError(script: String, reason: String) throws {
    let error = NotebookError.didNotTrap(cell: "wrong-size", chapter: 2, reason: reason)
    let result = try process(["wrong-size"], "echo fine; \(script)").result(of: "wrong-size")
    #expect(result == CellResult(text: "fine\n", failure: error.description))
    #expect(
      error.description
        == "cell 'wrong-size' of chapter 2 is meant to stop with an error message, but: \(reason)")
  }

  @Test func ofMuchTheBeginningIsKept() throws {
    let script = #"yes "$(printf %1023s x)" | head -n 20000; printf '\036{"text":""}\n'"#
    let text = try process(["a"], script).result(of: "a").text
    #expect(text.utf8.count == LineReader.mostKept)
  }

  @Test(arguments: ["ILL", "TRAP"])
  func eachTrapCounts(signal: String) throws {
    let script = "printf unfinished; printf stop >&2; kill -\(signal) $$"
    #expect(
      try process(["wrong-size"], script).result(of: "wrong-size")
        == CellResult(text: "unfinished\nstop\n"))
  }

  @Test func aCellSaysWhatItDrewOrThrew() {
    struct Unable: Error, CustomStringConvertible { let description = "no digits\nat hand" }
    #expect(CellResult(running: Cell("speak") { nil }) == CellResult())
    #expect(
      CellResult(running: Cell("fail") { throw Unable() })
        == CellResult(failure: "no digits\nat hand"))
  }
}
