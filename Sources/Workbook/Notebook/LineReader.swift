import Foundation
import Synchronization

/// Reads a pipe to its end on a thread of its own, and hands on each line as it is completed.
///
/// Nobody who writes into the pipe ever waits for more than `onLine`, so the writer may write as
/// much as it likes before anyone asks for the whole.
final class LineReader: Sendable {
  private let collected = Mutex<[UInt8]>([])
  private let finished = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - descriptor: the reading end; closed when it has been read to its end.
  ///   - onLine: gets each line without its newline, on the reader's thread. A last line that no
  ///     newline ends is handed on when the pipe closes.
  init(descriptor: Int32, onLine: @escaping @Sendable (String) -> Void) {
    let thread = Thread { [self] in
      read(descriptor, onLine)
      close(descriptor)
      finished.signal()
    }
    thread.name = "LineReader"
    thread.start()
  }

  /// Waits for the end of the pipe, and returns all that came through it. To be called once.
  func waitForEnd() -> String {
    finished.wait()
    return collected.withLock { String(decoding: $0, as: UTF8.self) }
  }

  private func read(_ descriptor: Int32, _ onLine: (String) -> Void) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var unfinished: [UInt8] = []
    while true {
      let count = Foundation.read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      collected.withLock { $0.append(contentsOf: chunk[..<count]) }

      var rest = chunk[..<count]
      while let newline = rest.firstIndex(of: UInt8(ascii: "\n")) {
        unfinished.append(contentsOf: rest[..<newline])
        onLine(String(decoding: unfinished, as: UTF8.self))
        unfinished.removeAll(keepingCapacity: true)
        rest = rest[(newline + 1)...]
      }
      unfinished.append(contentsOf: rest)
    }
    if !unfinished.isEmpty { onLine(String(decoding: unfinished, as: UTF8.self)) }
  }
}

/// A pipe whose ends no child process inherits by accident.
struct PipeEnds {
  let reading: Int32
  let writing: Int32

  init() throws(NotebookError) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .system("make a pipe", errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    (reading, writing) = (ends[0], ends[1])
  }
}
