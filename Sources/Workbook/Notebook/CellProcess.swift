import Plots

/// What became of a cell.
package struct CellResult: Equatable, Codable, Sendable {
  /// What it printed.
  package var text = ""
  /// The figure that it returned, as SVG.
  package var drawing: String?
  /// Why it did not come to its end; nil if it did.
  package var failure: String?

  package init(text: String = "", drawing: String? = nil, failure: String? = nil) {
    self.text = text
    self.drawing = drawing
    self.failure = failure
  }

  /// Runs a cell here and now; what it prints goes to standard output.
  package init(running cell: Cell) {
    do {
      drawing = try cell.run()?.svg()
    } catch {
      failure = "\(error)"
    }
  }
}

/// Runs cells of a chapter in another process, so that one that stops the program stops neither this
/// one nor the cells after it.
package final class CellProcess {
  private let chapter: Chapter
  private let program: JobProgram
  /// Where those run that are meant to return.
  private let process: JobProcess<CellResult>

  /// - Parameter cells: the names of all cells that will be asked for, in the order in which they run.
  package init(_ chapter: Chapter, cells: [String], in program: JobProgram) {
    self.chapter = chapter
    self.program = program
    process = JobProcess(cells.filter { !chapter.isTrap($0) }, in: program)
  }

  /// Runs a cell, and gives what became of it. Stops the program for one that is not the next.
  package func result(of cell: String) throws(NotebookError) -> CellResult {
    var text = ""
    func add(line: String) {
      if text.utf8.count < LineReader.mostKept { text += line + "\n" }
    }
    if chapter.isTrap(cell) {
      let failure = try chapter.runTrap(cell, in: program, onLine: add)
      return CellResult(text: text, failure: failure?.description)
    }
    guard process.waiting.first == cell else {
      fatalError("CellProcess: the cell '\(cell)' is not the next of those that it was made for")
    }
    switch try process.runNext(onLine: add) {
    case .returned(var result):
      result.text = text
      return result
    case .stopped(let end): return CellResult(text: text, failure: end.summary)
    case .tookTooLong: fatalError("CellProcess: cells have no time limit")
    }
  }
}

extension Chapter {
  fileprivate func isTrap(_ cell: String) -> Bool { self.cell(named: cell)?.ending == .traps }

  /// Runs a cell that is meant to stop the program, in a process of its own.
  ///
  /// - Parameter onLine: gets what the cell prints, and after it the error message that it stopped
  ///   with, line by line.
  /// - Returns: what happened instead; nil if it stopped as it is meant to.
  func runTrap(
    _ cell: String, in program: JobProgram, onLine: (String) -> Void
  ) throws(NotebookError) -> NotebookError? {
    let reason: String
    switch try JobProcess<CellResult>([cell], in: program).runNext(onLine: onLine) {
    case .stopped(let end) where end.isTrap:
      for line in textLines(end.message) { onLine(line) }
      return nil
    case .stopped(let end): reason = end.summary
    case .returned(let result):
      reason =
        result.failure
        ?? "it came to its end; if that is right now, let the chapter's list say that it returns"
    case .tookTooLong: fatalError("Chapter.runTrap: cells have no time limit")
    }
    return .didNotTrap(cell: cell, chapter: number, reason: reason)
  }
}
