import Datasets
import Foundation
import Notebook

/// What a running command has around it: the options that every command has, and where text goes.
struct Session {
  let options: GlobalOptions
  let console: Console
  /// What standard output can show.
  private(set) var output: Terminal
  /// What standard error can show.
  private(set) var error: Terminal

  init(_ options: GlobalOptions, console: Console) {
    self.options = options
    self.console = console
    output = Terminal(descriptor: STDOUT_FILENO, color: options.color)
    error = Terminal(descriptor: STDERR_FILENO, color: options.color)
  }

  /// Asks the terminals for their sizes again, which a person may have changed meanwhile.
  mutating func askForSizes() {
    output.askForSize(of: STDOUT_FILENO)
    error.askForSize(of: STDERR_FILENO)
  }

  /// The chapters, on the digits that the command line chose.
  var chapters: [Chapter] { Chapter.all(from: options.data) }

  /// The chapters, and the pages beside them that run cells.
  var pages: [Chapter] { Chapter.pages(from: options.data) }

  /// Runs a cell with a progress bar; if its code stops the program, the end names the cell.
  func output(
    of cell: String, in run: ChapterRun, onLine: @escaping @Sendable (String) -> Void = { _ in }
  ) throws -> CellOutput {
    Signals.setLastWords(
      "workbook: this stopped the cell '\(cell)' of \(run.chapter.name); "
        + "SWIFT_BACKTRACE=enable=yes shows where\n")
    defer { Signals.setLastWords("") }
    return try withProgress { try run.output(of: cell, onLine: onLine) }
  }

  /// Runs `body` with a progress bar for each loop over batches, if someone looks at standard
  /// error.
  func withProgress<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard let bar = ProgressBar(error, console: console) else { return try body() }
    defer { bar.finish() }
    return try LoadingProgress.$listener.withValue(
      { bar.update(done: $0.batch, of: $0.count) }, operation: body)
  }
}
