import Exercises
import Notebook
import Testing

/// Checks a reader's answer as `workbook check` does, and records its words where it is wrong. One
/// that has not been begun with is left out.
package func checkReadersAnswer(to exercise: Exercise) throws {
  let files = ExerciseFiles(root: try PackageRoot.find())
  guard try !files.isUntouched(exercise) else { return }
  let result =
    exercise.isChapterCode
    ? try ReadersCode.result(ofChapter: exercise.number.chapter)
    : try CheckProcess.workbook(executable: pathOfBuiltWorkbook()).result(of: exercise)
  guard let result else { return }
  if result.state == .failed { record(result) }
  for case let (check, remark?) in result.checks.map({ ($0, $0.remark) }) {
    let words = ([check.name] + remark.lines).joined(separator: "\n")
    Issue.record("\(words)", severity: .warning)
  }
}

/// Records in its words what stops the program in the code of a chapter up to this one.
package func expectCodeRuns(upToChapter chapter: Int) throws {
  if let stopped = try ReadersCode.stoppedChapter(upTo: chapter) { record(stopped) }
}

/// As many lines as are read: after the first failure the others are a word each, or not told.
private func record(_ result: ExerciseResult) {
  let lines = ResultText().text(of: result).split(
    separator: "\n", omittingEmptySubsequences: false)
  let rest =
    lines.count > 30 ? ["...", "swift run workbook check \(result.exercise.number) shows all"] : []
  Issue.record("\((lines.prefix(30).map(String.init) + rest).joined(separator: "\n"))")
}

/// Ends the test as cancelled, with the number of the exercises that have not been begun with; the
/// end of the tests shows that as skipped, which is what they are.
package func cancelForExercisesNotStarted(of exercises: [Exercise]) throws {
  let files = ExerciseFiles(root: try PackageRoot.find())
  let exercises = exercises.filter { !$0.isChapterCode }
  let waiting = try exercises.filter { try files.isUntouched($0) }
  guard !waiting.isEmpty else { return }
  try Test.cancel(
    """
    \(waiting.count) of \(exercises.count) exercises are not started; the first is \(waiting[0]) \
    in \(waiting[0].path)
    """)
}
