import Plots

/// What a cell gave: the text that it printed and the figure that it drew.
package struct CellOutput: Sendable {
  package let text: String
  package let figure: Figure?
}

/// One way through a chapter's page: runs its cells by name, each at most once.
///
/// A page may show a cell's text in one place and its figure in another; the second place gets what
/// the first one gave.
package final class ChapterRun {
  package let chapter: Chapter
  private let program: JobProgram
  private var outputs: [String: CellOutput] = [:]

  /// - Parameter program: runs the cells that stop the program.
  package init(_ chapter: Chapter, program: JobProgram) {
    self.chapter = chapter
    self.program = program
  }

  /// Runs the cell, unless it has run already, and returns what it gave. A cell that threw is run
  /// again when it is asked for again. The one that comes before it is run first, and kept.
  ///
  /// - Parameter onLine: gets each line of the text without its newline: as the cell prints it, on
  ///   another thread, or at once if the cell has run already. See
  ///   `captureStandardOutput(onLine:while:)` about printing in it.
  /// - Throws: what the cell throws, or a `NotebookError`.
  package func output(
    of name: String, onLine: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> CellOutput {
    if let output = outputs[name] {
      for line in textLines(output.text) { onLine(line) }
      return output
    }
    guard let cell = chapter.cell(named: name) else {
      throw NotebookError.noSuchCell(
        name, chapter: chapter.number, cells: chapter.cells.map(\.name))
    }
    if let earlier = cell.earlier { _ = try self.output(of: earlier) }
    let output: CellOutput
    switch cell.ending {
    case .returns:
      let (figure, text) = try captureStandardOutput(onLine: onLine, while: cell.run)
      output = CellOutput(text: text, figure: figure)
    case .traps:
      var text = ""
      let failure = try chapter.runTrap(name, in: program) { line in
        text += line + "\n"
        onLine(line)
      }
      if let failure { throw failure }
      output = CellOutput(text: text, figure: nil)
    }
    outputs[name] = output
    return output
  }
}
