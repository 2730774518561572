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

  /// A wrong answer, its hints, code that does not compile, a loop without an end, and the right
  /// answer.
  private func watch(_ copy: BuiltCopy) throws {
    let stub = try copy.files.stub(of: first)
    let solution = try copy.files.solution(of: first)
    let screen = try PseudoTerminal()
    func save(_ text: String) throws { try copy.root.replace(first.path, with: text) }
    // What was built is not what is there, however old that looks: another file was moved there.
    let wrong = stub.replacing("has no answer yet", with: "is begun")
    try save(wrong)
    let place = copy.root.url(of: first.path).path
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1e9)], ofItemAtPath: place)
    let process = try screen.start(
      "watch", "1.1", environment: ["TERM": "xterm", "LANG": "C.UTF-8", "NO_COLOR": "1"],
      in: copy.root.directory, executable: copy.executable)

    // An answer that says of itself that it is this one that runs.
    let failed = try verdict("✗ \(first)\r\n", on: screen)
    #expect(failed.contains("Fatal error: Exercise 1.1 is begun\r\n"))
    let count = first.checks[0].hints.count + 1
    for step in 1...2 {
      try screen.press("h")
      _ = try verdict("  Hint \(step) of \(count): ", on: screen)
    }

    let broken = solution + "\nlet broken: Int = \"one\"\n"
    let line = solution.split(separator: "\n", omittingEmptySubsequences: false).count + 1
    try save(broken)
    let errors = try verdict("It does not compile:\r\n\(first.path):\(line):", on: screen)
    let words = errors.replacing("\r\n", with: " ")
    #expect(words.contains(" error: cannot convert value of type 'String'"))
    #expect(errors.contains(#"| let broken: Int = "one""#))

    // A save ends a build, and what it has started.
    try save(stub + "\npublic let addedForAll = 1\n")
    _ = try screen.read(through: "building")
    usleep(1_500_000)
    try save(wrong)
    #expect(try verdict("✗ \(first)\r\n", on: screen).contains("Exercise 1.1 is begun\r\n"))
    #expect(try copy.shell("ps -eo args | grep -c '[s]wift-frontend.*'\"$PWD/\" || :") == "0\n")

    // And a check that has no end.
    try save(stub.replacing("fatalError(", with: "while true {}; fatalError("))
    _ = try screen.read(through: "checking 1.1: check 1 of ")
    let start = ContinuousClock.now
    try save(solution)
    _ = try screen.read(through: "building")
    #expect(ContinuousClock.now - start < .seconds(3))
    _ = try verdict("✓ \(first)\r\n\r\n1.1 passes. n goes on to 1.2 ", on: screen)

    // After that nothing moves on, and a save that changes nothing starts nothing.
    try FileManager.default.setAttributes([.modificationDate: Date.now], ofItemAtPath: place)
    sleep(2)
    #expect(screen.readRest() == "")
    try screen.press("q")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(screen.isAsItWas)
  }

  /// What is shown up to the keys below a verdict that has these words.
  private func verdict(_ words: String, on screen: PseudoTerminal) throws -> String {
    var shown = ""
    while true {
      shown += try screen.read(through: "[q] quit\r")
      let window = shown.components(separatedBy: "\u{1B}[2J").last!
      if window.contains(words), window.contains("[r] run again") { return window }
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
