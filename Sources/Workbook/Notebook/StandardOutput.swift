// `stdout` is a variable in C, which nothing here sets.
@unsafe @preconcurrency import Foundation
import StateFiles
import Synchronization

/// Whether some call of `captureStandardOutput` is running. There is one descriptor 1 in a process.
private let isCapturing = Atomic(false)

/// Runs `body` and returns what it printed, along with what it returned.
///
/// A chapter prints with plain `print`, so standard output itself, file descriptor 1, is replaced
/// by a pipe while `body` runs, and put back when it returns or throws. All that the process prints
/// in that time is caught, from whichever thread.
///
/// - Parameters:
///   - onLine: gets each line, without its newline, as soon as it has been printed. It is called on
///     another thread and while standard output is still the pipe: what it prints itself has to go
///     to another descriptor, such as a duplicate of 1 made beforehand.
///   - body: what to run. It must not call `captureStandardOutput`; that stops the program.
/// - Throws: what `body` throws, or a `NotebookError` if the system refuses a pipe.
package func captureStandardOutput<Value>(
  onLine: @escaping @Sendable (String) -> Void = { _ in },
  while body: () throws -> Value
) throws -> (result: Value, output: String) {
  if isCapturing.exchange(true, ordering: .sequentiallyConsistent) {
    fatalError(
      "captureStandardOutput: standard output is being captured already, and there is only one")
  }
  defer { isCapturing.store(false, ordering: .sequentiallyConsistent) }

  let redirection = try Redirection(onLine: onLine)
  let result = Result { try body() }
  let output = redirection.end()
  let value = try result.get()
  // Less than what was printed would pass for all of it.
  guard let output else { throw NotebookError.system("take all that was printed", EIO) }
  return (value, output)
}

/// Makes each printed line leave the process at once, even into a pipe. What a program has printed
/// when it traps is otherwise lost with its buffer.
package func printLineByLine() {
  unsafe setvbuf(stdout, nil, _IOLBF, 0)
}

/// Standard output going into a pipe, from `init` until `end()`.
private struct Redirection: ~Copyable {
  private let original: FileDescriptor
  private let reader: LineReader

  init(onLine: @escaping @Sendable (String) -> Void) throws(NotebookError) {
    // What was printed before belongs to the original.
    unsafe fflush(stdout)
    let duplicate = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3)
    guard duplicate >= 0 else { throw .system("keep standard output", errno) }
    let original = FileDescriptor(owning: duplicate)
    let ends = try PipeEnds()
    let reader = try LineReader(ends.reading, onLine: onLine)
    guard dup2(ends.writing.rawValue, STDOUT_FILENO) >= 0 else {
      throw .system("take what is printed", errno)
    }
    self.reader = reader
    self.original = original
    unsafe clearerr(stdout)
    printLineByLine()
  }

  /// Puts the original back and returns all that went into the pipe; nil where some of what was
  /// printed did not.
  consuming func end() -> String? {
    let isWhole = unsafe fflush(stdout) == 0 && ferror(stdout) == 0
    unsafe clearerr(stdout)
    dup2(original.rawValue, STDOUT_FILENO)
    // As C would have chosen at the start: a terminal gets lines, a file gets blocks.
    unsafe setvbuf(stdout, nil, isatty(STDOUT_FILENO) == 1 ? _IOLBF : _IOFBF, 0)
    let output = reader.waitForEnd()
    return isWhole ? output : nil
  }
}
