import Checks
import Exercises
import Foundation
import Notebook
import Testing

@testable import WorkbookCommand

/// An exercise whose file is no text, or not there, says so for itself, and keeps nobody from the
/// others.
@Suite struct UnreadableExerciseTests {
  private let folder: ReadersFolder
  private let first = ReadersFolder.first

  init() throws {
    folder = try ReadersFolder()
  }

  private func write(_ bytes: Data) throws {
    try bytes.write(to: folder.root.url(of: first.path))
  }

  @Test(
    .enabled(if: ReadersFolder.firstIsUntouched),
    arguments: [Data([0x2F, 0x2F, 0xE9, 0x0A]), Data(repeating: 0x20, count: 50_000_000)])
  func whatIsNoTextIsBegunWithAndKept(_ bytes: Data) throws {
    try write(bytes)
    #expect(try !folder.files.isUntouched(first))
    let run = try folder.run("check 1")
    #expect(run.output.contains("✗ \(first)\n"))
    #expect(run.output.contains("done, 1 to mend"))
    #expect(run.error == "")
    #expect(run.status == 1)
    #expect(try folder.run("reset 1.1").status == 0)
    #expect(try folder.files.isUntouched(first))
    let kept = folder.root.files(under: ".workbook/replaced", ending: ".swift")
    try #require(kept.count == 1)
    #expect(FileManager.default.contents(atPath: folder.root.url(of: kept[0]).path) == bytes)
  }

  @Test func aMissingFileFailsAlone() throws {
    try FileManager.default.removeItem(at: folder.root.url(of: first.path))
    let run = try folder.run("check 1")
    #expect(run.output.contains("✗ \(first)\n"))
    let words = run.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("\(first.path) is not there: put it back"))
    #expect(run.output.contains("\nChapter 1: 0 of 4 done, 1 to mend, 3 not started."))
    #expect(run.status == 1)
  }

  @Test func aFileThatTheSystemDoesNotHandOutSaysWhy() throws {
    let place = folder.root.url(of: first.path)
    try FileManager.default.removeItem(at: place)
    try FileManager.default.createSymbolicLink(
      atPath: place.path, withDestinationPath: place.lastPathComponent)
    #expect(
      throws: ExerciseFileError.unreadable(
        first.path, .refused("Too many levels of symbolic links"))
    ) { try folder.files.isUntouched(first) }
  }

  /// Such a file is looked at twice a second.
  @Test func aSnapshotKnowsALargeFileByItsDate() throws {
    try write(Data(repeating: 0x20, count: 50_000_000))
    let seen = SourceSnapshot(of: folder.root)
    #expect(SourceSnapshot(of: folder.root) == seen)
    try write(Data(repeating: 0x20, count: 50_000_001))
    #expect(SourceSnapshot(of: folder.root) != seen)
  }
}
