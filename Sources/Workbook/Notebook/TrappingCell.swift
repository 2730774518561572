import Foundation

/// Runs cells that stop the program, each in a process of its own, and brings back what they said.
public struct TrappingCellRunner: Sendable {
  /// The program to start.
  public var executable: String
  /// Its arguments for a chapter's number and a cell's name.
  public var arguments: @Sendable (Int, String) -> [String]

  public init(
    executable: String, arguments: @escaping @Sendable (Int, String) -> [String]
  ) {
    self.executable = executable
    self.arguments = arguments
  }

  /// Runs `workbook cell 2 wrong-size` and whatever `options` follow, in the program that is
  /// running.
  public static func thisProgram(options: [String] = []) -> TrappingCellRunner {
    let executable = Bundle.main.executablePath ?? CommandLine.arguments[0]
    return TrappingCellRunner(executable: executable) { chapter, cell in
      ["cell", String(chapter), cell] + options
    }
  }

  /// What the cell printed, and after it the error message that it stopped with.
  ///
  /// - Parameter onLine: gets each line as it comes, on another thread.
  public func output(
    ofCell cell: String, chapter: Int, onLine: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(NotebookError) -> String {
    let printed = try PipeEnds()
    let complaint: PipeEnds
    do {
      complaint = try PipeEnds()
    } catch {
      close(printed.reading)
      close(printed.writing)
      throw error
    }

    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments(chapter, cell)
    // The message is what the page shows. Told to leave its backtracer off, Swift would list frames
    // below the message; left to itself, it leaves them to the backtracer, which `workbook cell`
    // takes out of the way.
    process.environment = ProcessInfo.processInfo.environment.filter { $0.key != "SWIFT_BACKTRACE" }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle(fileDescriptor: printed.writing)
    process.standardError = FileHandle(fileDescriptor: complaint.writing)

    let printedReader = LineReader(descriptor: printed.reading, onLine: onLine)
    let complaintReader = LineReader(descriptor: complaint.reading) { _ in }
    let failure = Result { try process.run() }
    close(printed.writing)
    close(complaint.writing)
    let text = printedReader.waitForEnd()
    let message = withoutSourceLocations(complaintReader.waitForEnd())
    if case .failure(let error) = failure {
      throw .couldNotStart(executable: executable, reason: error.localizedDescription)
    }
    process.waitUntilExit()

    switch (process.terminationReason, process.terminationStatus) {
    case (.uncaughtSignal, SIGILL), (.uncaughtSignal, SIGTRAP):
      break
    case (.uncaughtSignal, let signal):
      throw .endedBySignal(signal, cell: cell, chapter: chapter)
    case (_, let status):
      throw .didNotTrap(cell: cell, chapter: chapter, status: status)
    }
    for line in lines(of: message) { onLine(line) }
    let separator = text.isEmpty || text.hasSuffix("\n") ? "" : "\n"
    return text + separator + message
  }
}

/// The text's lines without their newlines; a newline at its end starts no further line.
func lines(of text: String) -> [String] {
  var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  if lines.last == "" { lines.removeLast() }
  return lines
}

/// The text without the `Module/File.swift:31: ` that Swift puts before `Fatal error: `: the line
/// number would change with every edit of the file, and the page shows the code anyway.
func withoutSourceLocations(_ text: String) -> String {
  text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
    for kind in ["Fatal error", "Precondition failed", "Assertion failed"] {
      guard let range = line.range(of: ".swift:[0-9]+: \(kind)", options: .regularExpression),
        let start = line[range].range(of: kind)
      else { continue }
      // Nothing but a path stands before it; a message that quotes such a line is left alone.
      let path = line[..<range.lowerBound]
      if !path.contains(where: \.isWhitespace) { return line[start.lowerBound...] }
    }
    return line
  }.joined(separator: "\n")
}
