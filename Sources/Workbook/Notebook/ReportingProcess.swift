import Foundation

/// A process that reports on what it does, an event on each line of its standard output.
///
/// It ends when this object does, or when this program does: see ``endWithStandardInput()``.
public final class ReportingProcess<Event: ProcessEvent> {
  private let process = Process()
  /// Where the events come from.
  private let reports: Int32
  private let complaint: LineReader
  /// What ends the process when it is closed.
  private let lifeline: Int32
  /// What has been read and is not yet an event.
  private var unread: [UInt8] = []

  /// Starts the program.
  public init(_ executable: String, _ arguments: [String]) throws(NotebookError) {
    let (input, output, error) = (try PipeEnds(), try PipeEnds(), try PipeEnds())
    reports = output.reading
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
    close(reports)
    // It ends by itself now. Until somebody has asked how, the system would keep it in mind.
    Thread.detachNewThread { [process] in process.waitUntilExit() }
  }

  /// What came of waiting for an event.
  public enum Report {
    case event(Event)
    /// The process has ended.
    case end
    /// Nothing came in time.
    case nothing
  }

  /// Waits for the next event. Lines that are none are left out.
  ///
  /// - Parameter deadline: when to stop waiting; nil for never.
  public func next(before deadline: ContinuousClock.Instant? = nil) -> Report {
    while true {
      while let newline = unread.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: unread[..<newline], as: UTF8.self)
        unread.removeSubrange(...newline)
        if let event = Event(line: line) { return .event(event) }
      }
      guard isReadable(before: deadline) else { return .nothing }
      var chunk = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(reports, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return .end }
      unread += chunk[..<count]
    }
  }

  /// False when the deadline has passed.
  private func isReadable(before deadline: ContinuousClock.Instant?) -> Bool {
    var request = pollfd(fd: reports, events: Int16(POLLIN), revents: 0)
    while true {
      var milliseconds: Int32 = -1
      if let deadline {
        let left = max(.zero, ContinuousClock.now.duration(to: deadline))
        milliseconds = Int32(clamping: Int64((left / .milliseconds(1)).rounded(.up)))
      }
      let ready = poll(&request, 1, milliseconds)
      if ready < 0 && errno == EINTR { continue }
      return ready != 0
    }
  }

  /// Ends the process at once, whatever it is doing.
  public func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// Why the process ended, in its own words if it had any.
  public func waitForEnd() -> String {
    let message = withoutSourceLocations(complaint.waitForEnd())
      .trimmingCharacters(in: .whitespacesAndNewlines)
    process.waitUntilExit()
    if !message.isEmpty { return message }
    let status = process.terminationStatus
    guard process.terminationReason == .uncaughtSignal else {
      return "the program ended with status \(status)"
    }
    let cause =
      switch status {
      case SIGSEGV, SIGBUS: ": it does so where a function calls itself without end, for one"
      case SIGKILL: ": it does so where memory runs out, for one"
      default: ""
      }
    return "signal \(status) ended the program\(cause)"
  }
}
