import ExerciseSupport
import Exercises
import Testing
import WorkbookCommand

@Suite struct Chapter5ExerciseTests {
  @Test(arguments: Exercise.all(ofChapter: 5))
  func aReadersAnswerIsRight(exercise: Exercise) throws {
    try checkReadersAnswer(to: exercise)
  }

  /// Else the tests of this chapter have been left out.
  @Test func theCodeBeforeThisChapterRuns() throws {
    try expectCodeRuns(upToChapter: 4)
  }

  @Test func howManyAreWaiting() throws {
    try cancelForExercisesNotStarted(of: Exercise.all(ofChapter: 5))
  }
}
