import Exercises
import Guide
import Notebook
import Synchronization
import Testing
import WorkbookCommand

/// What a reader has made of the chapters' own code, for the tests of the chapters.
///
/// A reader may change all of it, so these tests ask what has to hold for whatever is there. What
/// may stop the program runs in another process, as `workbook check` and `workbook chapter` run it.
package enum ReadersCode {
  private static let results = Mutex<[Int: ExerciseResult]>([:])

  /// What the checks of a chapter's own code find. They run once for all tests.
  package static func result(ofChapter chapter: Int) throws -> ExerciseResult? {
    guard let exercise = Exercise.all(ofChapter: chapter).first(where: \.isChapterCode) else {
      return nil
    }
    return try results.withLock { results in
      if let result = results[chapter] { return result }
      let result = try CheckProcess.workbook(executable: pathOfBuiltWorkbook())
        .result(of: exercise)
      results[chapter] = result
      return result
    }
  }

  /// The first chapter up to this one whose code stops the program, or never returns.
  package static func stoppedChapter(upTo chapter: Int) throws -> ExerciseResult? {
    for chapter in 1...chapter {
      if let result = try result(ofChapter: chapter),
        result.checks.contains(where: { $0.failure?.endsTheProgram ?? false })
      {
        return result
      }
    }
    return nil
  }

  /// Runs cells of a chapter, and gives for each what it printed and drew.
  ///
  /// - Throws: `StoppedCell` for the first that does not come to its end.
  package static func run(
    _ names: String..., ofChapter number: Int
  ) throws -> [String: (text: String, drawing: String?)] {
    let chapter = try #require(Chapter.all().first { $0.number == number })
    let cells = CellProcess(
      chapter, cells: names,
      in: .workbook(chapter.word, executable: try pathOfBuiltWorkbook(), options: []))
    var outputs: [String: (text: String, drawing: String?)] = [:]
    for name in names {
      let result = try cells.result(of: name)
      if let failure = result.failure {
        throw StoppedCell(cell: name, chapter: number, reason: failure)
      }
      outputs[name] = (result.text, result.drawing)
    }
    return outputs
  }

  /// Says which code of a chapter is no longer what its page shows.
  package static func noteWhatDiffers(inChapter number: Int) throws {
    let root = try PackageRoot.find()
    let chapter = try #require(Chapter.all().first { $0.number == number })
    let page = try Page(of: chapter, in: root)
    var comparison = PageComparison(page, in: root)
    var regions: [String] = []
    for piece in page.pieces {
      let findings = try comparison.findings(
        in: piece, run: nil as ((String) throws(NotebookError) -> CellResult)?)
      for case .change(let change) in findings {
        if case .code(let region) = change.recorded { regions.append(region) }
      }
    }
    guard !regions.isEmpty else { return }
    Issue.record(
      """
      Code of chapter \(number) differs from the book's page; that is no mistake: \
      \(regions.joined(separator: ", ")). swift run workbook diff \(number) shows how.
      """, severity: .warning)
  }
}

/// A cell that did not come to its end.
package struct StoppedCell: Error, CustomStringConvertible {
  let cell: String
  let chapter: Int
  let reason: String

  package var description: String {
    """
    The cell \(cell) did not come to its end: \(reason)
    swift run workbook chapter \(chapter) --only \(cell) shows it.
    """
  }
}

/// Leaves a test out where it could only stop the program.
package struct WhereReadersCodeRuns: TestTrait, SuiteTrait, TestScoping {
  let chapter: Int

  package var isRecursive: Bool { true }

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    if let stopped = try ReadersCode.stoppedChapter(upTo: chapter) {
      try Test.cancel(
        "the code of chapter \(stopped.exercise.number.chapter) stops the program")
    }
    try await function()
  }
}

extension Trait where Self == WhereReadersCodeRuns {
  /// For tests that run the code of this chapter, and of those before it, in their own process.
  package static func whereCodeRuns(upToChapter chapter: Int) -> Self { Self(chapter: chapter) }
}
