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
  private var child: Child?

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
    let child: Child
    if let running = self.child {
      child = running
    } else {
      child = try Child(executable, arguments(waiting))
      self.child = child
    }

    let cell = waiting[0]
    var result = CellResult()
    events: while true {
      guard let event = child.nextEvent() else {
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

/// A process that reports on the cells that it runs.
private final class Child {
  private let process = Process()
  private let events: UnsafeMutablePointer<FILE>
  private let complaint: LineReader
  /// The process ends when this does.
  private let lifeline: Int32

  init(_ executable: String, _ arguments: [String]) throws(NotebookError) {
    let (input, output, error) = (try PipeEnds(), try PipeEnds(), try PipeEnds())
    guard let events = fdopen(output.reading, "r") else { throw .system("read a pipe", errno) }
    self.events = events
    lifeline = input.writing
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    // What a trap says is to be shown, and no frames below it.
    process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "SWIFT_BACKTRACE" }
    process.standardInput = FileHandle(fileDescriptor: input.reading)
    process.standardOutput = FileHandle(fileDescriptor: output.writing)
    process.standardError = FileHandle(fileDescriptor: error.writing)
    complaint = LineReader(descriptor: error.reading) { _ in }
    let start = Result { try process.run() }
    for end in [input.reading, output.writing, error.writing] { close(end) }
    if case .failure(let error) = start {
      throw .couldNotStart(executable: executable, reason: error.localizedDescription)
    }
  }

  deinit {
    close(lifeline)
    fclose(events)
  }

  /// The next event, or nil if the process has ended. Lines that are none are left out.
  func nextEvent() -> CellEvent? {
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while getline(&line, &capacity, events) > 0 {
      guard let line else { break }
      let text = String(cString: line)
      if let event = CellEvent(line: text.hasSuffix("\n") ? String(text.dropLast()) : text) {
        return event
      }
    }
    return nil
  }

  /// Why the process ended, in its own words if it had any.
  func waitForEnd() -> String {
    let message = withoutSourceLocations(complaint.waitForEnd())
      .trimmingCharacters(in: .whitespacesAndNewlines)
    process.waitUntilExit()
    if !message.isEmpty { return message }
    let status = process.terminationStatus
    return process.terminationReason == .uncaughtSignal
      ? "signal \(status) ended the program" : "the program ended with status \(status)"
  }
}
