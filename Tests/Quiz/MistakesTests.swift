import Foundation
import Notebook
import StateFiles
import Testing

@testable import Quiz

/// The small file of what went wrong, and what is asked next.
@Suite final class MistakesTests {
  private let root = PackageRoot(
    FileManager.default.temporaryDirectory.appending(path: "quiz-\(UUID())"))

  init() throws {
    try FileManager.default.createDirectory(
      at: root.url(of: ".workbook"), withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: root.directory) }

  private func write(_ bytes: [UInt8]) throws {
    try Data(bytes).write(to: root.url(of: Mistakes.path))
  }

  @Test func whatIsSavedIsLoaded() throws {
    var mistakes = Mistakes()
    for (index, isRight) in [(3, false), (25, false), (3, true), (40, true), (59, false)] {
      mistakes.note(Question.all[index], isRight: isRight)
    }
    #expect(mistakes.keys == [Question.all[25].key, Question.all[59].key])
    try mistakes.save(to: root)
    #expect(
      try String(contentsOf: root.url(of: Mistakes.path), encoding: .utf8)
        == "workbook quiz 1\n3 half\n6 saved\n".replacing("3 half", with: Question.all[25].key))
    let loaded = Mistakes.load(from: root)
    #expect(loaded.mistakes == mistakes)
    #expect(loaded.note == nil)
  }

  @Test func withoutAFileNothingIsKnown() {
    let loaded = Mistakes.load(from: root)
    #expect(loaded.mistakes == Mistakes() && loaded.note == nil)
  }

  @Test(arguments: [
    "", "workbook quiz 1", "workbook quiz 2\n3 half\n", "workbook quiz 1\nhalf\n",
    "workbook quiz 1\n3 half", "workbook quiz 1\n3 half\n3 half\n", "workbook quiz 1\nx half\n",
    "workbook quiz 1\n3 \u{1B}[31m\n", "workbook quiz 1\n\n", "3 half\n",
  ])
  func aDamagedFileSaysNothing(_ text: String) throws {
    try write(Array(text.utf8))
    let loaded = Mistakes.load(from: root)
    #expect(loaded.mistakes == Mistakes())
    #expect(
      loaded.note
        == ".workbook/quiz is damaged, or another version's, so earlier mistakes are not known"
    )
  }

  @Test func whatIsNoTextSaysNothing() throws {
    try write([0xFF, 0xFE])
    #expect(Mistakes.load(from: root).note?.contains("cannot be read (it is not UTF-8)") == true)
    try write([UInt8](repeating: 0x61, count: 1 << 17))
    #expect(Mistakes.load(from: root).note?.contains("more than 64 KiB") == true)
    try FileManager.default.removeItem(at: root.url(of: Mistakes.path))
    try FileManager.default.createDirectory(
      at: root.url(of: Mistakes.path), withIntermediateDirectories: true)
    #expect(Mistakes.load(from: root).note?.contains("cannot be read (Is a directory)") == true)
    #expect(throws: FileError.self) { try Mistakes().save(to: root) }
  }

  @Test func anEditorsLineEndsDoNoHarm() throws {
    try write(Array("workbook quiz 1\r\n3 half\r\n".utf8))
    #expect(Mistakes.load(from: root).mistakes.keys == ["3 half"])
  }

  @Test func mistakesAreAskedFirst() {
    let wrong = [50, 7, 31].map { Question.all[$0].key }
    // A question that is there no more is not asked.
    let mistakes = Mistakes(keys: [wrong[0], "9 gone", wrong[1], wrong[2]])
    let asked = Question.selection(after: mistakes, seed: 3).map(\.key)
    #expect(asked.count == 10 && Set(asked).count == 10)
    #expect(Array(asked.prefix(3)) == wrong)
    #expect(asked == Question.selection(after: mistakes, seed: 3).map(\.key))
    #expect(asked != Question.selection(after: mistakes, seed: 4).map(\.key))
    // Of more than ten, those that have waited longest.
    let many = Mistakes(keys: Question.all.prefix(14).map(\.key).reversed())
    #expect(Question.selection(after: many, seed: 0).map(\.key) == Array(many.keys.prefix(10)))
  }

  @Test func chanceDrawsFromAllChapters() {
    let drawn = (0..<20).flatMap { seed in
      Question.selection(after: Mistakes(), seed: seed).map(\.chapter)
    }
    #expect(Set(drawn) == [1, 2, 3, 4, 5, 6])
  }
}
