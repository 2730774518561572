import Foundation
import StateFiles

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

extension FileDescriptor {
  /// Hands on what is in a pipe at this moment, and waits for no more: another program may hold its
  /// other end open, or write without end. No pipe holds more than a mebibyte.
  func readWhatIsThere(_ body: ([UInt8]) -> Void) {
    _ = fcntl(rawValue, F_SETFL, O_NONBLOCK)
    var count = 0
    while count < 1 << 20, let bytes = try? read(upTo: 1 << 16), !bytes.isEmpty {
      count += bytes.count
      body(bytes)
    }
  }
}

/// Whether each of the descriptors has something to read, or has come to its end.
///
/// - Parameter limit: how long to wait for the first of them; nil for as long as it takes. After
///   that, none has.
func readable(_ descriptors: [Int32], within limit: Duration?) -> [Bool] {
  var requests = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
  let deadline = limit.map { ContinuousClock.now.advanced(by: $0) }
  _ = uninterrupted {
    var milliseconds: Int32 = -1
    if let deadline {
      let left = max(.zero, ContinuousClock.now.duration(to: deadline))
      milliseconds = Int32(clamping: Int64((left / .milliseconds(1)).rounded(.up)))
    }
    return unsafe poll(&requests, nfds_t(requests.count), milliseconds)
  }
  return requests.map { $0.revents != 0 }
}
