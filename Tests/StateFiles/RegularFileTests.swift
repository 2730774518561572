import Foundation
import StateFiles
import TestSupport
import Testing

@Suite("Regular files") struct RegularFileTests {
  @Test("A part is read without the rest")
  func parts() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/file"
    try Data([1, 2, 3, 4, 5]).write(to: URL(fileURLWithPath: path))
    let file = try RegularFile(path: path)
    #expect(file.count == 5)
    #expect(try file.read(3..<5) == [4, 5])
    #expect(try file.read(0..<5) == [1, 2, 3, 4, 5])
    #expect(try file.read(2..<2) == [])
  }

  @Test("A file that becomes shorter while it is read is an error, and not fewer bytes")
  func shorter() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/file"
    try Data([1, 2, 3, 4, 5]).write(to: URL(fileURLWithPath: path))
    let file = try RegularFile(path: path)
    #expect(truncate(path, 2) == 0)
    #expect(throws: FileError.unreadable(path: path, reason: "it became shorter meanwhile")) {
      _ = try file.read(0..<5)
    }
  }

  @Test("Errors in one line, whatever the file is called")
  func errors() {
    let errors: [(FileError, String)] = [
      (.missing(path: "a\nb"), "no file a\\nb: check the path"),
      (
        .unreadable(path: "F", reason: "Is a directory"),
        "F cannot be read (Is a directory): check the path and its permissions"
      ),
      (
        .noFolder("\u{1B}[2J", path: "F"),
        "no folder \\u{1B}[2J for F: make it first, or choose another"
      ),
      (
        .unwritable(path: "F", reason: "No space left on device"),
        "F cannot be written (No space left on device): choose another place"
      ),
    ]
    for (error, line) in errors {
      #expect("\(error)" == line)
      #expect(error.localizedDescription == line)
    }
    #expect(errors.map(\.0.path) == ["a\nb", "F", "F", "F"])
    #expect(FileError.missing(path: "F").reason == "No such file or directory")
  }
}
