import Datasets
import Exercises
import Guide
import Notebook
import StateFiles

extension Failure {
  /// What an error from anywhere means for the process. Its description is taken as it is: every
  /// error of the workbook's says in one line what to do next.
  init(_ error: any Error) {
    self = error as? Failure ?? Failure("\(error)", status: Self.status(of: error))
  }

  private static func status(of error: any Error) -> ExitStatus {
    switch error {
    case NotebookError.noSuchCell, ExerciseFileError.noStub: .usage
    case FileError.missing, FileError.unreadable, ExerciseFileError.missing,
      ExerciseFileError.unreadable, DatasetError.noFolder, DatasetError.noFiles,
      DatasetError.missingFile, DatasetError.unreadable, NotebookError.noPackage:
      .noInput
    case FileError.noFolder, FileError.unwritable, ExerciseFileError.cannotWrite: .cannotCreate
    case NotebookError.couldNotStart, NotebookError.system: .inputOutput
    case let error as SafeTensorsError:
      if case .file(let error) = error.problem { status(of: error) } else { .data }
    case let error as GuideFaults:
      switch error.first.problem {
      case .pageMissing, .fileMissing, .unreadable: .noInput
      case .cannotWrite: .cannotCreate
      default: .data
      }
    case is DatasetError, is ExerciseFileError: .data
    default: .software
    }
  }
}
