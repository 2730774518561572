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
  /// The workbook itself is at fault.
  case software = 70
  case cannotCreate = 73
  case inputOutput = 74
  /// It is not to be done here.
  case notPermitted = 77
}

/// The end of a command that did not work out.
struct Failure: Error, Equatable {
  /// One line that says what to do; nil if all has been said.
  let message: String?
  let status: ExitStatus

  init(_ message: String?, status: ExitStatus) {
    self.message = message
    self.status = status
  }
}
