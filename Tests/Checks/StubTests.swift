import Checks
import ExerciseSupport
import Exercises
import Notebook
import Testing
import WorkbookCommand

/// The reader's files as the package has them, in the process that `workbook check` uses.
@Suite struct StubTests {
  @Test(arguments: Exercise.all.filter { !$0.isChapterCode })
  func anUntouchedStubDoesNotPass(exercise: Exercise) throws {
    // A file that a reader has edited is no longer a stub, and may well pass.
    guard try ExerciseFiles(root: .find()).isUntouched(exercise) else { return }
    let process = CheckProcess.workbook(executable: try pathOfBuiltWorkbook())
    #expect(try process.result(of: exercise).state == .failed)
  }

  @Test(arguments: Exercise.all.filter { !$0.isChapterCode })
  func stubAndSolutionAreThere(exercise: Exercise) throws {
    let files = ExerciseFiles(root: try PackageRoot.find())
    #expect(try files.stub(of: exercise) != files.solution(of: exercise))
    #expect(try files.stub(of: exercise).contains("/// Exercise \(exercise.number): "))
  }

  @Test func howManyAreWaiting() throws {
    try cancelForExercisesNotStarted(of: Exercise.all)
  }
}
