import ExerciseSupport
import Exercises
import Testing
import WorkbookCommand

@Suite struct Chapter4ExerciseTests {
  @Test(arguments: Exercise.all(ofChapter: 4))
  func aReadersAnswerIsRight(exercise: Exercise) throws {
    try checkReadersAnswer(to: exercise)
  }

  /// Else the tests of this chapter have been left out.
  @Test func theCodeBeforeThisChapterRuns() throws {
    try expectCodeRuns(upToChapter: 3)
  }

  @Test func howManyAreWaiting() throws {
    try cancelForExercisesNotStarted(of: Exercise.all(ofChapter: 4))
  }
}
