import Foundation

/// What became of a cell that ran in another process.
public struct CellResult: Equatable, Sendable {
  /// What it printed.
  public var text = ""
  /// The figure that it returned, as SVG.
  public var drawing: String?
  /// Why it did not come to its end; nil if it did.
  public var failure: String?

  public init(text: String = "", drawing: String? = nil, failure: String? = nil) {
    self.text = text
    self.drawing = drawing
    self.failure = failure
  }
}

/// Runs cells of a chapter in a process of their own, so that one that stops the program stops
/// neither this one nor the cells after it.
///
/// All cells share one process, and with it what they compute together, such as a trained network.
/// Only after a cell that stopped it a new process runs the rest.
public final class CellProcess {
  private let executable: String
  private let arguments: ([String]) -> [String]
  /// The cells that have not yet run, in their order; the first of them may be running.
  private var waiting: [String]
  private var results: [String: CellResult] = [:]
  private var child: ReportingProcess<CellEvent>?

  /// - Parameters:
  ///   - cells: the names of all cells that will be asked for, in the order in which they run.
  ///   - arguments: those of the program for the cells that it is to run.
  public init(
    cells: [String], executable: String, arguments: @escaping ([String]) -> [String]
  ) {
    waiting = cells
    self.executable = executable
    self.arguments = arguments
  }

  /// Runs `workbook cells 2 edges,convolution` and whatever `options` follow, in the program that
  /// is running.
  public static func thisProgram(
    _ chapter: Int, cells: [String], options: [String] = []
  ) -> CellProcess {
    let executable = Bundle.main.executablePath ?? CommandLine.arguments[0]
    return CellProcess(cells: cells, executable: executable) { cells in
      ["cells", String(chapter), cells.joined(separator: ",")] + options
    }
  }

  /// What became of a cell, as soon as it has run.
  ///
  /// Stops the program for a cell that was not announced.
  public func result(of cell: String) throws(NotebookError) -> CellResult {
    while true {
      if let result = results[cell] { return result }
      guard !waiting.isEmpty else {
        fatalError("CellProcess: the cell '\(cell)' is none of those that it was made for")
      }
      try runNext()
    }
  }

  /// Follows the first of the waiting cells to its end.
  private func runNext() throws(NotebookError) {
    let child: ReportingProcess<CellEvent>
    if let running = self.child {
      child = running
    } else {
      child = try ReportingProcess(executable, arguments(waiting))
      self.child = child
    }

    let cell = waiting[0]
    var result = CellResult()
    events: while true {
      guard case .event(let event) = child.next() else {
        result.failure = child.waitForEnd()
        self.child = nil
        break
      }
      switch event {
      case .began: break
      case .printed(let line): result.text += line + "\n"
      case .drew(let drawing): result.drawing = drawing
      case .ended: break events
      case .failed(let reason):
        result.failure = reason
        break events
      }
    }
    results[cell] = result
    waiting.removeFirst()
  }
}
