import ExerciseSupport
import Exercises
import Testing
import WorkbookCommand

@Suite struct Chapter3ExerciseTests {
  @Test(arguments: Exercise.all(ofChapter: 3))
  func aReadersAnswerIsRight(exercise: Exercise) throws {
    try checkReadersAnswer(to: exercise)
  }

  /// Else the tests of this chapter have been left out.
  @Test func theCodeBeforeThisChapterRuns() throws {
    try expectCodeRuns(upToChapter: 2)
  }

  @Test func howManyAreWaiting() throws {
    try cancelForExercisesNotStarted(of: Exercise.all(ofChapter: 3))
  }
}
