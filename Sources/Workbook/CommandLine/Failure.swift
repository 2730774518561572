/// How the process ends, as `sysexits.h` numbers it.
struct ExitStatus: RawRepresentable, Equatable, Sendable {
  let rawValue: Int32

  static let success = ExitStatus(rawValue: 0)
  /// A check did not pass.
  static let checkFailed = ExitStatus(rawValue: 1)
  /// The command line cannot be understood.
  static let usage = ExitStatus(rawValue: 64)
  /// A file is not what it should be.
  static let data = ExitStatus(rawValue: 65)
  /// A file or folder is missing.
  static let noInput = ExitStatus(rawValue: 66)
  /// The workbook itself is at fault.
  static let software = ExitStatus(rawValue: 70)
  static let cannotCreate = ExitStatus(rawValue: 73)
  static let inputOutput = ExitStatus(rawValue: 74)
  /// It is not to be done here.
  static let notPermitted = ExitStatus(rawValue: 77)
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
