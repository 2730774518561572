import Foundation

/// Why a cell could not be run as the page wants it, or there is none to run. What a cell itself
/// throws is passed on as it is.
package enum NotebookError: Error, Equatable, CustomStringConvertible {
  /// The chapter has no cell of that name; it has `cells`.
  case noSuchCell(String, chapter: Int, cells: [String])
  /// A cell that is meant to stop the program came to another end: it returned, threw, or was ended
  /// by something else, such as a full memory.
  case didNotTrap(cell: String, chapter: Int, reason: String)
  /// The program that was to run the cell could not be started.
  case couldNotStart(executable: String, reason: String)
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
    case .couldNotStart(let executable, let reason):
      return "'\(executable)' could not be started: \(reason)"
    case .noPackage(let start):
      return "no workbook at \(start) or above it: change to the folder that holds Package.swift,"
        + " Guide and Sources/Chapters, and run the command there"
    case .system(let action, let code):
      return "the system did not let me \(action): \(unsafe String(cString: strerror(code)))"
    }
  }
}
