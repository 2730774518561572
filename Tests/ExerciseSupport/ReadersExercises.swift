import Exercises
import Notebook
import Testing

/// Checks a reader's answer as `workbook check` does, and records its words where it is wrong. One
/// that has not been begun with is left out.
package func checkReadersAnswer(to exercise: Exercise) throws {
  let files = ExerciseFiles(root: try PackageRoot.find())
  guard try !files.isUntouched(exercise) else { return }
  let result = try CheckProcess.workbook(executable: pathOfBuiltWorkbook()).result(of: exercise)
  if result.state == .failed { Issue.record("\(ResultText().text(of: result))") }
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
