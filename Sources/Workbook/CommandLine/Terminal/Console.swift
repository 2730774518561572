import Foundation
import Notebook
import StateFiles
import Synchronization

/// Where the workbook's own text goes: results to standard output, messages to standard error, and
/// one passing line at the bottom of the terminal. Any thread may use it. Nothing else of the workbook
/// writes to a terminal, and `TerminalText` sees to it that nobody but the workbook speaks to that: what
/// a cell or a check prints, too, comes without its colours. Only what a reader's code writes to standard
/// error itself, as a trap does, is left to it.
///
/// Its standard output is a duplicate of descriptor 1: a cell's `print` can be caught meanwhile,
/// and handed on here.
final class Console: Sendable {
  /// What a passing line says. Of several, that of the last kind is seen.
  enum Passing: Int {
    /// That something takes its time.
    case running
    case progress
    case keys
  }

  private struct State {
    /// The passing lines; none when there is none to be seen.
    var lines: [Passing: String] = [:]
    var passing: String? { lines.max { $0.key.rawValue < $1.key.rawValue }?.value }
    /// Gets what is to go to standard output; nil where it goes there.
    var reader: (@Sendable (String) -> Void)?
    /// Whether the passing line can be seen, or would stand in the middle of other text.
    var isAtLineStart = true
    /// Why some of the text could not be written to standard output, for want of room, say; nil where
    /// all of it was.
    var loss: SystemError?
  }

  private let state = Mutex(State())
  private let output: @Sendable (String) throws(SystemError) -> Void
  private let error: @Sendable (String) -> Void
  /// A descriptor of standard output, whatever descriptor 1 is meanwhile.
  let descriptor: Int32

  /// - Parameters:
  ///   - output: writes to standard output.
  ///   - error: writes to standard error.
  init(
    output: @escaping @Sendable (String) throws(SystemError) -> Void,
    error: @escaping @Sendable (String) -> Void, descriptor: Int32 = STDOUT_FILENO
  ) {
    self.output = output
    self.error = error
    self.descriptor = descriptor
  }

  /// Opens what is closed of standard input, standard output and standard error: to be called first of
  /// all, so that no file gets their numbers and with it what is meant for them. Without a standard
  /// output (`workbook >&-`) the text has nowhere to go; that is not worth an error.
  static func openStandardDescriptors() {
    while true {
      let descriptor = unsafe open("/dev/null", O_RDWR)
      if descriptor > STDERR_FILENO { close(descriptor) }
      if !(STDIN_FILENO...STDERR_FILENO).contains(descriptor) { return }
    }
  }

  /// A console on the process's own standard output and standard error.
  static func standard() -> Console {
    let duplicate = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    return Console(
      output: { text throws(SystemError) in
        try FileDescriptor.write(Array(text.utf8), to: duplicate)
      },
      error: { text in try? FileDescriptor.write(Array(text.utf8), to: STDERR_FILENO) },
      descriptor: duplicate)
  }

  /// Writes to standard output, or to who reads that for a person.
  func write(_ text: TerminalText) {
    if let reader = state.withLock({ $0.reader }) {
      reader(text.written)
    } else {
      writeThrough(text.written)
    }
  }

  /// Hands what is to go to standard output to `reader`, which writes it there when a person wants to
  /// read on; nil for nobody.
  func hand(to reader: (@Sendable (String) -> Void)?) {
    state.withLock { $0.reader = reader }
  }

  /// Writes to standard output, whoever reads it.
  ///
  /// - Parameter isScreen: whether it leaves the cursor at the beginning of an empty line, as what draws
  ///   a whole screen does.
  func writeThrough(_ text: String, isScreen: Bool = false) {
    around(text, isScreen: isScreen) { write(text, &$0) }
  }

  private func write(_ text: String, _ state: inout State) {
    do throws(SystemError) { try output(text) } catch { state.loss = state.loss ?? error }
  }

  /// Why text is missing from standard output; nil where none is.
  var loss: SystemError? { state.withLock { $0.loss } }

  /// Writes to standard error.
  func writeError(_ text: TerminalText) {
    around(text.written) { _ in error(text.written) }
  }

  /// Shows a line on standard error that the next text takes the place of, or takes it away. It
  /// must fit into the terminal's width.
  func showPassing(_ line: TerminalText?, as kind: Passing = .progress) {
    state.withLock { state in
      let before = state.passing
      state.lines[kind] = line?.written
      // One that is shown again may have been written over.
      guard state.passing != before || line != nil && state.passing == line?.written else { return }
      if state.isAtLineStart { draw(state.passing, &state) }
    }
  }

  /// Takes the passing line away while `write` writes, and puts it below the text.
  private func around(_ text: String, isScreen: Bool = false, write: (inout State) -> Void) {
    guard !text.isEmpty else { return }
    state.withLock { state in
      if state.passing != nil && state.isAtLineStart { draw(nil, &state) }
      write(&state)
      state.isAtLineStart = isScreen || text.utf8.last == UInt8(ascii: "\n")
      if let line = state.passing, state.isAtLineStart { draw(line, &state) }
    }
  }

  /// The cursor is left at the line's start, where a message that does not come through here, such
  /// as Swift's own before a trap, writes over the passing line and not behind it.
  ///
  /// A person who reads standard output may have sent standard error elsewhere.
  private func draw(_ line: String?, _ state: inout State) {
    let isRead = state.reader != nil
    Signals.setPassingLine(isShown: line != nil, on: isRead ? descriptor : STDERR_FILENO)
    let text = line.map { "\r\u{1B}[K\($0)\r" } ?? "\r\u{1B}[K"
    if isRead { write(text, &state) } else { error(text) }
  }
}
