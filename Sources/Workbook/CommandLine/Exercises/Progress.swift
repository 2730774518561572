import Exercises

/// A word for what a reader might do next, and the command that does it.
typealias Way = (purpose: String, command: String)

// How far a reader is, and what comes next, by what became of some exercises.
//
// A chapter's own code is none of its exercises, and is named only where it fails.

extension [ExerciseResult] {
  private var ofExercises: [ExerciseResult] { filter { !$0.exercise.isChapterCode } }

  private func first(_ state: ExerciseResult.State) -> ExerciseNumber? {
    first { $0.state == state }?.exercise.number
  }

  /// How many exercises are done, in one line: `Chapter 3: 2 of 5 done, 1 to mend, 2 not started.`
  ///
  /// - Parameter chapter: the only one that the results are of; nil for all.
  func summary(ofChapter chapter: Int?) -> String {
    func count(_ state: ExerciseResult.State) -> Int { ofExercises.count { $0.state == state } }
    var text = chapter.map { "Chapter \($0)" } ?? "All chapters"
    text += ": \(count(.passed)) of \(ofExercises.count) done"
    if count(.failed) > 0 { text += ", \(count(.failed)) to mend" }
    if count(.notStarted) > 0 { text += ", \(count(.notStarted)) not started" }
    let codes = filter { $0.exercise.isChapterCode && $0.state == .failed }
      .map { "\($0.exercise.number.chapter)" }
    if codes.isEmpty { return text + "." }
    let chapters = "chapter\(codes.count == 1 ? "" : "s") \(codes.list())"
    return text + ". The code of \(chapters) has to be mended, too."
  }

  /// After `workbook check`.
  var waysAfterChecks: [Way] {
    if let failed = first(.failed) {
      return [
        ("Stuck?", "swift run workbook hint \(failed)"),
        ("Again", "swift run workbook check \(failed)"),
      ]
    }
    if let waiting = first(.notStarted) { return [("Next", "swift run workbook watch \(waiting)")] }
    guard let last = last?.exercise.number else { return [] }
    let all = Exercise.all.filter { !$0.isChapterCode }.map(\.number)
    if let next = all.first(where: { $0 > last && $0.chapter == last.chapter }) {
      return [("Next", "swift run workbook watch \(next)")]
    }
    return all.contains { $0.chapter == last.chapter + 1 }
      ? [("Next", "swift run workbook chapter \(last.chapter + 1)")]
      : [("Contents", "swift run workbook")]
  }

  /// In the contents: the first exercise that fails, else the first that is not started, else the
  /// first chapter.
  var waysFromContents: [Way] {
    let all = ("All commands", "swift run workbook --help")
    if let failed = first(.failed) { return [("Mend", "swift run workbook check \(failed)"), all] }
    if ofExercises.allSatisfy({ $0.state == .notStarted }) {
      return [("Begin", "swift run workbook chapter 1"), all]
    }
    guard let waiting = ofExercises.first(.notStarted) else {
      return [
        ("Your own runs", "swift run workbook train --epochs 20"),
        ("Questions", "swift run workbook quiz"), ("Silent faults", "swift run workbook museum"),
        all,
      ]
    }
    let watch = "swift run workbook watch \(waiting)"
    // What a chapter's first exercise is about stands on the chapter's page.
    let isNewChapter = ofExercises.filter { $0.exercise.number.chapter == waiting.chapter }
      .allSatisfy { $0.state == .notStarted }
    return isNewChapter
      ? [("Next", "swift run workbook chapter \(waiting.chapter)"), ("Then", watch), all]
      : [("Next", watch), all]
  }
}
