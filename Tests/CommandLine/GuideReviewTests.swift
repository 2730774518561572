import Foundation
import Guide
import Notebook
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
    try guide.edit("01-data.md", "training set: 4000", "training set: 40")
    try guide.edit("01-data.md", "training batches: 125", "training batches: 12")
    try guide.edit("01-data.md", "[1, 28, 28] -> [28, 28]", "[1, 28, 28] -> [28]")
    edited = try guide.text(of: "01-data.md")
  }

  /// Starts a review in a terminal.
  private func start(_ screen: PseudoTerminal) throws -> Process {
    try screen.start(
      "guide", "review", environment: ["LC_ALL": "C.UTF-8", "NO_COLOR": "1"], in: guide.folder,
      error: .nullDevice)
  }

  /// The page after a review in which these keys were pressed.
  private func review(_ keys: String...) throws -> (page: String, shown: String, status: Int32) {
    let screen = try PseudoTerminal()
    let process = try start(screen)
    var shown = ""
    for key in keys {
      shown += try screen.read(through: "q quit: ")
      try screen.press(key)
    }
    shown += screen.read(toEndOf: process)
    #expect(screen.isAsItWas)
    return (
      try guide.text(of: "01-data.md"), shown.replacing("\r\n", with: "\n"),
      process.terminationStatus
    )
  }

  @Test func acceptRejectAndSkip() throws {
    let count = try guide.line(of: "training set: ", in: "01-data.md")
    let batches = try guide.line(of: "training batches: ", in: "01-data.md")
    let source = "Sources/Chapters/Chapter1Data/LoadDigits.swift"
    let region = try GuideFolder.line(ofRegion: "count", in: source)
    let heading =
      "1 of 3  Guide/01-data.md:\(count): the output of the cell count is not what the page has"
      .broken(width: 80).joined(separator: "\n")
    let (page, shown, status) = try review("a", "r", "s")
    #expect(page == edited.replacing("training set: 40\n", with: "training set: 4000\n"))
    #expect(
      shown.hasPrefix(
        """
        \(heading)
          --- Guide/01-data.md:\(count)
          +++ \(source):\(region)
          - training set: 40
          + training set: 4000
                            ^^
            test set: 1000
        a accept, r reject, s skip, A accept all from here, q quit: accept

        2 of 3  Guide/01-data.md:\(batches): 
        """), "\(shown)")
    #expect(shown.contains("1 accepted, 1 rejected, 1 skipped\n"))
    #expect(status == 1)
  }

  @Test func acceptAllFromHere() throws {
    let (page, shown, _) = try review("r", "A")
    #expect(page == shipped.replacing("training set: 4000", with: "training set: 40"))
    #expect(shown.contains("2 accepted, 1 rejected, 0 skipped\n"))
  }

  @Test func quitKeepsWhatWasAccepted() throws {
    let (page, shown, status) = try review("a", "q")
    #expect(page == edited.replacing("training set: 40\n", with: "training set: 4000\n"))
    #expect(shown.contains("1 accepted, 0 rejected, 2 skipped\n"))
    #expect(status == 1)
  }

  @Test func otherKeysChangeNothing() throws {
    let (page, shown, _) = try review("x", "\u{1B}[A", "q")
    #expect(page == edited)
    #expect(shown.components(separatedBy: "\nThat is not one of the keys.\na accept").count == 3)
  }

  /// A page of no chapter, of which nothing is missing, so that it is done when all is accepted.
  @Test(arguments: [("aa", true), ("A", true), ("as", false), ("ra", false), ("q", false)])
  func whoAcceptsAllIsDone(_ keys: String, isDone: Bool) throws {
    let guide = try GuideFolder(pages: [])
    let path = "Sources/Chapters/Chapter1Data/LoadDigits.swift"
    let fences = ["count", "count-batches"].map { "```swift \(path)#\($0)\nold\n```\n" }
    try guide.write("# Page\n\n" + fences.joined(separator: "\n"), to: "page.md")
    let folder = guide.folder
    @Sendable func compared() -> ComparedPage {
      Weave(root: PackageRoot(folder), chapters: []).compare(page: "page.md")
    }
    try #require(compared().changes.count == 2 && compared().obstacles.isEmpty)
    let screen = try PseudoTerminal()
    let terminal = screen.terminal.fileDescriptor
    let review = Background {
      let console = Console(
        output: { text in _ = write(terminal, text, text.utf8.count) }, error: { _ in })
      return Result {
        try GuideReviewCommand().review(
          [compared()], in: Session(GlobalOptions(), console: console),
          with: Keyboard(descriptor: terminal))
      }
    }
    for key in keys {
      _ = try screen.read(through: "q quit: ")
      try screen.press("\(key)")
    }
    let result = try #require(review.value(within: .seconds(60)))
    #expect(((try? result.get()) != nil) == isDone)
    #expect(compared().changes.isEmpty == isDone)
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))] as [(Int32, Int32)])
  func aSignalLeavesWholeFilesAndAUsableTerminal(signal: Int32, status: Int32) throws {
    let screen = try PseudoTerminal()
    let process = try start(screen)
    _ = try screen.read(through: "q quit: ")
    try screen.press("a")
    _ = try screen.read(through: "q quit: ")
    while process.isRunning && !screen.isWaitingForKey { usleep(10_000) }
    kill(process.processIdentifier, signal)
    _ = screen.read(toEndOf: process)
    process.waitUntilExit()
    #expect(process.terminationStatus == status)
    #expect(screen.isAsItWas)
    #expect(
      try guide.text(of: "01-data.md")
        == edited.replacing("training set: 40\n", with: "training set: 4000\n"))
  }
}
