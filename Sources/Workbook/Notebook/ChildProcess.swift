import Foundation
import StateFiles

/// A process whose standard output is read line by line.
///
/// It ends when this object does, or when this program does: see ``endWithStandardInput()``.
final class ChildProcess {
  private let process: Process
  private let output: FileDescriptor
  private let complaint: LineReader
  /// What ends the process when it is closed.
  private let lifeline: FileDescriptor
  private var buffer = LineBuffer()
  /// Lines that have come and were not asked for yet, the next of them last.
  private var lines: [String] = []

  /// The variable of the environment that hands on the secret.
  static let secretName = "WORKBOOK_REPORT_SECRET"

  /// Starts the program, and tells it a secret.
  init(_ executable: String, _ arguments: [String], secret: String) throws(NotebookError) {
    let input = try PipeEnds()
    let output = try PipeEnds()
    let error = try PipeEnds()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    // The message of a trap is what is shown. Told to leave its backtracer off, Swift would list
    // frames below the message; left to itself, it leaves them to the backtracer, which the workbook
    // takes out of the way.
    var environment = ProcessInfo.processInfo.environment
    environment["SWIFT_BACKTRACE"] = nil
    environment[Self.secretName] = secret
    process.environment = environment
    process.standardInput = FileHandle(fileDescriptor: input.reading.rawValue)
    process.standardOutput = FileHandle(fileDescriptor: output.writing.rawValue)
    process.standardError = FileHandle(fileDescriptor: error.writing.rawValue)
    do {
      try process.run()
    } catch {
      throw .couldNotStart(executable: executable, reason: error.localizedDescription)
    }
    self.process = process
    lifeline = input.writing
    self.output = output.reading
    complaint = LineReader(error.reading) { _ in }
  }

  deinit {
    // When its standard input closes, right behind this, it ends by itself. Until somebody has asked
    // how, the system would keep it in mind.
    Thread.detachNewThread { [process] in process.waitUntilExit() }
  }

  /// What came of waiting for a line.
  enum Report {
    case line(String)
    /// The process has ended.
    case end
    /// Nothing came in time.
    case nothing
  }

  /// Waits for the next line of standard output. A last one may have no newline.
  ///
  /// - Parameter deadline: when to stop waiting; nil for never.
  func next(before deadline: ContinuousClock.Instant?) -> Report {
    while lines.isEmpty {
      guard isReadable(before: deadline) else { return .nothing }
      if let bytes = try? output.read(upTo: 1 << 16), !bytes.isEmpty {
        lines = buffer.add(bytes).reversed()
      } else {
        guard let last = buffer.takeRest() else { return .end }
        lines = [last]
      }
    }
    return .line(lines.removeLast())
  }

  /// False when the deadline has passed, also where there is always something to read.
  private func isReadable(before deadline: ContinuousClock.Instant?) -> Bool {
    var request = pollfd(fd: output.rawValue, events: Int16(POLLIN), revents: 0)
    let ready = uninterrupted {
      var milliseconds: Int32 = -1
      if let deadline {
        let left = max(.zero, ContinuousClock.now.duration(to: deadline))
        milliseconds = Int32(clamping: Int64((left / .milliseconds(1)).rounded(.up)))
      }
      return unsafe poll(&request, 1, milliseconds)
    }
    return ready != 0 && deadline.map { ContinuousClock.now < $0 } ?? true
  }

  /// Ends the process at once, whatever it is doing.
  func kill() {
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  /// How the process ended.
  func waitForEnd() -> ProcessEnd {
    let message = withoutSourceLocations(complaint.waitForEnd())
    process.waitUntilExit()
    return ProcessEnd(
      message: message.trimmingCharacters(in: .whitespacesAndNewlines),
      status: process.terminationStatus,
      isSignal: process.terminationReason == .uncaughtSignal)
  }
}

/// The text without the `Module/File.swift:31: ` that Swift puts before `Fatal error: `: the line
/// number would change with every edit of the file, and the page shows the code anyway. A message
/// that quotes such a line is left alone.
func withoutSourceLocations(_ text: String) -> String {
  let location = /^\S*\.swift:[0-9]+: (?=Fatal error|Precondition failed|Assertion failed)/
  return text.replacing(location.anchorsMatchLineEndings(), with: "")
}

/// How a process ended.
package struct ProcessEnd: CustomStringConvertible {
  /// What it wrote to standard error, where a trap says what is wrong; empty for nothing.
  package let message: String
  let status: Int32
  /// Whether the status is the number of the signal that ended the process.
  let isSignal: Bool

  /// Whether the program stopped itself, as Swift's errors do.
  package var isTrap: Bool { isSignal && (status == SIGILL || status == SIGTRAP) }

  /// Why it ended, in its own words if it had any.
  package var description: String {
    if !message.isEmpty { return message }
    guard isSignal else { return "the program ended with status \(status)" }
    let cause =
      switch status {
      case SIGSEGV, SIGBUS: ": it does so where a function calls itself without end, for one"
      case SIGKILL: ": it does so where memory runs out, for one"
      default: ""
      }
    return "signal \(status) ended the program\(cause)"
  }
}
