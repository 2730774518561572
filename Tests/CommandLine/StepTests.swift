import Foundation
import Testing

@testable import WorkbookCommand

@Suite struct StepTests {
  /// Where it is noted how far a page was read.
  private let folder: ReadersFolder

  init() throws { folder = try ReadersFolder() }

  /// So high that a page stops for its cells alone.
  private func tall(columns: Int = 80) throws -> PseudoTerminal {
    try PseudoTerminal(columns: columns, rows: 1000)
  }

  private func start(_ screen: PseudoTerminal) throws -> Process {
    try screen.start(
      "chapter", "1", "--step", environment: environment, in: folder.root.directory)
  }

  private let environment = [
    "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8", "COLORFGBG": "15;0",
  ]

  @Test func aKeyGoesOnAndAnotherGoesOnWithoutStopping() throws {
    let screen = try tall()
    let process = try start(screen)
    let first = try screen.read(
      through: "cell 1 of 13 [Space] on [↓]line [h]eading [b]ack [r]est [/]find [q]uit")
    #expect(first.contains("  test set: 1000\r\n"))
    #expect(!first.contains("shape: [28, 28]"))
    try screen.press(" ")
    let second = try screen.read(through: "cell 2 of 13")
    #expect(second.contains("shape: [28, 28]"))
    try screen.press("r")
    let rest = try screen.read(through: "swift test --filter Chapter1")
    #expect(rest.contains("is not in the first dimension"))
    #expect(!rest.contains("cell 3 of 13"))
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(screen.isAsItWas)
  }

  @Test func quittingEndsThePageAtOnce() throws {
    let screen = try tall(columns: 40)
    let process = try start(screen)
    _ = try screen.read(through: "cell 1 of 13 [Space] on [b]ack [q]uit\u{1B}[0m\r")
    try screen.press("q")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(screen.isAsItWas)
    #expect(screen.readRest() == "\r\u{1B}[K")
  }

  @Test func controlCPutsTheTerminalBack() throws {
    let screen = try tall()
    let process = try start(screen)
    _ = try screen.read(through: "[q]uit\u{1B}[0m\r")
    for _ in 0..<30_000 where !screen.isWaitingForKey { usleep(10_000) }
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(screen.isAsItWas)
    #expect(screen.readRest() == "\r\u{1B}[K")
  }

  /// A shell has the terminal in its own mode while the program is stopped, and writes over the prompt.
  @Test(arguments: [SIGSTOP, SIGTSTP])
  func whenItGoesOnItTakesTheTerminalAgain(signal: Int32) throws {
    let screen = try tall()
    let process = try start(screen)
    _ = try screen.read(through: "[q]uit\u{1B}[0m\r")
    for _ in 0..<30_000 where !screen.isWaitingForKey { usleep(10_000) }
    kill(process.processIdentifier, signal)
    if signal == SIGTSTP {
      for _ in 0..<30_000 where screen.isWaitingForKey { usleep(10_000) }
      #expect(screen.isAsItWas)
    }
    screen.takeAsAShell()
    kill(process.processIdentifier, SIGCONT)
    _ = try screen.read(through: "[q]uit\u{1B}[0m\r")
    try screen.press(" ")
    _ = try screen.read(through: "cell 2 of 13")
    try screen.press("q")
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(screen.isAsItWas)
  }

  /// What is typed behind the last key is the shell's.
  @Test func whatIsTypedAheadStays() throws {
    let screen = try tall()
    let process = try start(screen)
    _ = try screen.read(through: "[q]uit\u{1B}[0m\r")
    try screen.press(" qecho\n")
    process.waitUntilExit()
    let line = screen.terminal.availableData
    #expect(String(decoding: line, as: UTF8.self) == "echo\n")
  }

  @Test func aDumbTerminalKeepsTheLineOfKeysAndHasNoEscapes() throws {
    let screen = try PseudoTerminal()
    let process = try screen.start(
      "chapter", "1", "--step", environment: ["TERM": "dumb", "LANG": "C.UTF-8"])
    var shown = try screen.read(through: "[q] quit\r\n")
    try screen.press("r")
    shown += try screen.read(through: "swift test --filter Chapter1\r\n")
    process.waitUntilExit()
    #expect(!shown.contains("\u{1B}"))
    #expect(screen.isAsItWas)
  }

  @Test func withoutATerminalThereAreNoKeys() throws {
    #expect(
      try BuiltWorkbook.run("chapter", "1", "--step")
        == .init(
          error: "workbook: '--step' waits for keys, and there is no terminal to read them from;"
            + " leave it out, or run it in a terminal (see 'workbook chapter --help')\n",
          status: 64))
  }

  @Test(
    arguments: [
      (" ", Stepper.Choice.next), ("\n", .next), ("\r", .next), ("n", .next), ("\u{1B}[B", .next),
      ("r", .rest), ("q", .quit), ("\u{4}", .quit), ("x", nil), ("\u{1B}", nil), ("qq", nil),
    ] as [(String, Stepper.Choice?)])
  func whatKeysMean(key: String, choice: Stepper.Choice?) {
    #expect(Stepper.choice(of: key) == choice)
  }

  @Test(arguments: [39, 40, 60, 80, 120])
  func thePromptFits(width: Int) {
    let prompt = Stepper.prompt(place: "10 of 13", width: width)
    #expect(prompt.count < width)
    #expect(prompt.hasSuffix("[q] quit"))
    #expect(prompt.hasPrefix("cell") == (width > 66))
  }
}
