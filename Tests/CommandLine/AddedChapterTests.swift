import ExerciseSupport
import Foundation
import Notebook
import Testing

/// A chapter 7 with one cell, one figure and one exercise, added to a copy of the package as
/// CONTRIBUTING.md says, is known to every command, and to the tests.
///
/// It builds the copy with its tests, which takes minutes: `WORKBOOK_COPY=1 swift test --filter
/// AddedChapterTests`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["WORKBOOK_COPY"] != nil))
struct AddedChapterTests {
  @Test func everythingKnowsIt() throws {
    let copy = try BuiltCopy(withTests: true)
    let before = try copy.contents()
    try AddedChapter.write(into: copy.root)
    let edited = try copy.contents().filter { before[$0.key] != nil && before[$0.key] != $0.value }
    #expect(edited.count <= 3, "\(edited.keys.sorted())")
    #expect(edited.keys.contains("Package.swift"))

    try copy.build()
    _ = try copy.shell("env -u CI .build/debug/workbook guide update")
    let figure = try String(
      contentsOf: copy.root.url(of: "Guide/figures/7-brightness.svg"), encoding: .utf8)
    #expect(figure.hasPrefix("<svg"))
    #expect(try copy.shell(".build/debug/workbook guide check").contains(" pages agree"))

    let contents = try copy.run().output
    #expect(contents.contains("Seven chapters, and"))
    #expect(contents.contains("  7  Brightness "))
    #expect(contents.contains("0 of 1 exercises\n"))
    let page = try copy.run("chapter", "7")
    #expect(page.status == 0)
    #expect(page.output.contains("the first digit is a "))
    #expect(page.output.contains("swift run workbook watch 7\n"))
    #expect(try copy.run("chapter", "6").output.contains("swift run workbook chapter 7\n"))
    let check = try copy.run("check", "7")
    #expect(check.output.contains("· 7.1 The brightest pixel   not started\n"))
    #expect(check.status == 0)
    #expect(try copy.run("diff", "7").output.contains("Chapter 7 is as the guide has it."))

    let tests = try copy.shell("swift test --filter 'Chapter7|AnswerTests|ExercisePagesTests' 2>&1")
    #expect(tests.contains("1 of 1 exercises are not started; the first is 7.1"))
    #expect(tests.contains("7.1 The brightest pixel to theSolutionPasses(exercise:)"))

    // A right answer passes, and what was only described is now done.
    let exercise = "Sources/Chapters/Chapter7Brightness/Exercises/BrightestPixel.swift"
    try copy.root.replace(exercise, with: try copy.run("solution", "7.1", "--yes").output)
    try copy.build()
    #expect(try copy.run("check", "7").output.hasPrefix("✓ 7.1 The brightest pixel\n"))
  }
}

extension BuiltCopy {
  /// The text of every file that somebody might edit.
  fileprivate func contents() throws -> [String: String] {
    var contents: [String: String] = [:]
    for folder in ["Guide", "Sources", "Tests"] {
      for ending in [".swift", ".md"] {
        for path in root.files(under: folder, ending: ending) {
          contents[path] = try String(contentsOf: root.url(of: path), encoding: .utf8)
        }
      }
    }
    for path in ["Package.swift", "README.md"] {
      contents[path] = try String(contentsOf: root.url(of: path), encoding: .utf8)
    }
    return contents
  }
}
