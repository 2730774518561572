import Foundation

extension PendingFile {
  /// What a file is called until it is whole: this, and a UUID.
  private static let namePrefix = ".saving-"

  /// A file that is not yet whole.
  struct TemporaryFile: ~Copyable {
    let path: String
    let descriptor: FileDescriptor
  }

  /// Makes an empty file that ``removeLeftovers(in:)`` leaves alone as long as it is open.
  static func makeTemporaryFile(in folder: String) throws(SystemError) -> TemporaryFile {
    while true {
      let path = "\(folder)/\(namePrefix)\(UUID().uuidString)"
      let descriptor = try FileDescriptor(opening: path, O_WRONLY | O_CREAT | O_EXCL)
      // On a file system without locks nobody can take it for a leftover.
      let isLocked = (try? descriptor.lock()) ?? true
      // Between the two calls somebody may have done so, and removed it.
      if isLocked, let information = try? descriptor.information(), information.st_nlink == 0 {
        continue
      }
      if isLocked { return TemporaryFile(path: path, descriptor: descriptor) }
      unlink(path)
    }
  }

  /// Removes what a kill has left in the folder: files with a name of ours that no process has open
  /// for writing any more. The lock of a process ends with it, however it ends.
  static func removeLeftovers(in folder: String) {
    guard let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let number = UUID(uuidString: String(name.dropFirst(namePrefix.count))),
        name == namePrefix + number.uuidString
      else { continue }
      let path = "\(folder)/\(name)"
      guard let file = try? FileDescriptor(opening: path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK),
        let information = try? file.information(), information.kindOtherThanFile == nil,
        [0, information.st_uid].contains(geteuid()), (try? file.lock()) == true
      else { continue }
      unlink(path)
    }
  }
}
