import Foundation
import Synchronization
import Testing

@testable import Notebook

@Suite struct CellProcessTests {
  /// Runs a shell script where the cells would run; `$@` are the names of those that are left.
  private func process(_ cells: [String], _ script: String) -> CellProcess {
    CellProcess(cells: cells, executable: "/bin/sh") { ["-c", script, "sh"] + $0 }
  }

  /// Ends the program at the cell `bad`, as a trap does, and reports on every other.
  private let script = """
    for cell; do
      echo '{"began":{"cell":"'$cell'"}}'
      echo '{"printed":{"line":"'$$' runs '$cell'"}}'
      if [ $cell = bad ]; then
        echo 'Chapter2Model/Model.swift:31: Fatal error: no' >&2
        kill -ILL $$
      fi
      echo '{"ended":{}}'
    done
    """

  @Test func allCellsRunInOneProcess() throws {
    let process = process(["a", "b"], script)
    let (first, second) = (try process.result(of: "a"), try process.result(of: "b"))
    #expect(first.failure == nil)
    #expect(first.text.hasSuffix(" runs a\n"))
    #expect(first.text.replacing(" a", with: " b") == second.text)
  }

  @Test func aCellThatStopsTheProgramStopsNoOther() throws {
    let process = process(["a", "bad", "b", "c"], script)
    let c = try process.result(of: "c")
    let bad = try process.result(of: "bad")
    #expect(bad.failure == "Fatal error: no")
    #expect(bad.text.hasSuffix(" runs bad\n"))
    #expect(c.failure == nil)
    let numbers = try ["a", "b", "c"].map { cell in
      try process.result(of: cell).text.split(separator: " ")[0]
    }
    // The rest runs in a second process.
    #expect(numbers[0] != numbers[1])
    #expect(numbers[1] == numbers[2])
  }

  @Test(arguments: [
    ("kill -KILL $$", "signal 9 ended the program: it does so where memory runs out, for one"),
    (
      "kill -SEGV $$",
      "signal 11 ended the program: it does so where a function calls itself without end, for one"
    ),
    ("exit 3", "the program ended with status 3"),
    ("echo why >&2; exit 1", "why"),
  ])
  func aProcessThatEndsSaysWhy(script: String, reason: String) throws {
    let process = process(["a", "b"], script)
    #expect(try process.result(of: "a") == CellResult(failure: reason))
    #expect(try process.result(of: "b") == CellResult(failure: reason))
  }

  @Test func whatIsNoEventIsLeftOut() throws {
    let process = process(["a"], "echo hello; echo; \(script)")
    #expect(try process.result(of: "a").text.hasSuffix(" runs a\n"))
  }

  @Test func aMissingProgramIsAnError() {
    let process = CellProcess(cells: ["a"], executable: "/no/such/program") { $0 }
    let error = #expect(throws: NotebookError.self) { try process.result(of: "a") }
    #expect(error?.description.hasPrefix("'/no/such/program' could not be started: ") == true)
  }

  @Test func theProcessEndsWithWhoeverWaitsForIt() throws {
    let mark = FileManager.default.temporaryDirectory.appending(path: "ended-\(UUID())")
    defer { try? FileManager.default.removeItem(at: mark) }
    do {
      let process = process(
        ["a", "b"], #"echo '{"ended":{}}'; cat >/dev/null; echo > "\#(mark.path)""#)
      _ = try process.result(of: "a")
      #expect(!FileManager.default.fileExists(atPath: mark.path))
    }
    // `cat` has read to the end of its standard input.
    for _ in 0..<600 where !FileManager.default.fileExists(atPath: mark.path) {
      usleep(100_000)
    }
    #expect(FileManager.default.fileExists(atPath: mark.path))
  }

  @Test func aReportSaysWhatEachCellGave() throws {
    struct Unable: Error, CustomStringConvertible { let description = "no digits\nat hand" }
    let chapter = Chapter(
      "Chapter2Model", title: "Model", page: "02-model.md",
      cells: [
        Cell("speak") {
          print("one \"1\"\ntwo")
          return nil
        },
        Cell("fail") {
          print("before")
          throw Unable()
        },
      ])
    let trapping = TrappingCellRunner(executable: "/bin/false") { _, _ in [] }
    let lines = Mutex<[String]>([])
    CellReport(ChapterRun(chapter, trappingCells: trapping)) { line in
      lines.withLock { $0.append(line) }
    }.run(["speak", "fail", "none"])
    let events = lines.withLock { $0 }.map { CellEvent(line: $0) }
    #expect(
      events == [
        .began(cell: "speak"), .printed(line: "one \"1\""), .printed(line: "two"), .ended,
        .began(cell: "fail"), .printed(line: "before"), .failed(reason: "no digits\nat hand"),
        .began(cell: "none"),
        .failed(reason: "chapter 2 has no cell 'none'; it has 'speak', 'fail'"),
      ])
    #expect(lines.withLock { $0 }.allSatisfy { !$0.contains("\n") })
  }
}
