import Foundation

/// Bytes that are taken piece by piece, so that a header can be judged before the rest is
/// allocated.
protocol ByteSource {
  /// How many there are.
  var count: Int { get }

  /// Some of them; the range lies within ``count``.
  func read(_ range: Range<Int>) throws(SafeTensorsError) -> [UInt8]
}

extension [UInt8]: ByteSource {
  func read(_ range: Range<Int>) -> [UInt8] { Array(self[range]) }
}

/// A regular file, which is open as long as this exists.
final class FileSource: ByteSource {
  let count: Int
  private let path: String
  private let descriptor: Int32

  /// - Throws: ``SafeTensorsError`` for anything else: a folder, a device that never ends, a file
  ///   that is missing or closed to this user.
  init(path: String) throws(SafeTensorsError) {
    // A pipe that nobody writes into would be waited for.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw SafeTensorsError(
        errno == ENOENT ? .missing : .unreadable(reason: systemReason()), path: path)
    }
    var information = stat()
    let isKnown = fstat(descriptor, &information) == 0
    guard isKnown, information.st_mode & S_IFMT == S_IFREG else {
      let reason = isKnown ? kindOtherThanFile(information) : systemReason()
      close(descriptor)
      throw SafeTensorsError(.unreadable(reason: reason), path: path)
    }
    self.count = Int(information.st_size)
    self.path = path
    self.descriptor = descriptor
  }

  deinit {
    close(descriptor)
  }

  func read(_ range: Range<Int>) throws(SafeTensorsError) -> [UInt8] {
    var failure: String?
    let bytes = [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
      while count < range.count {
        let piece = pread(
          descriptor, buffer.baseAddress! + count, range.count - count,
          off_t(range.lowerBound + count))
        if piece < 0 && errno == EINTR { continue }
        guard piece > 0 else {
          failure = piece < 0 ? systemReason() : "it became shorter meanwhile"
          return
        }
        count += piece
      }
    }
    if let failure { throw SafeTensorsError(.unreadable(reason: failure), path: path) }
    return bytes
  }
}

/// What the system says of its last refusal.
func systemReason() -> String { String(cString: strerror(errno)) }

/// What something is that is not a regular file.
func kindOtherThanFile(_ information: stat) -> String {
  information.st_mode & S_IFMT == S_IFDIR ? "Is a directory" : "Not a regular file"
}
