import Foundation
import Notebook
import StateFiles
import Synchronization
import Testing

@testable import WorkbookCommand

@Suite struct ConsoleTests {
  /// What a terminal would receive, from standard output and standard error alike.
  private final class Screen: Sendable {
    let received = Mutex("")

    func console() -> Console {
      let receive: @Sendable (String) -> Void = { text in
        self.received.withLock { $0 += text }
      }
      return Console(output: { text in receive(text) }, error: receive)
    }

    func take() -> String {
      received.withLock { received in
        defer { received = "" }
        return received
      }
    }
  }

  private let erase = "\r\u{1B}[K"

  @Test func withoutAPassingLineThereIsNoEscape() {
    let screen = Screen()
    let console = screen.console()
    console.write("one\n")
    console.writeError("two\n")
    console.showPassing(nil)
    #expect(screen.take() == "one\ntwo\n")
  }

  @Test func textTakesThePlaceOfThePassingLine() {
    let screen = Screen()
    let console = screen.console()
    console.showPassing("50%")
    #expect(screen.take() == erase + "50%\r")
    console.write("Epoch: 1\n")
    #expect(screen.take() == erase + "Epoch: 1\n" + erase + "50%\r")
    console.showPassing(nil)
    #expect(screen.take() == erase)
    console.showPassing(nil)
    #expect(screen.take() == "")
  }

  @Test func anUnfinishedLineIsLeftAlone() {
    let screen = Screen()
    let console = screen.console()
    console.showPassing("50%")
    _ = screen.take()
    console.write("loss ")
    #expect(screen.take() == erase + "loss ")
    console.showPassing("60%")
    #expect(screen.take() == "")
    console.write("0.5\n")
    #expect(screen.take() == "0.5\n" + erase + "60%\r")
  }

  @Test func threadsDoNotMixTheirLines() {
    let screen = Screen()
    let console = screen.console()
    DispatchQueue.concurrentPerform(iterations: 200) { index in
      if index.isMultiple(of: 2) {
        console.write("line \(index)\n")
      } else {
        console.showPassing("bar \(index)")
      }
    }
    console.showPassing(nil)
    // With each passing line taken out, the written lines are left, whole.
    let text = screen.take().replacing(/\r\x1B\[K(bar [0-9]+\r)?/, with: "")
    let lines = text.split(separator: "\n")
    #expect(lines.count == 100)
    #expect(Set(lines) == Set((0..<100).map { "line \($0 * 2)"[...] }))
  }

  @Test func lostTextIsRemembered() {
    let console = Console(
      output: { text throws(SystemError) in
        if text.contains("much") { throw SystemError(code: ENOSPC) }
      }, error: { _ in })
    console.write("little")
    #expect(console.loss == nil)
    console.write("too much")
    console.write("little")
    #expect(console.loss == SystemError(code: ENOSPC))
  }

  /// What is interpolated cannot speak to the terminal, wherever it goes.
  @Test func controlCharactersAreShown() {
    let screen = Screen()
    let console = screen.console()
    let path = "a\u{1B}]0;b\u{7}\r\n\u{9B}2J\u{7F}\u{202E}\u{2028}数😀"
    let shown = #"a\u{1B}]0;b\u{7}\r\n\u{9B}2J\u{7F}\u{202E}\u{2028}数😀"#
    console.write("\(path)\n")
    #expect(screen.take() == shown + "\n")
    console.writeError("\(path)\n")
    #expect(screen.take() == shown + "\n")
    console.showPassing("\(path)")
    #expect(screen.take() == erase + shown + "\r")
    console.showPassing(nil)
    _ = screen.take()
    console.write(TerminalText(lines: "a\tb\n\u{1B}[31mc\n"))
    #expect(screen.take() == "a\tb\n" + #"\u{1B}[31mc"# + "\n")
  }
}
