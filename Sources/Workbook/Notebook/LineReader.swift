import Foundation
import StateFiles
import Synchronization

/// The two ends of a pipe, which no other program inherits by accident.
struct PipeEnds: ~Copyable {
  let reading: FileDescriptor
  let writing: FileDescriptor

  init() throws(NotebookError) {
    var ends: [Int32] = [0, 0]
    guard unsafe pipe(&ends) == 0 else { throw .system("make a pipe", errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    reading = FileDescriptor(owning: ends[0])
    writing = FileDescriptor(owning: ends[1])
  }
}

/// Reads a pipe to its end on a thread of its own, and hands on each line as it is completed.
///
/// Nobody who writes into the pipe ever waits for more than `onLine`, so the writer may write as
/// much as it likes before anyone asks for the whole.
final class LineReader: Sendable {
  private let pipe: FileDescriptor
  private let collected = Mutex<[UInt8]>([])
  private let finished = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - pipe: the reading end.
  ///   - onLine: gets each line without its newline, on the reader's thread. A last line that no
  ///     newline ends is handed on when the pipe closes.
  init(_ pipe: consuming FileDescriptor, onLine: @escaping @Sendable (String) -> Void) {
    self.pipe = pipe
    let thread = Thread { [self] in
      readToEnd(onLine)
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

  private func readToEnd(_ onLine: (String) -> Void) {
    var buffer = LineBuffer()
    while let bytes = try? pipe.read(upTo: 1 << 16), !bytes.isEmpty {
      collected.withLock { $0 += bytes }
      for line in buffer.add(bytes) { onLine(line) }
    }
    if let last = buffer.takeRest() { onLine(last) }
  }
}

/// Puts bytes that come piece by piece together to lines.
struct LineBuffer {
  private var unfinished: [UInt8] = []

  /// The lines that the next bytes complete, without their newlines.
  mutating func add(_ bytes: [UInt8]) -> [String] {
    var pieces = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // A long line comes in many pieces, and grows where it is.
    unfinished += pieces.removeFirst()
    guard let last = pieces.popLast() else { return [] }
    let lines = [unfinished[...]] + pieces
    unfinished = Array(last)
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }

  /// The last line, where no newline ends it.
  mutating func takeRest() -> String? {
    defer { unfinished = [] }
    return unfinished.isEmpty ? nil : String(decoding: unfinished, as: UTF8.self)
  }
}
