import Datasets
import Exercises
import Guide
import Notebook
import StateFiles

extension Failure {
  /// What an error from anywhere means for the process. Its description is taken as it is: every
  /// error of the workbook's says in one line what to do next.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure:
      self = failure
    case let error as NotebookError:
      self.init(error.description, status: Self.status(of: error))
    case let error as DatasetError:
      self.init(error.description, status: Self.status(of: error))
    case let error as FileError:
      self.init(error.description, status: Self.status(of: error))
    case let error as SafeTensorsError:
      self.init(error.description, status: Self.status(of: error))
    case let error as GuideFaults:
      self.init(error.description, status: Self.status(of: error))
    case let error as ExerciseFileError:
      self.init(error.description, status: Self.status(of: error))
    case let error as PackageRoot.NotFound:
      self.init(error.description, status: .noInput)
    default:
      self.init("\(error)", status: .software)
    }
  }

  private static func status(of error: GuideFaults) -> ExitStatus {
    switch error.first.problem {
    case .cannotWrite: .cannotCreate
    case .pageMissing, .fileMissing, .unreadable: .noInput
    default: .data
    }
  }

  private static func status(of error: ExerciseFileError) -> ExitStatus {
    switch error {
    case .missing, .unreadable: .noInput
    case .cannotWrite: .cannotCreate
    case .malformed: .data
    case .noStub: .usage
    }
  }

  private static func status(of error: NotebookError) -> ExitStatus {
    switch error {
    case .noSuchCell: .usage
    case .couldNotStart, .system: .inputOutput
    case .didNotTrap: .software
    }
  }

  private static func status(of error: DatasetError) -> ExitStatus {
    switch error {
    case .noFolder, .noFiles, .missingFile, .unreadable: .noInput
    default: .data
    }
  }

  private static func status(of error: SafeTensorsError) -> ExitStatus {
    switch error.problem {
    case .file(let error): status(of: error)
    default: .data
    }
  }

  private static func status(of error: FileError) -> ExitStatus {
    switch error {
    case .missing, .unreadable: .noInput
    case .noFolder, .unwritable: .cannotCreate
    }
  }
}
