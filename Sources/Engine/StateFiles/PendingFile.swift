import Foundation

/// A file that is written under another name beside its place, and takes that place when it is
/// whole: whoever looks there sees the old file or the new one.
///
/// One that is let go of before that is removed. One that a kill leaves behind is removed by the
/// next that is made in the same folder.
package final class PendingFile {
  private let path: String
  /// Where it is to go: `path`, or where a symbolic link there leads to.
  private let target: String
  private let temporaryPath: String
  /// Nil when it has been closed.
  private var descriptor: FileDescriptor?
  private var isInPlace = false

  /// Makes an empty file beside `path`.
  ///
  /// - Throws: ``FileError`` where there is no such folder, or it takes no file, or at `path` there
  ///   is something that is no file or may not be replaced.
  package init(for path: String) throws(FileError) {
    self.path = path
    do throws(SystemError) {
      target = try endOfLinks(at: path)
    } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
    let folder = parent(of: target)
    var around = stat()
    if stat(folder, &around) != 0, errno != ENOENT && errno != ENOTDIR {
      throw .unwritable(path: path, reason: SystemError(code: errno).reason)
    }
    guard around.st_mode & S_IFMT == S_IFDIR else { throw .noFolder(folder, path: path) }
    var information = stat()
    let isThere = lstat(target, &information) == 0
    if !isThere, errno != ENOENT || target.isEmpty {
      throw .unwritable(path: path, reason: SystemError(code: errno).reason)
    }
    if isThere, let kind = information.kindOtherThanFile {
      throw .unwritable(path: path, reason: kind)
    }
    do throws(SystemError) {
      if isThere {
        _ = try SystemError.check(access(target, W_OK))
        guard information.mayBeReplaced(in: around) else { throw SystemError(code: EPERM) }
      }
      Self.removeLeftovers(in: folder)
      let file = try Self.makeTemporaryFile(in: folder)
      temporaryPath = file.path
      if isThere {
        // What is replaced keeps its owner, where that is allowed, and its permissions: in this
        // order, since a change of the first may take some of the second.
        if fchown(file.descriptor.rawValue, information.st_uid, information.st_gid) != 0 {
          _ = fchown(file.descriptor.rawValue, uid_t.max, information.st_gid)
        }
        _ = fchmod(file.descriptor.rawValue, information.st_mode & 0o777)
      }
      descriptor = (consume file).descriptor
    } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
  }

  deinit {
    if !isInPlace { unlink(temporaryPath) }
  }

  /// Takes room for that many bytes on the disk, before any is written.
  package func reserve(_ byteCount: Int) throws(FileError) {
    try reporting { () throws(SystemError) in try descriptor!.reserve(byteCount) }
  }

  /// Writes the bytes at the end.
  package func write(_ bytes: [UInt8]) throws(FileError) {
    try reporting { () throws(SystemError) in try descriptor!.write(bytes) }
  }

  /// The same for bytes of whatever is in memory.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    try reporting { () throws(SystemError) in try descriptor!.write(bytes) }
  }

  /// Puts the file where it is to be. Nothing can be written after that.
  package func moveIntoPlace() throws(FileError) {
    try reporting { () throws(SystemError) in
      // On the disk first: after a power cut a name for a file without its bytes would be left.
      try descriptor!.synchronize()
      // Not closed before: with it goes the lock, without which this is a leftover to whoever writes
      // here next.
      _ = try SystemError.check(rename(temporaryPath, target))
      isInPlace = true
      // All is on the disk, so there is nothing more to fail.
      try? descriptor.take()!.close()
    }
  }

  private func reporting(_ body: () throws(SystemError) -> Void) throws(FileError) {
    do throws(SystemError) {
      try body()
    } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
  }
}

extension PendingFile {
  /// Writes a file as a whole: what was at its place before stays where that fails.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    let file = try PendingFile(for: path)
    try file.write(bytes)
    try file.moveIntoPlace()
  }

  /// The same with whatever another file holds, piece by piece.
  package static func replace(
    _ path: String, withCopyOf source: some ByteSource
  ) throws(FileError) {
    let file = try PendingFile(for: path)
    for start in stride(from: 0, to: source.count, by: 1 << 20) {
      try file.write(try source.read(start..<min(start + 1 << 20, source.count)))
    }
    try file.moveIntoPlace()
  }

  /// Finds out whether a file of that size could be written there, and changes nothing: to be asked
  /// before work that takes long.
  package static func check(_ path: String, byteCount: Int = 0) throws(FileError) {
    try PendingFile(for: path).reserve(byteCount)
  }
}

/// Where the symbolic links at `path` lead to in the end, whether or not there is anything.
private func endOfLinks(at path: String) throws(SystemError) -> String {
  var path = path
  // Linux follows 40, and behind the last of them there is no other.
  for _ in 0...40 {
    var information = stat()
    guard lstat(path, &information) == 0, information.st_mode & S_IFMT == S_IFLNK else {
      return path
    }
    var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
    let count = try SystemError.check(
      bytes.withUnsafeMutableBytes { buffer in
        readlink(path, buffer.assumingMemoryBound(to: CChar.self).baseAddress!, buffer.count)
      })
    // A name that is no text would become another one.
    guard let next = String(validating: bytes.prefix(count), as: UTF8.self) else {
      throw SystemError(code: EILSEQ)
    }
    path = next.utf8.first == UInt8(ascii: "/") ? next : "\(parent(of: path))/\(next)"
  }
  throw SystemError(code: ELOOP)
}

/// `saved` of `saved/model`, `.` of `model`.
private func parent(of path: String) -> String {
  guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

extension stat {
  /// Whether this user may put another file in the place of one like this: in a folder such as
  /// `/tmp` only whoever owns one of the two may, however open the file is to writing.
  fileprivate func mayBeReplaced(in folder: stat) -> Bool {
    let user = geteuid()
    return folder.st_mode & S_ISVTX == 0 || [0, st_uid, folder.st_uid].contains(user)
  }
}
