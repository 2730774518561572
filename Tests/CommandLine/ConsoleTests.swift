import Foundation
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
      return Console(
        output: { text in
          receive(text)
          return true
        }, error: receive)
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
    let console = Console(output: { !$0.contains("much") }, error: { _ in })
    console.write("little")
    #expect(!console.hasLostOutput)
    console.write("too much")
    console.write("little")
    #expect(console.hasLostOutput)
  }
}
