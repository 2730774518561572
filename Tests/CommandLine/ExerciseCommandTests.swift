import Checks
import Exercises
import Foundation
import Notebook
import Testing

@testable import WorkbookCommand

/// `check`, `hint`, `solution`, `reset` and the contents, run with the built workbook in a folder of
/// a reader's.
@Suite struct ExerciseCommandTests {
  private let folder: ReadersFolder
  private let first = ReadersFolder.first
  private let exercises = Exercise.all.filter { !$0.isChapterCode }

  init() throws {
    folder = try ReadersFolder()
  }

  @Test func whatIsNotBegunIsNotChecked() throws {
    let expected = """
      · \(first)   not started
        \(first.path)

      Next  swift run workbook watch 1.1

      """
    #expect(try folder.run("check 1.1") == .init(output: expected))
  }

  @Test func aChapterEndsInASummary() throws {
    let count = exercises.filter { $0.number.chapter == 1 }.count
    let run = try folder.run("check 1")
    #expect(run.error == "")
    #expect(run.output.contains("1.0 The code of chapter 1\n"))
    #expect(run.output.contains("\nChapter 1: 0 of \(count) done, \(count) not started."))
  }

  @Test func allChaptersEndInOneSummary() throws {
    let run = try folder.run("check")
    #expect(run.error == "")
    let count = exercises.count
    #expect(run.output.contains("\nAll chapters: 0 of \(count) done, \(count) not started."))
    #expect(run.output.components(separatedBy: "   not started\n").count == count + 1)
  }

  @Test(.enabled(if: ReadersFolder.firstIsUntouched))
  func whatIsBegunAndFailsIsStatusOne() throws {
    let answer = try folder.begin()
    let line = answer.components(separatedBy: "\n").firstIndex { $0.contains("fatalError(") }!
    let failures = first.checks.enumerated().map { index, check in
      let words =
        index == 0
        ? "it stopped the program:\n      Fatal error: Exercise 1.1 has no answer yet" : "the same"
      return "  ✗ \(check.name)\n      \(words)\n"
    }
    let expected = """
      ✗ \(first)
        \(first.path):\(line + 1)
      \(failures.joined())
      Stuck?  swift run workbook hint 1.1
      Again   swift run workbook check 1.1

      """
    #expect(try folder.run("check 1.1") == .init(output: expected, status: 1))
    let chapter = try folder.run("check 1")
    #expect(chapter.output.contains("done, 1 to mend"))
    #expect(chapter.status == 1)
  }

  @Test(.enabled(if: ReadersFolder.firstIsUntouched))
  func coloursAndSignsAreWhatIsWanted() throws {
    try folder.begin()
    let colored = try folder.run("check 1.1 --color always").output
    #expect(colored.hasPrefix("\u{1B}[31m✗\u{1B}[0m \u{1B}[1m\(first)\u{1B}[0m\n"))
    #expect(!(try folder.run("check 1.1").output.contains("\u{1B}")))
  }

  @Test(.enabled(if: ReadersFolder.firstIsUntouched))
  func aTerminalWithoutUTF8GetsWords() throws {
    try folder.begin()
    let screen = try PseudoTerminal()
    let process = try screen.start(
      "check", "1.1", environment: ["TERM": "dumb", "LC_ALL": "C"], in: folder.root.directory)
    let shown = screen.read(toEndOf: process)
    #expect(shown.hasPrefix("FAIL \(first)\r\n"))
    #expect(!shown.contains { !$0.isASCII })
  }

