import Foundation
import StateFiles

/// Why a cell could not be run as the page wants it, or there is none to run. What a cell itself
/// throws is passed on as it is.
package enum NotebookError: Error, Equatable, CustomStringConvertible {
  /// The chapter has no cell of that name; it has `cells`.
  case noSuchCell(String, chapter: Int, cells: [String])
  /// A cell that is meant to stop the program came to another end: it returned, threw, or was ended
  /// by something else, such as a full memory.
  case didNotTrap(cell: String, chapter: Int, reason: String)
  /// The program that was to run the cell could not be started.
  case couldNotStart(executable: String, Int32)
  /// The program that was to run the cell could not run it, and says why.
  case refused(String)
  /// No folder with a package in it, neither at `start` or above nor where this program was built.
  case noPackage(start: String)
  /// The system refused something, with this `errno`.
  case system(String, Int32)

  package var description: String {
    switch self {
    case .noSuchCell(let name, let chapter, let cells):
      let known =
        cells.isEmpty ? "it has none" : "it has \(cells.map { "'\($0)'" }.joined(separator: ", "))"
      return "chapter \(chapter) has no cell '\(name)'; \(known)"
    case .didNotTrap(let cell, let chapter, let reason):
      return "cell '\(cell)' of chapter \(chapter) is meant to stop with an error message, "
        + "but: \(reason)"
    case .couldNotStart(let executable, let code):
      return "'\(executable)' could not be started: \(Self.reason(code))"
    case .refused(let reason): return reason
    case .noPackage(let start):
      return "no workbook at \(start) or above it: change to the folder that holds Package.swift,"
        + " Guide and Sources/Chapters, and run the command there"
    case .system(let action, let code):
      return "\(Self.refusal)\(action): \(Self.reason(code))"
    }
  }

  /// How the system's refusals begin, also those of a process that runs jobs.
  static let refusal = "the system did not let me "

  /// What the system says, and what to do where something has run out.
  private static func reason(_ code: Int32) -> String {
    let limit: String? =
      switch code {
      case EAGAIN: "end other programs, or raise the limits that 'ulimit -u' and 'ulimit -v' show"
      case EMFILE, ENFILE: "raise the limit that 'ulimit -n' shows"
      case ENOMEM: "end other programs, or raise the limit that 'ulimit -v' shows"
      default: nil
      }
    return SystemError(code: code).reason + (limit.map { "; \($0)" } ?? "")
  }
}
