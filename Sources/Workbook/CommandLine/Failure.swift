import Datasets
import Exercises
import Guide
import Notebook
import StateFiles

/// How the process ends, as `sysexits.h` numbers it.
enum ExitStatus: Int32 {
  case success = 0
  /// A check did not pass.
  case checkFailed = 1
  /// The command line cannot be understood.
  case usage = 64
  /// A file is not what it should be.
  case data = 65
  /// A file or folder is missing.
  case noInput = 66
  /// What is needed from elsewhere is not to be had.
  case unavailable = 69
  /// The workbook itself is at fault.
  case software = 70
  /// The system gives no process, thread or file more.
  case system = 71
  case cannotCreate = 73
  case inputOutput = 74
  /// It is not to be done here.
  case notPermitted = 77
}

/// The end of a command that did not work out.
struct Failure: Error, Equatable {
  /// One line that says what to do; nil if all has been said.
  let message: TerminalText?
  let status: ExitStatus

  init(_ message: TerminalText?, status: ExitStatus) {
    self.message = message
    self.status = status
  }

  /// What an error from anywhere means for the process: every error of the workbook's says in one line
  /// what to do next, and those of the guide in some more.
  init(_ error: any Error) {
    let message = error is GuideFaults ? TerminalText(lines: "\(error)") : "\(error)"
    self = error as? Failure ?? Failure(message, status: Self.status(of: error))
  }

  private static func status(of error: any Error) -> ExitStatus {
    switch error {
    case NotebookError.noSuchCell, ExerciseFileError.noStub: .usage
    case FileError.missing, FileError.unreadable, ExerciseFileError.missing,
      ExerciseFileError.unreadable, DatasetError.noFolder,
      DatasetError.noBundledDigits, DatasetError.noFiles,
      DatasetError.missingFiles, DatasetError.unreadable, DownloadError.unreadable,
      NotebookError.noPackage:
      .noInput
    case FileError.noFolder, FileError.unwritable, ExerciseFileError.cannotWrite: .cannotCreate
    case NotebookError.couldNotStart, NotebookError.refused, NotebookError.system: .system
    case DownloadError.otherDigits: .cannotCreate
    case DownloadError.notFetched(_, _, let attempts):
      // Where a server had the wrong file, that is what is wrong.
      attempts.contains { $0.isOfWrongBytes } ? .data : .unavailable
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
