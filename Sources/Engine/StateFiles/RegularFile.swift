import Foundation

/// Bytes that are taken piece by piece, so that a header can be judged before the rest is
/// allocated.
package protocol ByteSource {
  /// How many there are.
  var count: Int { get }

  /// Some of them; the range lies within ``count``.
  func read(_ range: Range<Int>) throws(FileError) -> [UInt8]
}

extension [UInt8]: ByteSource {
  /// Some of the bytes.
  package func read(_ range: Range<Int>) -> [UInt8] { Array(self[range]) }
}

/// A regular file, which is open for reading as long as this exists.
package final class RegularFile: ByteSource {
  /// How many bytes it has.
  package let count: Int
  private let path: String
  private let descriptor: FileDescriptor

  /// Opens the file.
  ///
  /// - Throws: ``FileError`` for anything else: a folder, a device that never ends, a file that is
  ///   missing or closed to this user.
  package init(path: String) throws(FileError) {
    let information: stat
    do throws(SystemError) {
      // A pipe that nobody writes into would be waited for.
      descriptor = try FileDescriptor(opening: path, O_RDONLY | O_NONBLOCK)
      information = try descriptor.information()
    } catch {
      throw error.code == ENOENT
        ? .missing(path: path) : .unreadable(path: path, reason: error.reason)
    }
    if let kind = information.kindOtherThanFile { throw .unreadable(path: path, reason: kind) }
    self.count = Int(information.st_size)
    self.path = path
  }

  /// Some of the bytes.
  ///
  /// - Throws: ``FileError`` where the system does not hand them out, or the file has become
  ///   shorter.
  package func read(_ range: Range<Int>) throws(FileError) -> [UInt8] {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try descriptor.read(upTo: range.count, at: range.lowerBound)
    } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
    guard bytes.count == range.count else {
      throw .unreadable(path: path, reason: "it became shorter meanwhile")
    }
    return bytes
  }
}

extension stat {
  /// What something is that is not a regular file; nil for one.
  var kindOtherThanFile: String? {
    switch st_mode & S_IFMT {
    case S_IFREG: nil
    case S_IFDIR: "Is a directory"
    default: "Not a regular file"
    }
  }
}
