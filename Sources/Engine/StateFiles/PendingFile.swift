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
  /// Nil when it has been closed.
  private var descriptor: FileDescriptor?
  private var isInPlace = false

  /// Makes an empty file beside `path`.
  ///
  /// - Throws: ``FileError`` where there is no such folder, or it takes no file, or at `path` there
  ///   is something that is no file or may not be changed.
  package init(for path: String) throws(FileError) {
    let resolved = realpath(path, nil)
    defer { free(resolved) }
    let target = resolved.map { String(cString: $0) } ?? path
    let slash = target.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
    var information = stat()
    guard stat(folder, &information) == 0, information.st_mode & S_IFMT == S_IFDIR else {
      throw .noFolder(folder, path: path)
    }
    var mode: mode_t?
    let isThere = stat(target, &information) == 0
    if !isThere, errno != ENOENT {
      throw .unwritable(path: path, reason: String(cString: strerror(errno)))
    }
    if isThere {
      if let kind = information.kindOtherThanFile { throw .unwritable(path: path, reason: kind) }
      mode = information.st_mode & 0o777
    }
    temporaryPath = "\(folder)/.saving-\(UUID().uuidString)"
    self.path = path
    self.target = target
    do throws(SystemError) {
      if mode != nil { _ = try SystemError.check(access(target, W_OK)) }
      let descriptor = try FileDescriptor(opening: temporaryPath, O_WRONLY | O_CREAT | O_EXCL)
      // What is replaced keeps its permissions.
      if let mode { _ = fchmod(descriptor.rawValue, mode) }
      self.descriptor = consume descriptor
    } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
  }

  deinit {
    if !isInPlace { unlink(temporaryPath) }
  }

  /// Writes the bytes at the end.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    do throws(SystemError) {
      try descriptor!.write(bytes)
    } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
  }

  /// Puts the file where it is to be. Nothing can be written after that.
  package func moveIntoPlace() throws(FileError) {
    do throws(SystemError) {
      // On the disk first: after a power cut a name for a file without its bytes would be left.
      try descriptor!.synchronize()
      try descriptor.take()!.close()
      _ = try SystemError.check(rename(temporaryPath, target))
    } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
    isInPlace = true
  }
}
