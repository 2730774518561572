import Exercises

/// What a reader might do next, by what became of some exercises: a word for it, and a command.
struct WhatIsNext {
  let ways: [(purpose: String, command: String)]

  /// After `workbook check`.
  init(after results: [ExerciseResult]) {
    if let failed = results.first(where: { $0.state == .failed }) {
      let number = failed.exercise.number
      ways = [
        ("Stuck?", "swift run workbook hint \(number)"),
        ("Again", "swift run workbook check \(number)"),
      ]
    } else if let waiting = results.first(where: { $0.state == .notStarted }) {
      ways = [("Next", "swift run workbook watch \(waiting.exercise.number)")]
    } else if let last = results.last?.exercise.number {
      let all = Exercise.all.filter { !$0.isChapterCode }
      if let next = all.first(where: { $0.number > last && $0.number.chapter == last.chapter }) {
        ways = [("Next", "swift run workbook watch \(next.number)")]
      } else if all.contains(where: { $0.number.chapter == last.chapter + 1 }) {
        ways = [("Next", "swift run workbook chapter \(last.chapter + 1)")]
      } else {
        ways = [("Contents", "swift run workbook")]
      }
    } else {
      ways = []
    }
  }

  /// In the contents: the first exercise that fails, else the first that is not started, else the
  /// first chapter.
  init(contents results: [ExerciseResult]) {
    let all = ("All commands", "swift run workbook --help")
    let exercises = results.filter { !$0.exercise.isChapterCode }
    if let failed = results.first(where: { $0.state == .failed }) {
      ways = [("Mend", "swift run workbook check \(failed.exercise.number)"), all]
    } else if exercises.allSatisfy({ $0.state == .notStarted }) {
      ways = [("Begin", "swift run workbook chapter 1"), all]
    } else if let waiting = exercises.first(where: { $0.state == .notStarted }) {
      let number = waiting.exercise.number
      // What a chapter's first exercise is about stands on the chapter's page.
      let isNewChapter = exercises.filter { $0.exercise.number.chapter == number.chapter }
        .allSatisfy { $0.state == .notStarted }
      ways =
        (isNewChapter ? [("Next", "swift run workbook chapter \(number.chapter)")] : [])
        + [(isNewChapter ? "Then" : "Next", "swift run workbook watch \(number)"), all]
    } else {
      ways = [("Your own runs", "swift run workbook train --epochs 20"), all]
    }
  }
}
