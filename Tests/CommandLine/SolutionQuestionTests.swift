import Foundation
import Testing

/// The question that `workbook solution` asks, with keys that are pressed in a terminal.
@Suite struct SolutionQuestionTests {
  private let folder: ReadersFolder
  private let question = "does not pass yet. Show a solution anyway? (y/n) "

  init() throws {
    folder = try ReadersFolder()
  }

  private func start(_ screen: PseudoTerminal) throws -> Process {
    try screen.start(
      "solution", "1.1", environment: ["TERM": "xterm", "LANG": "C.UTF-8", "NO_COLOR": "1"],
      in: folder.root.directory)
  }

  private func shown(after key: String) throws -> String {
    let screen = try PseudoTerminal()
    let process = try start(screen)
    _ = try screen.read(through: question)
    try screen.press(key)
    let shown = screen.read(toEndOf: process)
    #expect(process.terminationStatus == 0)
    #expect(screen.isAsItWas)
    return shown.replacing("\r\n", with: "\n")
  }

  @Test func yesShowsIt() throws {
    let solution = try folder.files.solution(of: ReadersFolder.first)
    let shown = try shown(after: "y")
    #expect(shown.hasPrefix("y\n\n  │ "))
    #expect(shown.split(separator: "\n").dropFirst().allSatisfy { $0.hasPrefix("  │") })
    // Lines that are too long go on below.
    func words(_ text: String) -> [Substring] { text.split { $0.isWhitespace || $0 == "│" } }
    #expect(words(String(shown.dropFirst(3))) == words(solution))
  }

  @Test(arguments: ["n", "q", "\u{4}"])
  func anythingElseDoesNot(key: String) throws {
    #expect(try shown(after: key) == "n\n")
  }

  @Test func controlCLeavesAUsableTerminal() throws {
    let screen = try PseudoTerminal()
    let process = try start(screen)
    _ = try screen.read(through: question)
    for _ in 0..<30_000 where !screen.isWaitingForKey { usleep(10_000) }
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(screen.isAsItWas)
  }
}
