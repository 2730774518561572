import Foundation

/// Why a cell could not be run as the page wants it. What a cell itself throws is passed on as it
/// is.
public enum NotebookError: Error, Equatable, CustomStringConvertible {
  /// The chapter has no cell of that name; it has `cells`.
  case noSuchCell(String, chapter: Int, cells: [String])
  /// A cell that is meant to stop the program came to its end, with this exit status.
  case didNotTrap(cell: String, chapter: Int, status: Int32)
  /// A cell that is meant to stop the program was ended by something else, such as a full memory.
  case endedBySignal(Int32, cell: String, chapter: Int)
  /// The program that was to run the cell could not be started.
  case couldNotStart(executable: String, reason: String)
  /// The system refused something, with this `errno`.
  case system(String, Int32)

  public var description: String {
    switch self {
    case .noSuchCell(let name, let chapter, let cells):
      let known =
        cells.isEmpty ? "it has none" : "it has \(cells.map { "'\($0)'" }.joined(separator: ", "))"
      return "chapter \(chapter) has no cell '\(name)'; \(known)"
    case .didNotTrap(let cell, let chapter, let status):
      return "cell '\(cell)' of chapter \(chapter) is meant to stop with an error message, "
        + "but came to its end (exit status \(status)); "
        + "if that is right now, let the chapter's list say that it returns"
    case .endedBySignal(let signal, let cell, let chapter):
      return "cell '\(cell)' of chapter \(chapter) is meant to stop with an error message, "
        + "but signal \(signal) ended it"
    case .couldNotStart(let executable, let reason):
      return "'\(executable)' could not be started: \(reason)"
    case .system(let action, let code):
      return "the system did not let me \(action): \(String(cString: strerror(code)))"
    }
  }
}
