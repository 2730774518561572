import Foundation
import Notebook
import StateFiles

/// The lines of standard input, be it a terminal, a pipe or a file, each as soon as it is complete.
struct TypedLines {
  private let descriptor: Int32
  /// What was read behind the last line.
  private var rest: [UInt8] = []
  private var isAtEnd = false

  /// Of a longer line this many bytes are kept, to be shown; what follows them is read and dropped.
  static let longestLine = 1_000
  private static let newline = UInt8(ascii: "\n")

  init(descriptor: Int32 = STDIN_FILENO) { self.descriptor = descriptor }

  /// Whether a person sees what is typed, without our writing it.
  var isEchoed: Bool { isatty(descriptor) == 1 }

  /// The next line, without its end; nil where there is none, or where Ctrl-C says so.
  ///
  /// - Parameter whenContinued: shows again what a shell has written over.
  mutating func next(whenContinued: () -> Void) -> String? {
    var line: [UInt8] = []
    while true {
      let end = rest.firstIndex(of: Self.newline)
      line += rest[..<(end ?? rest.endIndex)].prefix(Self.longestLine - line.count)
      if let end {
        rest.removeFirst(end + 1)
        break
      }
      rest = []
      if isAtEnd {
        if line.isEmpty { return nil }
        break
      }
      guard let bytes = read(whenContinued: whenContinued) else { return nil }
      rest = bytes
      isAtEnd = bytes.isEmpty
    }
    if line.last == UInt8(ascii: "\r") { line.removeLast() }
    return String(decoding: line, as: UTF8.self)
  }

  /// The next bytes, none at the end; nil as soon as Ctrl-C is pressed.
  private func read(whenContinued: () -> Void) -> [UInt8]? {
    while true {
      if Signals.wasInterrupted { return nil }
      if Signals.takeContinued() { whenContinued() }
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      // Short enough for a person who has pressed Ctrl-C.
      guard unsafe poll(&request, 1, 200) > 0 else { continue }
      return (try? FileDescriptor.read(upTo: 1 << 12, from: descriptor)) ?? []
    }
  }
}
