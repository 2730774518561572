import Foundation

/// Bytes that are taken piece by piece, so that a header can be judged before the rest is
/// allocated.
package protocol ByteSource {
  /// How many there are.
  var count: Int { get }

  /// Fills the buffer with those from `offset` on; they lie within ``count``.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError)
}

extension ByteSource {
  /// Some of the bytes; the range lies within ``count``.
  package func read(_ range: Range<Int>) throws(FileError) -> [UInt8] {
    try values(range.count, at: range.lowerBound)
  }

  /// Values as they stand in memory, from `offset` on, with no copy on the way.
  func values<Value: BitwiseCopyable>(
    _ count: Int, at offset: Int
  ) throws(FileError) -> [Value] {
    var failure: FileError?
    let values = [Value](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(FileError) {
        let whole = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
        try read(into: UnsafeMutableRawBufferPointer(whole), at: offset)
        filled = count
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return values
  }
}

extension [UInt8]: ByteSource {
  /// Copies some of the bytes.
  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) {
    self[offset..<offset + buffer.count].withUnsafeBytes { buffer.copyMemory(from: $0) }
  }
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

  /// Fills the buffer with the bytes from `offset` on.
  ///
  /// - Throws: ``FileError`` where the system does not hand them out, or the file has become
  ///   shorter.
  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) {
    let filled: Int
    do throws(SystemError) {
      filled = try descriptor.read(into: buffer, at: offset)
    } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
    guard filled == buffer.count else {
      throw .unreadable(path: path, reason: "it became shorter meanwhile")
    }
  }
}

extension RegularFile {
  /// Whether there is something at `path`, or where a link there leads to.
  ///
  /// - Throws: where the system does not tell. What is taken for missing may be written over, or
  ///   looked for elsewhere: that needs a no.
  package static func isThere(_ path: String) throws(SystemError) -> Bool {
    var information = stat()
    if stat(path, &information) == 0 { return true }
    let code = errno
    guard code == ENOENT || code == ENOTDIR else { throw SystemError(code: code) }
    return false
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
