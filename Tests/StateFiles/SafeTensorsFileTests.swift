import ExitTestSupport
import Foundation
import NN
import TestSupport
import Testing

@testable import StateFiles

@Suite("Safetensors files on the disk") struct SafeTensorsFileTests {
  private let file = SafeTensors([StateTensor(name: "a", shape: [2], elements: .float32([1, 2]))])

  /// Expects both writing and the question before it to be refused.
  private func expectRefusal(
    to path: String, _ message: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(refusal { try file.write(to: path) } == message, sourceLocation: sourceLocation)
    #expect(
      refusal { try file.checkDestination(path) } == message, sourceLocation: sourceLocation)
  }

  private func expectUnreadable(
    _ path: String, _ message: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(refusal { _ = try SafeTensors(path: path) } == message, sourceLocation: sourceLocation)
  }

  @Test("A file is replaced as a whole and keeps its permissions; a new one has the usual ones")
  func replacing() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/model"
    try Data("before".utf8).write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try file.checkDestination(path)
    #expect(FileManager.default.contents(atPath: path) == Data("before".utf8))
    try file.write(to: path)
    try file.write(to: folder.path + "/new")
    #expect(try SafeTensors(path: path) == file)
    func permissions(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }
    #expect(try permissions(path) == 0o640)
    let usual = folder.path + "/usual"
    close(open(usual, O_CREAT | O_WRONLY, 0o666))
    #expect(try permissions(folder.path + "/new") == permissions(usual))
    #expect(try folder.files == ["model", "new", "usual"])
  }

  @Test("Through a symbolic link the file is replaced that it leads to")
  func symbolicLink() throws {
    let folder = try TemporaryFolder()
    let link = folder.path + "/link"
    try FileManager.default.createDirectory(
      atPath: folder.path + "/inner", withIntermediateDirectories: true)
    try Data().write(to: URL(fileURLWithPath: folder.path + "/inner/model"))
    try FileManager.default.createSymbolicLink(
      atPath: link, withDestinationPath: "inner/model")
    try file.write(to: link)
    #expect(try SafeTensors(path: folder.path + "/inner/model") == file)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "inner/model")
  }

  @Test("Where no file can be, none is left")
  func refusals() throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    let missing = path + "/missing"
    expectRefusal(
      to: missing + "/m", "no folder \(missing) for \(missing)/m: make it first, or choose another")
    expectRefusal(
      to: missing + "/", "no folder \(missing) for \(missing)/: make it first, or choose another")
    try Data([1]).write(to: URL(fileURLWithPath: path + "/file"))
    expectRefusal(
      to: path + "/file/m",
      "no folder \(path)/file for \(path)/file/m: make it first, or choose another")
    // Whether there is such a folder, the system does not tell.
    let long = path + "/" + String(repeating: "a", count: 256)
    expectRefusal(
      to: long + "/m", "\(long)/m cannot be written (File name too long): choose another place")
    expectRefusal(
      to: path, "\(path) cannot be written (Is a directory): choose another place")
    expectRefusal(
      to: "/dev/null", "/dev/null cannot be written (Not a regular file): choose another place")
    #expect(try folder.files == ["file"])
    #expect(FileManager.default.contents(atPath: path + "/file") == Data([1]))
  }

  @Test(
    "A folder that is closed to writing", .enabled(if: geteuid() != 0, "root may write anywhere"))
  func closedFolder() throws {
    let folder = try TemporaryFolder()
    chmod(folder.path, 0o555)
    defer { chmod(folder.path, 0o755) }
    expectRefusal(
      to: folder.path + "/m",
      "\(folder.path)/m cannot be written (Permission denied): choose another place")
    #expect(try folder.files == [])
  }

  #if os(Linux)
    @Test("A folder that takes no files, even of root")
    func systemFolder() {
      for line in [
        refusal { try file.write(to: "/proc/model") },
        refusal { try file.checkDestination("/proc/model") },
      ] {
        #expect(line?.hasPrefix("/proc/model cannot be written (") == true)
      }
    }
  #endif

  @Test("When the disk is full, what was there stays and nothing is left beside it", .withExitTests)
  func fullDisk() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let path = folder.path + "/model"
      try Data("before".utf8).write(to: URL(fileURLWithPath: path))
      // As a full disk does, a limit lets a file grow to a size and no further.
      signal(SIGXFSZ, SIG_IGN)
      ProcessResource.fileSize.limit = 50_000
      let large = SafeTensors([
        StateTensor(
          name: "a", shape: [100_000], elements: .float32([Float](repeating: 1, count: 100_000)))
      ])
      for line in [
        refusal { try large.write(to: path) }, refusal { try large.checkDestination(path) },
      ] {
        #expect(line == "\(path) cannot be written (File too large): choose another place")
      }
      #expect(try folder.files == ["model"])
      #expect(FileManager.default.contents(atPath: path) == Data("before".utf8))
    }
  }

  @Test("What is no file cannot be read")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    let path = folder.path
    expectUnreadable(path + "/no", "no file \(path)/no: check the path")
    expectUnreadable(
      path, "\(path) cannot be read (Is a directory): check the path and its permissions")
    // Nobody writes into it: whoever opened it would wait.
    #expect(mkfifo(path + "/pipe", 0o600) == 0)
    expectUnreadable(
      path + "/pipe",
      "\(path)/pipe cannot be read (Not a regular file): check the path and its permissions")
    expectUnreadable(
      "/dev/zero",
      "/dev/zero cannot be read (Not a regular file): check the path and its permissions")
    expectUnreadable("a\nb", "no file a\\nb: check the path")
  }

  @Test("Of a file larger than any memory, no more is taken than its header")
  func sparseFile() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/huge"
    let count = 1 << 40
    try Data(
      safeTensorsBytes(
        #"{"0.weight":{"dtype":"F32","shape":[\#(count / 4)],"data_offsets":[0,\#(count)]}}"#,
        dataCount: 0)
    ).write(to: URL(fileURLWithPath: path))
    let header = try #require(FileManager.default.contents(atPath: path)).count
    // It takes no room: what was never written is not on the disk.
    try #require(truncate(path, off_t(header + count)) == 0)
    let model = Sequential(Linear(2, 1, bias: false))
    #expect(
      refusal { try model.loadState(from: path) }
        == "\(path) has '0.weight' of shape [\(count / 4)], and the model wants [1, 2]: "
        + "load it into the model that it was saved from")
  }
}
