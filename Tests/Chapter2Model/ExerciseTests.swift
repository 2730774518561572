import ExerciseSupport
import Exercises
import Testing
import WorkbookCommand

@Suite struct Chapter2ExerciseTests {
  @Test(arguments: Exercise.all(ofChapter: 2))
  func aReadersAnswerIsRight(exercise: Exercise) throws {
    try checkReadersAnswer(to: exercise)
  }

  /// Else the tests of this chapter have been left out.
  @Test func theCodeBeforeThisChapterRuns() throws {
    try expectCodeRuns(upToChapter: 1)
  }

  @Test func howManyAreWaiting() throws {
    try cancelForExercisesNotStarted(of: Exercise.all(ofChapter: 2))
  }
}
