import Foundation
import StateFiles
import Synchronization

/// Where the workbook's own text goes: results to standard output, messages to standard error, and
/// one passing line at the bottom of the terminal. Any thread may use it.
///
/// Its standard output is a duplicate of descriptor 1: a cell's `print` can be caught meanwhile,
/// and handed on here.
final class Console: Sendable {
  private struct State {
    /// The passing line; nil when there is none.
    var passing: String?
    /// Whether the passing line can be seen, or would stand in the middle of other text.
    var isAtLineStart = true
    /// Whether some of the text could not be written to standard output, for want of room, say.
    var hasLostOutput = false
  }

  private let state = Mutex(State())
  private let output: @Sendable (String) -> Bool
  private let error: @Sendable (String) -> Void

  /// - Parameters:
  ///   - output: writes to standard output, and says whether that went well.
  ///   - error: writes to standard error.
  init(
    output: @escaping @Sendable (String) -> Bool, error: @escaping @Sendable (String) -> Void
  ) {
    self.output = output
    self.error = error
  }

  /// A console on the process's own standard output and standard error.
  static func standard() -> Console {
    let duplicate = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    // Without a standard output (`workbook >&-`) the text has nowhere to go; that is not worth an
    // error.
    return Console(
      output: { text in
        duplicate < 0 || (try? FileDescriptor.write(Array(text.utf8), to: duplicate)) != nil
      }, error: { text in try? FileDescriptor.write(Array(text.utf8), to: STDERR_FILENO) })
  }

  /// Writes to standard output.
  func write(_ text: String) {
    around(text) { if !output(text) { $0.hasLostOutput = true } }
  }

  var hasLostOutput: Bool { state.withLock { $0.hasLostOutput } }

  /// Writes to standard error.
  func writeError(_ text: String) {
    around(text) { _ in error(text) }
  }

  /// Shows a line on standard error that the next text takes the place of, or takes it away. It
  /// must fit into the terminal's width.
  func showPassing(_ line: String?) {
    state.withLock { state in
      guard line != nil || state.passing != nil else { return }
      state.passing = line
      if state.isAtLineStart { draw(line) }
    }
  }

  /// Takes the passing line away while `write` writes, and puts it below the text.
  private func around(_ text: String, write: (inout State) -> Void) {
    guard !text.isEmpty else { return }
    state.withLock { state in
      if state.passing != nil && state.isAtLineStart { draw(nil) }
      write(&state)
      state.isAtLineStart = text.utf8.last == UInt8(ascii: "\n")
      if let line = state.passing, state.isAtLineStart { draw(line) }
    }
  }

  /// The cursor is left at the line's start, where a message that does not come through here, such
  /// as Swift's own before a trap, writes over the passing line and not behind it.
  private func draw(_ line: String?) {
    Signals.setPassingLine(isShown: line != nil)
    error(line.map { "\r\u{1B}[K\($0)\r" } ?? "\r\u{1B}[K")
  }
}
