import ExitTestSupport
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import StateFiles

@Suite("Files that are written whole or not at all") struct PendingFileTests {
  let folder: TemporaryFolder
  var path: String { folder.path + "/model" }

  init() throws {
    folder = try TemporaryFolder()
  }

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  private func text(of path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }

  private func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/\(name)", withDestinationPath: target)
  }

  @Test("A link that leads nowhere yet is written through, and stays a link")
  func danglingLink() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path + "/inner", withIntermediateDirectories: false)
    try link("model", to: "second")
    try link("second", to: "inner/../inner/new")
    try PendingFile.check(path, byteCount: 3)
    #expect(try folder.files == ["inner", "model", "second"])
    try PendingFile.replace(path, with: Array("new".utf8))
    #expect(text(of: folder.path + "/inner/new") == "new")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == "second")
  }

  @Test("In a folder such as /tmp, whoever owns a file may replace it")
  func folderOfAll() throws {
    try write("old", to: path)
    #expect(chmod(folder.path, 0o1777) == 0)
    try PendingFile.replace(path, with: Array("new".utf8))
    #expect(text(of: path) == "new")
  }

  @Test("A file is copied piece by piece, and all of it")
  func copy() throws {
    for count in [0, 1, 1 << 20, (1 << 20) + 1, 5 << 19] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 / 4099) }
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      try PendingFile.replace(folder.path + "/copy", withCopyOf: try RegularFile(path: path))
      #expect(FileManager.default.contents(atPath: folder.path + "/copy") == Data(bytes))
    }
  }

  @Test("Nothing is where a file is taken for a folder")
  func nothingInAFile() throws {
    try write("file", to: path)
    #expect(try RegularFile.isThere(path))
    #expect(try !RegularFile.isThere(path + "/inner"))
    #expect(try !RegularFile.isThere(folder.path + "/missing/inner"))
  }

  @Test("As many links are followed as the system follows")
  func manyLinks() throws {
    for number in 1...41 { try link("\(number)", to: number == 1 ? "model" : "\(number - 1)") }
    try PendingFile.replace(folder.path + "/40", with: Array("new".utf8))
    #expect(text(of: path) == "new")
    let most = folder.path + "/41"
    #expect(
      throws: FileError.unwritable(path: most, reason: "Too many levels of symbolic links")
    ) { try PendingFile.check(most) }
  }

  @Test("A link that leads to itself, or into no folder, is refused and stays")
  func badLinks() throws {
    try link("model", to: "other")
    try link("other", to: "model")
    #expect(
      throws: FileError.unwritable(path: path, reason: "Too many levels of symbolic links")
    ) { try PendingFile.check(path) }
    try link("lost", to: "missing/new")
    let lost = folder.path + "/lost"
    #expect(throws: FileError.noFolder("\(folder.path)/missing", path: lost)) {
      try PendingFile.check(lost)
    }
    #expect(try folder.files == ["lost", "model", "other"])
  }

  @Test("A name that is too long, or none, is told at once")
  func names() {
    let long = folder.path + "/" + String(repeating: "a", count: 256)
    #expect(throws: FileError.unwritable(path: long, reason: "File name too long")) {
      try PendingFile.check(long)
    }
    #expect(throws: FileError.unwritable(path: "", reason: "No such file or directory")) {
      try PendingFile.check("")
    }
    #expect(throws: Never.self) { try PendingFile.check(String(long.dropLast())) }
  }

  @Test("Files that are written at the same time leave one another alone")
  func manyAtOnce() throws {
    let failures = Mutex<[FileError]>([])
    let place = folder.path
    DispatchQueue.concurrentPerform(iterations: 4) { number in
      for _ in 0..<500 {
        do throws(FileError) {
          try PendingFile.replace("\(place)/\(number)", with: [UInt8(number)])
        } catch {
          failures.withLock { $0.append(error) }
        }
      }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(try folder.files == ["0", "1", "2", "3"])
  }

  @Test("What a kill left is removed by the next; a file that is being written is not")
  func leftovers() throws {
    let left = folder.path + "/.saving-\(UUID().uuidString)"
    try write("half", to: left)
    let first = try PendingFile(for: path)
    #expect(!FileManager.default.fileExists(atPath: left))
    let second = try PendingFile(for: path)
    #expect(try folder.files.count == 2)
    try first.write([1])
    try second.write([2])
    try first.moveIntoPlace()
    try second.moveIntoPlace()
    #expect(FileManager.default.contents(atPath: path) == Data([2]))
    #expect(try folder.files == ["model"])
  }

  @Test("Nothing else is taken for a leftover, whatever it is called")
  func others() throws {
    let number = UUID().uuidString
    let names = [
      ".saving-notes", ".saving-", ".saving-\(number.lowercased())", ".saving-\(number)~",
      "saving-\(number)", ".saving-\(number).safetensors",
    ]
    for name in names { try write("mine", to: "\(folder.path)/\(name)") }
    let directory = ".saving-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/\(directory)", withIntermediateDirectories: false)
    let link = ".saving-\(UUID().uuidString)"
    try self.link(link, to: ".saving-notes")
    let pipe = ".saving-\(UUID().uuidString)"
    #expect(mkfifo("\(folder.path)/\(pipe)", 0o600) == 0)
    try PendingFile.replace(path, with: [1])
    #expect(try folder.files == (names + [directory, link, pipe, "model"]).sorted())
  }

  @Test("A replaced file keeps its owner", .enabled(if: geteuid() == 0, "only root may give away"))
  func owner() throws {
    try write("before", to: path)
    #expect(chown(path, 65_534, 65_533) == 0)
    #expect(chmod(path, 0o640) == 0)
    try PendingFile.replace(path, with: [1])
    var information = stat()
    #expect(stat(path, &information) == 0)
    #expect(information.st_uid == 65_534)
    #expect(information.st_gid == 65_533)
    #expect(information.st_mode & 0o7777 == 0o640)
  }

  @Test("Room is asked for before anything is written", .withExitTests)
  func room() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let path = folder.path + "/model"
      try Data("before".utf8).write(to: URL(fileURLWithPath: path))
      signal(SIGXFSZ, SIG_IGN)
      ProcessResource.fileSize.limit = 50_000
      try PendingFile.check(path, byteCount: 50_000)
      #expect(throws: FileError.unwritable(path: path, reason: "File too large")) {
        try PendingFile.check(path, byteCount: 50_001)
      }
      #expect(try folder.files == ["model"])
      #expect(FileManager.default.contents(atPath: path) == Data("before".utf8))
    }
  }

  @Test("Room that was taken is written into from the front")
  func reserved() throws {
    let file = try PendingFile(for: path)
    try file.reserve(3)
    try file.write([1, 2, 3])
    try file.moveIntoPlace()
    #expect(FileManager.default.contents(atPath: path) == Data([1, 2, 3]))
  }
}
