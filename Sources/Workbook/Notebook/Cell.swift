import Plots

/// One step of a chapter: a function of the chapter's module that prints, draws, or both.
package struct Cell {
  /// What running the cell is meant to end in.
  package enum Ending: Sendable {
    /// It returns.
    case returns
    /// It stops the program with an error message, which is what the reader is to see. Such a
    /// cell runs in a process of its own.
    case traps
  }

  /// The cell's name, unique in its chapter: `shape-walk`.
  package let name: String
  package let ending: Ending
  /// The cell that runs before this one, wherever this one is asked for: what it computes is looked at
  /// here, and what it prints is its own.
  package let earlier: String?
  /// The file and line in which the cell is listed.
  package let source: (file: String, line: Int)
  /// Runs the step; prints to standard output with plain `print`.
  package let run: () throws -> Figure?

  package init(
    _ name: String, after earlier: String? = nil, ending: Ending = .returns,
    file: String = #filePath, line: Int = #line, run: @escaping () throws -> Figure?
  ) {
    self.name = name
    self.earlier = earlier
    self.ending = ending
    source = (file, line)
    self.run = run
  }
}
