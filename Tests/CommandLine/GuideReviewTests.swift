import Foundation
import Testing

@testable import WorkbookCommand

/// The review, with keys that are pressed in a terminal.
@Suite(.serialized) struct GuideReviewTests {
  private let guide: GuideFolder
  private let shipped: String
  /// The page as it is before the review: the output of three cells differs.
  private let edited: String

  init() throws {
    guide = try GuideFolder(pages: ["01-data.md"])
    shipped = try guide.text(of: "01-data.md")
    try guide.edit("01-data.md", "to learn from: 4000", "to learn from: 40")
    try guide.edit("01-data.md", "batches to learn from: 125", "batches to learn from: 12")
    try guide.edit("01-data.md", "[1, 28, 28] -> [28, 28]", "[1, 28, 28] -> [28]")
    edited = try guide.text(of: "01-data.md")
  }

  /// Starts a review in a terminal, and waits for its first question.
  private func start(_ terminal: PseudoTerminal) throws -> Process {
    let process = BuiltWorkbook.process(
      try BuiltWorkbook.path(), ["guide", "review"], ["LC_ALL": "C.UTF-8", "NO_COLOR": "1"])
    process.currentDirectoryURL = guide.folder
    process.standardInput = terminal.handle
    process.standardOutput = terminal.handle
    process.standardError = FileHandle.nullDevice
    try process.run()
    try #require(terminal.wait(for: "q quit: ", while: process), "\(terminal.shown)")
    return process
  }

  /// The page after a review in which these keys were pressed, one for each question.
  private func review(_ keys: String) throws -> (page: String, shown: String, status: Int32) {
    let terminal = try PseudoTerminal()
    let process = try start(terminal)
    for (index, key) in keys.enumerated() {
      terminal.press(String(key))
      if index < keys.count - 1 {
        try #require(terminal.wait(for: "q quit: ", while: process), "\(terminal.shown)")
      }
    }
    terminal.readToEnd(of: process)
    #expect(terminal.isUsable)
    return (
      try guide.text(of: "01-data.md"), terminal.shown.replacing("\r\n", with: "\n"),
      process.terminationStatus
    )
  }

  @Test func acceptRejectAndSkip() throws {
    let (page, shown, status) = try review("ars")
    #expect(page == edited.replacing("to learn from: 40\n", with: "to learn from: 4000\n"))
    #expect(
      shown.hasPrefix(
        """
        1 of 3  Guide/01-data.md:32: the output of the cell count is not what the page has
          --- Guide/01-data.md:32
          +++ Sources/Chapters/Chapter1Data/LoadDigits.swift:30
          - to learn from: 40
          + to learn from: 4000
                             ^^
            to be examined on: 1000
        a accept, r reject, s skip, A accept all from here, q quit: accept

        2 of 3  Guide/01-data.md:136: 
        """), "\(shown)")
    #expect(shown.contains("1 accepted, 1 rejected, 1 skipped\n"))
    #expect(status == 1)
  }

  @Test func acceptAllFromHere() throws {
    let (page, shown, _) = try review("rA")
    #expect(page == shipped.replacing("to learn from: 4000", with: "to learn from: 40"))
    #expect(shown.contains("2 accepted, 1 rejected, 0 skipped\n"))
  }

  @Test func quitKeepsWhatWasAccepted() throws {
    let (page, shown, status) = try review("aq")
    #expect(page == edited.replacing("to learn from: 40\n", with: "to learn from: 4000\n"))
    #expect(shown.contains("1 accepted, 0 rejected, 2 skipped\n"))
    #expect(status == 1)
  }

  @Test func otherKeysChangeNothing() throws {
    let (page, shown, _) = try review("xq")
    #expect(page == edited)
    #expect(shown.contains("\n'x' is none of the keys. a accept, r reject, "))
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))] as [(Int32, Int32)])
  func aSignalLeavesWholeFilesAndAUsableTerminal(signal: Int32, status: Int32) throws {
    let terminal = try PseudoTerminal()
    let process = try start(terminal)
    terminal.press("a")
    try #require(terminal.wait(for: "q quit: ", while: process))
    // The question is there before the terminal waits for a single key.
    while process.isRunning && terminal.isUsable { usleep(10_000) }
    kill(process.processIdentifier, signal)
    terminal.readToEnd(of: process)
    #expect(process.terminationStatus == status)
    #expect(terminal.isUsable)
    #expect(
      try guide.text(of: "01-data.md")
        == edited.replacing("to learn from: 40\n", with: "to learn from: 4000\n"))
  }
}
