import Foundation
import StateFiles
import Synchronization

/// Reads a pipe on a thread of its own, and hands on each line as it is completed.
///
/// Nobody who writes into the pipe ever waits for more than `onLine`, so the writer may write as
/// much as it likes before anyone asks for the whole.
final class LineReader: Sendable {
  private let pipe: FileDescriptor
  /// What is written into it ends the reading: the pipe itself may never end, where a program that was
  /// started meanwhile holds its other end open.
  private let end: PipeEnds
  private let collected = Mutex<[UInt8]>([])
  /// Of what is printed, so many bytes are kept at most: a loop without an end is not to take all memory.
  static let mostKept = 1 << 24
  private let finished = DispatchSemaphore(value: 0)

  /// - Parameters:
  ///   - pipe: the reading end.
  ///   - onLine: gets each line without its newline, on the reader's thread. A last line that no
  ///     newline ends is handed on at the end.
  init(
    _ pipe: consuming FileDescriptor, onLine: @escaping @Sendable (String) -> Void
  ) throws(NotebookError) {
    self.pipe = pipe
    end = try PipeEnds()
    try startThread { [self] in
      readToEnd(onLine)
      finished.signal()
    }
  }

  /// Returns what has come through the pipe up to now, as much of it as is kept. To be called once.
  func waitForEnd() -> String {
    try? end.writing.write([0])
    finished.wait()
    return collected.withLock { String(decoding: $0, as: UTF8.self) }
  }

  private func readToEnd(_ onLine: (String) -> Void) {
    var buffer = LineBuffer()
    func add(_ bytes: [UInt8]) {
      collected.withLock { $0 += bytes.prefix(Self.mostKept - $0.count) }
      for line in buffer.add(bytes) { onLine(line) }
    }
    while true {
      let isReadable = readable([pipe.rawValue, end.reading.rawValue], within: nil)
      if isReadable[1] { break }
      guard let bytes = try? pipe.read(upTo: 1 << 16), !bytes.isEmpty else { break }
      add(bytes)
    }
    pipe.readWhatIsThere(add)
    if let last = buffer.takeRest() { onLine(last) }
  }
}

/// Puts bytes that come piece by piece together to lines.
struct LineBuffer {
  /// A line that is longer is handed on in parts: what prints without end and without a newline is
  /// not to take all memory.
  static let longestLine = 1 << 24

  private var unfinished: [UInt8] = []

  /// The lines that the next bytes complete, without their newlines.
  mutating func add(_ bytes: [UInt8]) -> [String] {
    var pieces = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // A long line comes in many pieces, and grows where it is.
    unfinished += pieces.removeFirst()
    guard let last = pieces.popLast() else {
      return unfinished.count < Self.longestLine ? [] : takeRest().map { [$0] } ?? []
    }
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
