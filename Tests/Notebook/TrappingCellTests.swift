import ExitTestSupport
import Foundation
import Synchronization
import Testing

@testable import Notebook

@Suite struct TrappingCellTests {
  /// Runs a shell script where a cell would run; `$1` is the chapter's number and `$2` the cell's
  /// name.
  private func runner(_ script: String) -> TrappingCellRunner {
    TrappingCellRunner(executable: "/bin/sh") { ["-c", script, "sh", String($0), $1] }
  }

  @Test func outputIsWhatWasPrintedAndThenTheMessage() throws {
    let seen = Mutex<[String]>([])
    let output = try runner(
      """
      echo "Chapter2Model/WrongSize.swift:31: Fatal error: Linear 'fc1' of $2" >&2
      echo "  wants 1600" >&2
      echo "chapter $1"
      kill -ILL $$
      """
    ).output(ofCell: "wrong-size", chapter: 2) { line in seen.withLock { $0.append(line) } }
    #expect(output == "chapter 2\nFatal error: Linear 'fc1' of wrong-size\n  wants 1600\n")
    #expect(
      seen.withLock { $0 }
        == ["chapter 2", "Fatal error: Linear 'fc1' of wrong-size", "  wants 1600"])
  }

  @Test(arguments: ["ILL", "TRAP"])
  func eachTrapCounts(signal: String) throws {
    let output = try runner("printf unfinished; printf stop >&2; kill -\(signal) $$")
      .output(ofCell: "x", chapter: 1)
    #expect(output == "unfinished\nstop")
  }

  @Test(.withExitTests) func theReadersWishForFramesIsNotPassedOn() async {
    // The environment belongs to the whole process.
    await #expect(processExitsWith: .success) {
      setenv("SWIFT_BACKTRACE", "enable=yes", 1)
      let output = try TrappingCellTests().runner("echo ${SWIFT_BACKTRACE-unset}; kill -TRAP $$")
        .output(ofCell: "x", chapter: 1)
      #expect(output == "unset\n")
    }
  }

  @Test func returningIsAnError() {
    #expect(throws: NotebookError.didNotTrap(cell: "wrong-size", chapter: 2, status: 3)) {
      try runner("echo fine; exit 3").output(ofCell: "wrong-size", chapter: 2)
    }
  }

  @Test func anotherSignalIsAnError() {
    #expect(throws: NotebookError.endedBySignal(SIGKILL, cell: "wrong-size", chapter: 2)) {
      try runner("kill -KILL $$").output(ofCell: "wrong-size", chapter: 2)
    }
  }

  @Test func aMissingProgramIsAnError() {
    let runner = TrappingCellRunner(executable: "/no/such/program") { _, _ in [] }
    let error = #expect(throws: NotebookError.self) {
      try runner.output(ofCell: "x", chapter: 1)
    }
    #expect(error?.description.hasPrefix("'/no/such/program' could not be started: ") == true)
  }

  @Test func muchOnBothPipesDoesNotBlock() throws {
    let output = try runner(
      """
      head -c 3000000 /dev/zero >&2
      head -c 3000000 /dev/zero
      kill -ILL $$
      """
    ).output(ofCell: "x", chapter: 1)
    #expect(output.utf8.count == 6_000_001)
  }

  @Test(arguments: [
    ("M/F.swift:31: Fatal error: no", "Fatal error: no"),
    ("Swift/Array.swift:4: Fatal error: Index out of range", "Fatal error: Index out of range"),
    ("M/F.swift:1: Precondition failed: no", "Precondition failed: no"),
    ("M/F.swift:1: Assertion failed", "Assertion failed"),
    ("Fatal error: no", "Fatal error: no"),
    ("it said M/F.swift:31: Fatal error: no", "it said M/F.swift:31: Fatal error: no"),
    ("M/F.swift:31: warning: no", "M/F.swift:31: warning: no"),
    ("first\nM/F.swift:31: Fatal error: no\nlast\n", "first\nFatal error: no\nlast\n"),
  ])
  func sourceLocationsAreTakenOff(text: String, expected: String) {
    #expect(withoutSourceLocations(text) == expected)
  }
}
