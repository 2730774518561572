import Foundation
import Synchronization

/// Whether a passing line stands in the terminal, for a signal handler, which must not take a lock.
let hasPassingLine = Atomic(false)

/// How the workbook ends when it is ended from outside.
enum Signals {
  /// Installs the handlers. To be called first of all.
  static func install() {
    hasPassingLine.store(false, ordering: .relaxed)

    // Whoever started this process may have held signals back, and that is inherited.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)

    // Ctrl-C and `kill`. Nothing needs to be put back but the passing line: the cursor is never
    // hidden, and files are written under another name first.
    signal(SIGINT) { _ in
      erasePassingLine()
      _exit(128 + SIGINT)
    }
    signal(SIGTERM) { _ in
      erasePassingLine()
      _exit(128 + SIGTERM)
    }
    // `workbook | head -1`: nobody reads on, so this ends as every other program in a pipe does.
    signal(SIGPIPE) { number in
      erasePassingLine()
      endBySignal(number)
    }

    // When a chapter's code traps, Swift prints its message and then, from handlers of its own for
    // these signals, fifty lines of registers and frames, in which a reader would search for the
    // message. Whoever wants the frames sets SWIFT_BACKTRACE=enable=yes.
    if getenv("SWIFT_BACKTRACE") == nil {
      signal(SIGILL, endByTrap)
      signal(SIGTRAP, endByTrap)
    }
  }
}

/// What a cell printed just before it trapped may be still on its way through the pipe: its reader
/// gets a tenth of a second to hand it on.
private func endByTrap(_ number: Int32) {
  erasePassingLine()
  usleep(100_000)
  endBySignal(number)
}

/// Ends the process by the signal, as if it had no handler, when the handler returns.
private func endBySignal(_ number: Int32) {
  signal(number, SIG_DFL)
  raise(number)
}

private func erasePassingLine() {
  guard hasPassingLine.load(ordering: .relaxed) else { return }
  let erase: StaticString = "\r\u{1B}[K"
  _ = write(STDERR_FILENO, erase.utf8Start, erase.utf8CodeUnitCount)
}
