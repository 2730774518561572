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

  @Test(
    arguments: [
      ("\u{1B}]11;rgb:ffff/ffff/dddd\u{1B}\\\u{1B}[?1;2c", .light),
      ("\u{1B}]11;rgb:1e/1e/2e\u{7}", .dark), ("\u{1B}]11;rgb:0/f/0", .light),
      ("\u{1B}]11;rgb:0000/0000/ffff\u{7}", .dark), ("\u{1B}]11;rgb:00/00", nil),
      ("\u{1B}]11;rgb:00000/00/00", nil), ("\u{1B}]11;rgb:gg/00/00", nil), ("\u{1B}[?62;c", nil),
      ("", nil),
    ] as [(String, Palette.Background?)])
  func theAnswer(_ text: String, _ background: Palette.Background?) {
    #expect(Palette.Background(answer: text) == background)
  }

  @Test func theAnswerIsNotShownAndTheTerminalIsPutBack() throws {
    let screen = try PseudoTerminal()
    let keyboard = try #require(Keyboard(descriptor: screen.terminal.fileDescriptor))
    let answer = keyboard.answer(to: "?", forAtMost: .seconds(60)) { bytes in
      if bytes.isEmpty { try? screen.type("answer") }
      return bytes.last == UInt8(ascii: "r")
    }
    #expect(String(decoding: answer, as: UTF8.self) == "answer")
    #expect(screen.isAsItWas)
    #expect(screen.readRest() == "?")
  }

  @Test func whoDoesNotAnswerIsNotWaitedFor() throws {
    let screen = try PseudoTerminal()
    let keyboard = try #require(Keyboard(descriptor: screen.terminal.fileDescriptor))
    let answer = keyboard.answer(to: "?", forAtMost: .milliseconds(20)) { _ in false }
    #expect(answer == [])
    #expect(screen.isAsItWas)
  }

  @Test func aFileHasNoKeys() {
    let null = open("/dev/null", O_RDONLY)
    defer { close(null) }
    #expect(Keyboard(descriptor: null).map { _ in true } == nil)
  }
}
