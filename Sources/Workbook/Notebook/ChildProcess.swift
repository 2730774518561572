import Foundation
import StateFiles

/// A process whose standard output is read line by line.
///
/// It ends when this object does, or when this program does: see ``endWithStandardInput()``.
final class ChildProcess {
  private let program: StartedProgram
  /// What ends the process when it is closed.
  private let lifeline: FileDescriptor
  private var buffer = LineBuffer()
  /// Lines that have come and were not asked for yet, the next of them last.
  private var lines: [String] = []
  /// What it wrote to standard error: the end of it, where a trap says what is wrong.
  private var complaint: [UInt8] = []

  /// Of standard error, so many bytes are kept at least.
  static let longestComplaint = 1 << 22

  /// The variable of the environment that hands on the secret.
  static let secretName = "WORKBOOK_REPORT_SECRET"

  /// Starts the program, and tells it a secret.
  init(_ executable: String, _ arguments: [String], secret: String) throws(NotebookError) {
    let input = try PipeEnds()
    // The message of a trap is what is shown. Told to leave its backtracer off, Swift would list
    // frames below the message; left to itself, it leaves them to the backtracer, which the workbook
    // takes out of the way.
    var environment = ProcessInfo.processInfo.environment
    environment["SWIFT_BACKTRACE"] = nil
    environment[Self.secretName] = secret
    program = try StartedProgram(
      executable, arguments, environment: environment, input: input.reading.rawValue)
    lifeline = input.writing
  }

  /// What came of waiting for a line.
  enum Report {
    case line(String)
    /// The process has ended.
    case end(ProcessEnd)
    /// Nothing came in time.
    case nothing
  }

  /// Waits for the next line of standard output. A last one may have no newline.
  ///
  /// - Parameter deadline: when to stop waiting; nil for never.
  func next(before deadline: ContinuousClock.Instant?) -> Report {
    while lines.isEmpty {
      switch program.next(before: deadline) {
      case .output(let bytes): lines = buffer.add(bytes).reversed()
      case .error(let bytes):
        complaint += bytes
        if complaint.count > 2 * Self.longestComplaint {
          complaint.removeFirst(complaint.count - Self.longestComplaint)
        }
      case .nothing: return .nothing
      case .end(let status):
        guard let last = buffer.takeRest() else { return .end(end(with: status)) }
        lines = [last]
      }
    }
    return .line(lines.removeLast())
  }

  /// Ends the process at once, whatever it is doing.
  func kill() { program.kill() }

  private func end(with status: ProcessStatus) -> ProcessEnd {
    let complaint = String(decoding: complaint, as: UTF8.self)
    let message = withoutSourceLocations(complaint)
    return ProcessEnd(
      message: message.trimmingCharacters(in: .whitespacesAndNewlines),
      place: complaint.firstMatch(of: sourceLocation).map { String($0.output.dropLast(2)) },
      status: status)
  }
}

/// The text without the `Module/File.swift:31: ` that Swift puts before `Fatal error: `: the line
/// number would change with every edit of the file, and the page shows the code anyway. A message
/// that quotes such a line is left alone.
func withoutSourceLocations(_ text: String) -> String {
  text.replacing(sourceLocation, with: "")
}

private var sourceLocation: Regex<Substring> {
  /^\S*\.swift:[0-9]+: (?=Fatal error|Precondition failed|Assertion failed)/
    .anchorsMatchLineEndings()
}

/// How a process ended.
package struct ProcessEnd: CustomStringConvertible {
  /// What it wrote to standard error, where a trap says what is wrong; empty for nothing.
  package let message: String
  /// Where the program stopped itself, as Swift has it: `Chapter1Data/Normalize.swift:31`.
  package var place: String?
  let status: ProcessStatus

  /// Whether the program stopped itself, as Swift's errors do.
  package var isTrap: Bool { status.isSignal && [SIGILL, SIGTRAP].contains(status.number) }

  /// Why it ended: the last lines, as many as somebody reads.
  package var summary: String {
    textLines(description).suffix(ShownLines.most).map(ShownLines.shortened)
      .joined(separator: "\n")
  }

  /// Why it ended, in its own words if it had any.
  package var description: String {
    if !message.isEmpty { return message }
    guard status.isSignal else { return "the program ended with status \(status.number)" }
    let cause =
      switch status.number {
      case SIGSEGV, SIGBUS: ": it does so where a function calls itself without end, for one"
      case SIGKILL: ": it does so where memory runs out, for one"
      default: ""
      }
    return "signal \(status.number) ended the program\(cause)"
  }
}
