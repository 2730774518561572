import Foundation

/// Why a file could not be read or written: one line that names the file, what is wrong and what to
/// do next.
package enum FileError: Error, Equatable, Sendable {
  /// There is no such file.
  case missing(path: String)
  /// The system does not hand out the file, with its reason.
  case unreadable(path: String, reason: String)
  /// There is no folder for the file to be written into.
  case noFolder(String, path: String)
  /// The system does not take the file, with its reason.
  case unwritable(path: String, reason: String)

  /// The file, as it was asked for.
  package var path: String {
    switch self {
    case .missing(let path), .unreadable(let path, _), .noFolder(_, let path),
      .unwritable(let path, _):
      path
    }
  }

  /// The reason in the system's words.
  package var reason: String {
    switch self {
    case .missing, .noFolder: SystemError(code: ENOENT).reason
    case .unreadable(_, let reason), .unwritable(_, let reason): reason
    }
  }
}

extension FileError: CustomStringConvertible {
  /// The error in one line.
  package var description: String {
    switch self {
    case .missing(let path):
      "no file \(path.printable): check the path"
    case .unreadable(let path, let reason):
      "\(path.printable) cannot be read (\(reason)): check the path and its permissions"
    case .noFolder(let folder, let path):
      "no folder \(folder.printable) for \(path.printable): make it first, or choose another"
    case .unwritable(let path, let reason):
      "\(path.printable) cannot be written (\(reason)): choose another place"
    }
  }
}

extension FileError: LocalizedError {
  /// The error in one line.
  package var errorDescription: String? { description }
}

extension String {
  /// The text with line breaks, and whatever else would move a terminal's cursor or turn its text
  /// around, as Swift writes them in a literal: `\n`, `\u{1B}`.
  package var printable: String {
    unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: scalar.escaped(asASCII: true)
      default: String(scalar)
      }
    }.joined()
  }
}