  @Test(.enabled(if: ReadersFolder.firstIsUntouched))
  func aTerminalSaysWhatIsBeingChecked() throws {
    try folder.begin()
    let screen = try PseudoTerminal()
    let process = try screen.start(
      "check", "1.1", environment: ["TERM": "xterm", "LANG": "C.UTF-8", "NO_COLOR": "1"],
      in: folder.root.directory)
    let shown = screen.read(toEndOf: process)
    let count = first.checks.count
    #expect(
      shown.hasPrefix(
        "\r\u{1B}[Kchecking 1.1: check 1 of \(count)\r\r\u{1B}[Kchecking 1.1: check 2 of \(count)\r"
      ))
    // The first failure in full, and a line for each of the others.
    let lines = shown.components(separatedBy: "\u{1B}[K").last!.components(separatedBy: "\r\n")
    let others = first.checks.dropFirst().map { "  ✗ \($0.name)" }
    #expect(Array(lines.dropFirst(5).prefix(others.count)) == others)
    #expect(lines.contains("All of it  swift run workbook check 1.1 --all"))
    let all = try PseudoTerminal()
    let whole = try all.start(
      "check", "1.1", "--all", environment: ["TERM": "xterm", "LANG": "C.UTF-8", "NO_COLOR": "1"],
      in: folder.root.directory)
    #expect(all.read(toEndOf: whole).components(separatedBy: "the same\r\n").count == count)
  }

  @Test func aLimitStopsAChecksWithoutAnEnd() throws {
    // Nothing starts and ends in a thousandth of a second.
    let run = try folder.run("check 1.0 --limit 0.001")
    #expect(run.output.contains("it had not returned after 0.001 seconds and was stopped\n"))
    #expect(run.status == 1)
  }

  // MARK: Hints

  @Test func theHintOfAStubIsTheFirst() throws {
    let run = try folder.run("hint 1.1")
    #expect(
      run.output.hasPrefix("\(first)\nThe first thing to get right: \(first.checks[0].name)."))
    let count = first.checks[0].hints.count + 1
    #expect(run.output.contains("\n\n  Hint 1 of \(count): \(first.checks[0].hints[0].prefix(20))"))
    #expect(!run.output.contains("Hint 2 of"))
    #expect(run.output.contains("\n\nMore help  swift run workbook hint 1.1 --step 2\n"))
    #expect(
      run.output.hasSuffix(
        "\nTry it     swift run workbook check 1.1\nOne way    swift run workbook solution 1.1\n"))
    #expect(run.error == "")
    #expect(run.status == 0)

    // All of them, and nothing more to come.
    let last = try folder.run("hint 1.1 --step 99").output
    for step in 1...count { #expect(last.contains("\n\n  Hint \(step) of \(count): ")) }
    #expect(
      last.hasSuffix(
        "\n\nTry it   swift run workbook check 1.1\nOne way  swift run workbook solution 1.1\n"))
  }

  @Test(.enabled(if: ReadersFolder.firstIsUntouched))
  func theHintIsThatOfTheFirstFailure() throws {
    try folder.begin()
    let run = try folder.run("hint 1.1")
    #expect(
      run.output.hasPrefix("\(first)\nThe first check that fails: \(first.checks[0].name)."))
    #expect(run.status == 0)
  }

  // MARK: Solutions

  @Test func aSolutionIsNotShownUnasked() throws {
    #expect(
      try folder.run("solution 1.1")
        == .init(
          error: "workbook: 1.1 does not pass yet: try 'swift run workbook hint 1.1', or add --yes"
            + " to see a solution anyway\n", status: 64))
    let solution = try folder.files.solution(of: first)
    #expect(try folder.run("solution 1.1 --yes") == .init(output: solution))
  }

  @Test(arguments: ["solution 1.0 --yes", "reset 1.0"])
  func aChaptersOwnCodeHasNone(arguments: String) throws {
    #expect(
      try folder.run(arguments)
        == .init(
          error: "workbook: 1.0 is the chapter's own code, which has no stub and no solution: "
            + "'workbook diff 1' shows how it was\n", status: 64))
  }

  // MARK: Beginning anew

  @Test func resetKeepsWhatItReplaces() throws {
    let answer = try folder.begin()
    let run = try folder.run("reset 1.1")
    let kept = folder.root.files(under: ".workbook/replaced", ending: ".swift")
    try #require(kept.count == 1)
    #expect(
      run
        == .init(
          output: "\(first.path) is as it was at first.\nYour answer is kept in \(kept[0]).\n"))
    #expect(try folder.text(of: kept[0]) == answer)
    #expect(try folder.text(of: first.path) == folder.files.stub(of: first))
    #expect(
      try folder.run("reset 1.1")
        == .init(output: "\(first.path) is as it was at first: nothing to do.\n"))
    #expect(folder.root.files(under: ".workbook/replaced", ending: ".swift").count == 1)
  }

  @Test func resetPutsBackAFileThatIsGone() throws {
    try FileManager.default.removeItem(at: folder.root.url(of: first.path))
    #expect(
      try folder.run("reset 1.1")
        == .init(output: "\(first.path) was not there, and is now as it was at first.\n"))
    #expect(try folder.text(of: first.path) == folder.files.stub(of: first))
  }

  @Test func withoutRoomForACopyNothingIsReplaced() throws {
    let answer = try folder.begin()
    try folder.root.replace(".workbook", with: "a file where the folder would be")
    let run = try folder.run("reset 1.1")
    #expect(run.error.hasPrefix("workbook: .workbook/replaced/1.1-"))
    #expect(run.error.contains(" cannot be written: "))
    #expect(run.status == 73)
    #expect(try folder.text(of: first.path) == answer)
  }

  // MARK: Contents

  private func contents(_ ways: String) -> String {
    let titles = Chapter.all().map { chapter in
      let count = exercises.filter { $0.number.chapter == chapter.number }.count
      let padding = String(repeating: " ", count: 27 - chapter.title.count)
      return "  \(chapter.number)  \(chapter.title)"
        + (count == 0 ? "" : "\(padding)0 of \(count) exercises")
    }
    return """
      Digit by Digit
      Six chapters, and at their end a network that reads handwritten digits.

      \(titles.joined(separator: "\n"))

      \(ways)

      """
  }

  @Test func aFreshCloneBeginsWithChapterOne() throws {
    #expect(
      try folder.run("")
        == .init(
          output: contents(
            """
            Begin         swift run workbook chapter 1
            All commands  swift run workbook --help
            """)))
  }

  @Test(.enabled(if: ReadersFolder.firstIsUntouched))
  func whatFailsIsToBeMended() throws {
    try folder.begin()
    #expect(
      try folder.run("")
        == .init(
          output: contents(
            """
            Mend          swift run workbook check 1.1
            All commands  swift run workbook --help
            """)))
  }

  @Test func aMissingFileDoesNotHideTheContents() throws {
    try FileManager.default.removeItem(at: folder.root.url(of: first.path))
    let run = try folder.run("")
    #expect(run.output.contains("Mend          swift run workbook check 1.1\n"))
    #expect(run.status == 0)
    #expect(
      try folder.run("check 1.1")
        == .init(
          error: "workbook: \(first.path) is not there: put it back, from a copy or as the package"
            + " came\n", status: 66))
  }
}
