import Checks
import ExerciseSupport
import Exercises
import Foundation
import Notebook
import Testing
import WorkbookCommand

/// The loop of an exercise as a reader goes through it, in a copy of the package that is built and
/// built again. This is what shows that the checks run on the reader's file.
///
/// The first build takes a minute or more, so this runs where WORKBOOK_COPY is set:
/// `WORKBOOK_COPY=1 swift test --filter BuiltCopyTests`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["WORKBOOK_COPY"] != nil))
struct BuiltCopyTests {
  private let first = ReadersFolder.first

  @Test func theWholeLoop() throws {
    let copy = try BuiltCopy()
    try copy.build()
    #expect(try copy.run("check", "1.1").output.contains("· \(first)   not started\n"))

    try watch(copy)
    try beginAnew(copy)
    try solveEverything(copy)
    try putEveryStubBack(copy)
  }

  /// A wrong answer, its hint, code that does not compile, and the right answer.
  private func watch(_ copy: BuiltCopy) throws {
    let stub = try copy.files.stub(of: first)
    let solution = try copy.files.solution(of: first)
    let screen = try PseudoTerminal()
    let process = try screen.start(
      "watch", "1.1", environment: ["TERM": "xterm", "LANG": "C.UTF-8", "NO_COLOR": "1"],
      in: copy.root.directory, executable: copy.executable)
    let keys = "[r] run again   [h] hint   [q] quit\r"
    #expect(try screen.read(through: keys).contains("· \(first)   not started\r\n"))

    // An answer that says of itself that it is this one that runs.
    let wrong = stub.replacing("has no answer yet", with: "is begun")
    try copy.root.replace(first.path, with: wrong)
    let failed = try screen.read(through: keys)
    #expect(failed.contains("✗ \(first)\r\n"))
    #expect(failed.contains("Fatal error: Exercise 1.1 is begun\r\n"))
    try screen.press("h")
    #expect(try screen.read(through: keys).contains("The first check that fails: "))

    let broken = solution + "\nlet broken: Int = \"one\"\n"
    let line = solution.split(separator: "\n", omittingEmptySubsequences: false).count + 1
    try copy.root.replace(first.path, with: broken)
    let errors = try screen.read(through: "[r] run again   [q] quit\r")
    #expect(errors.contains("It does not compile:\r\n\(first.path):\(line):"))
    #expect(errors.contains(" error: cannot convert value of type 'String'"))
    #expect(errors.contains(#"| let broken: Int = "one""#))

    // One save comes while the one before is being built: it is not lost.
    try copy.root.replace(first.path, with: wrong)
    _ = try screen.read(through: "building ...")
    usleep(500_000)
    try copy.root.replace(first.path, with: solution)
    var shown = ""
    while !shown.contains("✓ \(first)\r\n\r\n1.1 passes. q ends this.\r\n") {
      shown = try screen.read(through: keys)
    }

    // That build may have read it already, and then it is built once more. After that nothing moves
    // on, and a save that changes nothing starts nothing.
    try waitForQuiet(screen, endingWith: keys)
    try FileManager.default.setAttributes(
      [.modificationDate: Date.now], ofItemAtPath: copy.root.url(of: first.path).path)
    sleep(2)
    #expect(screen.readRest() == "")
    try screen.press("q")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(screen.isAsItWas)
  }

  private func waitForQuiet(_ screen: PseudoTerminal, endingWith keys: String) throws {
    while true {
      sleep(2)
      let rest = screen.readRest()
      if rest.isEmpty { return }
      if !rest.hasSuffix(keys) { _ = try screen.read(through: keys) }
    }
  }

  private func beginAnew(_ copy: BuiltCopy) throws {
    #expect(try copy.run("check", "1.1").output.hasPrefix("✓ \(first)\n"))
    #expect(try copy.run("solution", "1.1").output == copy.files.solution(of: first))
    #expect(try copy.run("reset", "1.1").output.contains("Your answer is kept in .workbook/"))
    #expect(try copy.run("check", "1.1").output.contains("· \(first)   not started\n"))
  }

  private func solveEverything(_ copy: BuiltCopy) throws {
    for exercise in BuiltCopy.exercises {
      try copy.root.replace(exercise.path, with: try copy.files.solution(of: exercise))
    }
    // What was built is still that with the stub.
    let old = try copy.run("check", "1.1")
    #expect(old.error.contains(".swift was saved after this program was built"))

    // What knows no chapter is not compiled again.
    let compiled = try copy.build()
    #expect(compiled.isSuperset(of: ["Chapter1Data", "Chapter6Curves"]))
    #expect(compiled.isDisjoint(with: ["Notebook", "Guide", "Exercises", "Benchmark"]))
    let run = try copy.run("check")
    #expect(run.status == 0, "\(run.output)")
    #expect(run.error == "")
    #expect(!run.output.contains("✗"))
    let count = BuiltCopy.exercises.count
    #expect(run.output.contains("\nAll chapters: \(count) of \(count) done.\n"))
    #expect(try copy.run().output.contains("Your own runs"))
  }

  private func putEveryStubBack(_ copy: BuiltCopy) throws {
    for exercise in BuiltCopy.exercises {
      _ = try copy.run("reset", "\(exercise.number)")
      let run = try copy.run("check", "\(exercise.number)")
      #expect(run.output.hasPrefix("· \(exercise)   not started\n"))
      #expect(run.status == 0)
    }
    try copy.build()
    let run = try copy.run("check")
    let count = BuiltCopy.exercises.count
    #expect(run.output.contains("\nAll chapters: 0 of \(count) done, \(count) not started.\n"))
    #expect(run.error == "")
    #expect(run.status == 0)
  }
}
