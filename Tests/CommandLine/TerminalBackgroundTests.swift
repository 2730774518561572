import Foundation
import Guide
import Testing

@testable import WorkbookCommand

@Suite struct TerminalBackgroundTests {
  @Test(
    arguments: [
      ("15;0", .dark), ("0;15", .light), ("0;default;15", .light), ("7;8", .dark), ("0;7", .light),
      ("12;9", .light), ("15;default", nil), ("0", nil), ("0;99", nil), ("", nil),
    ] as [(String, Palette.Background?)])
  func theVariable(_ text: String, _ background: Palette.Background?) {
    #expect(Palette.Background(colorFGBG: text) == background)
  }

  /// Nothing is asked, of which an answer could come late, and nothing that is typed is taken away.
  @Test func theTerminalIsNotAskedAndWhatIsTypedStays() throws {
    let screen = try PseudoTerminal()
    try screen.type("echo typed\n")
    let process = try screen.start(
      "chapter", "1", "--only", "count",
      environment: ["TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"])
    let shown = screen.read(toEndOf: process)
    #expect(process.terminationStatus == 0)
    #expect(shown.contains("\u{1B}["))
    #expect(shown.matches(of: /\x1B[^\[]|\x1B\[[0-9;]*[^0-9;m]/).isEmpty)
    let line = screen.terminal.availableData
    #expect(String(decoding: line, as: UTF8.self) == "echo typed\n")
  }

  @Test func aFileHasNoKeys() {
    let null = open("/dev/null", O_RDONLY)
    defer { close(null) }
    #expect(Keyboard(descriptor: null).map { _ in true } == nil)
  }
}
