import Foundation
import Testing

@testable import Notebook

@Suite struct TextFileTests {
  @Test(arguments: [
    ("", ""), ("a", "a"), ("a\n", "a\n"), ("a\r\nb\r\n", "a\nb\n"), ("a\r\n\r\nb", "a\n\nb"),
    ("a\rb\r", "a\nb\n"), ("a\r\rb", "a\n\nb"),
    // A return that a checkout has put before one that was there.
    ("a\r\r\nb", "a\nb"),
    ("a\nb\r\nc\rd", "a\nb\nc\nd"), ("\u{FEFF}a\r\nb", "a\nb"), ("\u{FEFF}", ""),
    // Only at the beginning is it a mark; these end no line.
    ("a\u{FEFF}\u{2028}\u{85}\u{B}\u{C}\u{0}b\n", "a\u{FEFF}\u{2028}\u{85}\u{B}\u{C}\u{0}b\n"),
    ("\r\n\u{301}", "\n\u{301}"),
  ])
  func linesEndInANewline(_ bytes: String, _ text: String) throws {
    let file = try TextFile(Array(bytes.utf8))
    #expect(file.text.utf8.elementsEqual(text.utf8))
    #expect(file.written.utf8.elementsEqual(bytes.utf8))
  }

  @Test func otherLinesLeaveTheRestAsItIs() throws {
    let file = try TextFile(Array("\u{FEFF}a\r\nb\r\nc\nd\re".utf8))
    let other = file.replacing([(lines: 4...5, content: ["x", "y"]), (lines: 2...2, content: [])])
    #expect(other.written.utf8.elementsEqual("\u{FEFF}a\r\nc\nx\ry".utf8))
    #expect(other.text == "a\nc\nx\ny")
    #expect(file.replacing(with: "x\ny\n").written.utf8.elementsEqual("\u{FEFF}x\r\ny\r\n".utf8))
    #expect(file.replacing(with: "x\ny").written.utf8.elementsEqual("\u{FEFF}x\r\ny".utf8))
  }

  @Test func whatIsNoTextSaysWhy() throws {
    #expect(throws: TextFile.Fault.notUTF8) { try TextFile([0x61, 0xFF]) }
    let root = PackageRoot(FileManager.default.temporaryDirectory.appending(path: "text-\(UUID())"))
    defer { try? FileManager.default.removeItem(at: root.directory) }
    try root.replace("folder/a", with: String(repeating: "a", count: 11))
    #expect(try root.textFile("folder/a")?.text.count == 11)
    #expect(throws: TextFile.Fault.tooLarge(10)) { try root.textFile("folder/a", atMost: 10) }
    #expect(throws: TextFile.Fault.refused("Is a directory")) { try root.textFile("folder") }
    #expect(try root.textFile("folder/a/b") == nil)
    #expect(try root.textFile("missing") == nil)
    #expect(mkfifo(root.url(of: "pipe").path, 0o600) == 0)
    #expect(throws: TextFile.Fault.refused("Not a regular file")) { try root.textFile("pipe") }
    // Of such a one the system does not tell whether it is there.
    try FileManager.default.createSymbolicLink(
      atPath: root.url(of: "loop").path, withDestinationPath: "loop")
    for path in ["loop", "loop/a"] {
      #expect(throws: TextFile.Fault.refused("Too many levels of symbolic links")) {
        try root.textFile(path)
      }
    }
  }

  @Test(.timeLimit(.minutes(1))) func manyReturnsAreAsManyLines() throws {
    let returns = [UInt8](repeating: UInt8(ascii: "\r"), count: TextFile.mostBytes)
    let file = try TextFile(returns)
    #expect(file.text.utf8.elementsEqual(repeatElement(UInt8(ascii: "\n"), count: returns.count)))
    #expect(file.written.utf8.elementsEqual(returns))
    #expect(try TextFile(returns + [UInt8(ascii: "\n")]).text.utf8.count == 1)
  }

  @Test func listingsLeaveOutWhatIsNoFileOfThePackage() throws {
    let root = PackageRoot(FileManager.default.temporaryDirectory.appending(path: "text-\(UUID())"))
    defer { try? FileManager.default.removeItem(at: root.directory) }
    let hidden = [".a.swift", "._a.swift", ".a.swift.swp", ".git/a.swift", "folder/.b.swift"]
    let others = [
      "a.swift~", "#a.swift#", "a.swift.orig", "folder.swift/b.swift", "folder/c.swift",
    ]
    for path in hidden + others + ["a.swift"] { try root.replace(path, with: "") }
    for (link, destination) in [
      (".#a.swift", "me@host.1"), ("dangling.swift", "nowhere.swift"), ("linked.swift", "a.swift"),
      ("loop.swift", "loop.swift"), ("toFolder.swift", "folder"),
    ] {
      try FileManager.default.createSymbolicLink(
        atPath: root.url(of: link).path, withDestinationPath: destination)
    }
    let found = root.files(under: ".", ending: ".swift").map { String($0.dropFirst(2)) }
    #expect(found == ["a.swift", "folder.swift/b.swift", "folder/c.swift", "linked.swift"])
  }
}
