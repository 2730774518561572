import Foundation
import Testing

@testable import WorkbookCommand

/// A page that is read on a terminal: see also ``PagerTests``.
@Suite struct ReadingTests {
  private let folder: ReadersFolder
  private let keys = "[Space] on  [↓] line  [h] heading  [b] back  [r] rest  [/] find  [q] quit\r"

  init() throws { folder = try ReadersFolder() }

  private func start(
    _ screen: PseudoTerminal, _ arguments: String..., environment: [String: String] = [:]
  ) throws -> Process {
    let own = ["TERM": "xterm", "LANG": "C.UTF-8", "NO_COLOR": "1"]
    return try screen.start(
      arguments: arguments, environment: own.merging(environment) { $1 },
      in: folder.root.directory)
  }

  @Test func aPageStopsWhereTheScreenIsFull() throws {
    let screen = try PseudoTerminal()
    let process = try start(screen, "chapter", "1")
    let first = try screen.read(through: keys)
    #expect(first.hasPrefix("1. Data\r\n═"))
    #expect(first.count { $0 == "\r\n" } <= 22)
    try screen.press("\r")
    let line = try screen.read(through: keys)
    #expect(line.count { $0 == "\r\n" } == 1)
    // The window becomes narrow, and what there is no room for comes later.
    screen.resize(columns: 50, rows: 20)
    let narrow = try screen.read(through: "[Space] on [h]eading [b]ack [r]est [q]uit\r")
    #expect(narrow.contains("\u{1B}[H\u{1B}[J1. Data\u{1B}[K\r\n"))
    #expect(narrow.count { $0 == "\r\n" } == 19)
    // Back to where it began, and on again.
    screen.resize(columns: 80, rows: 50)
    _ = try screen.read(through: keys)
    try screen.press(" ")
    _ = try screen.read(through: keys)
    try screen.press("b")
    #expect(try screen.read(through: keys).contains("\u{1B}[?1049h\u{1B}[H1. Data"))
    // Keys that are pressed ahead count one after the other; what stands behind the last is the shell's.
    try screen.type(" hqecho\n")
    let rest = screen.read(toEndOf: process)
    #expect(process.terminationStatus == 0)
    #expect(screen.isAsItWas)
    #expect(rest.contains("\u{1B}[?1049l"))
    #expect(!rest.contains("\u{1B}[?1049h"))
    #expect(String(decoding: screen.terminal.availableData, as: UTF8.self) == "echo\n")
    #expect(try folder.text(of: ".workbook/places/1").count > 1)
  }

  @Test func theNextTimeItGoesOnWhereTheReaderStopped() throws {
    try folder.root.replace(".workbook/places/1", with: "Try\n")
    let screen = try PseudoTerminal()
    let process = try start(screen, "chapter", "1")
    _ = try screen.read(through: "You stopped at Try  [c] go on there")
    try screen.press("c")
    let shown = try screen.read(through: "[Space] on")
    #expect(shown.contains("\r\u{1B}[KTry\r\n───\r\n"))
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(screen.isAsItWas)
  }

  @Test func aHeadingThatIsGoneIsNotOffered() throws {
    try folder.root.replace(".workbook/places/1", with: "Gone\n")
    let screen = try PseudoTerminal()
    let process = try start(screen, "chapter", "1")
    let first = try screen.read(through: keys)
    #expect(first.hasPrefix("1. Data"))
    try screen.press("q")
    process.waitUntilExit()
  }

  /// A machine may have a terminal, too.
  @Test func nobodyIsWaitedForWhoIsNotThere() throws {
    let screen = try PseudoTerminal()
    let process = try start(screen, "museum", "9", environment: ["CI": "true"])
    let shown = screen.read(toEndOf: process)
    #expect(process.terminationStatus == 0)
    #expect(!shown.contains("[q]"))
    #expect(shown.count { $0 == "\r\n" } > 40)
  }

  @Test func stoppingAndNotStoppingCannotBeWantedAtOnce() throws {
    #expect(
      try BuiltWorkbook.run("museum", "--step", "--all")
        == .init(
          error: "workbook: '--step' and '--all' cannot be used together; leave one of them out"
            + " (see 'workbook museum --help')\n", status: 64))
  }
}
