import Foundation

/// A file that is written under another name beside its place, and takes that place when it is
/// whole.
///
/// One that is let go of before that is removed.
package final class PendingFile {
  private let path: String
  /// Where it is to go: `path`, or the file that a symbolic link there leads to.
  private let target: String
  private let temporaryPath: String
  private var descriptor: Int32
  private var isInPlace = false

  /// Makes an empty file beside `path`.
  ///
  /// - Throws: ``SafeTensorsError`` where there is no such folder, or it takes no file, or at
  ///   `path` there is something that is no file or may not be changed.
  package init(for path: String) throws(SafeTensorsError) {
    let resolved = realpath(path, nil)
    defer { free(resolved) }
    let target = resolved.map { String(cString: $0) } ?? path
    let slash = target.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
    var information = stat()
    guard stat(folder, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
      throw SafeTensorsError(.noFolder(folder), path: path)
    }
    var mode: mode_t?
    if stat(target, &information) == 0 {
      guard information.st_mode & S_IFMT == S_IFREG else {
        throw SafeTensorsError(.unwritable(reason: kindOtherThanFile(information)), path: path)
      }
      guard access(target, W_OK) == 0 else {
        throw SafeTensorsError(.unwritable(reason: systemReason()), path: path)
      }
      mode = information.st_mode & 0o777
    }
    temporaryPath = "\(folder)/.saving-\(UUID().uuidString)"
    descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw SafeTensorsError(.unwritable(reason: systemReason()), path: path)
    }
    // What is replaced keeps its permissions.
    if let mode { _ = fchmod(descriptor, mode) }
    self.path = path
    self.target = target
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if !isInPlace { unlink(temporaryPath) }
  }

  /// Writes the bytes at the end.
  package func write(_ bytes: [UInt8]) throws(SafeTensorsError) {
    var written = 0
    while written < bytes.count {
      let piece = bytes.withUnsafeBytes {
        Foundation.write(descriptor, $0.baseAddress! + written, bytes.count - written)
      }
      if piece < 0 && errno == EINTR { continue }
      guard piece > 0 else { throw refusal() }
      written += piece
    }
  }

  /// Puts the file where it is to be. Nothing can be written after that.
  package func moveIntoPlace() throws(SafeTensorsError) {
    // On the disk first: after a power cut a name for a file without its bytes would be left.
    guard fsync(descriptor) == 0 else { throw refusal() }
    let isClosed = close(descriptor) == 0
    descriptor = -1
    guard isClosed, rename(temporaryPath, target) == 0 else { throw refusal() }
    isInPlace = true
  }

  private func refusal() -> SafeTensorsError {
    SafeTensorsError(.unwritable(reason: systemReason()), path: path)
  }
}
