import Foundation

/// The program that runs jobs in a process of their own.
package struct JobProgram: Sendable {
  let executable: String
  /// The program's arguments for the jobs of these names.
  let arguments: @Sendable ([String]) -> [String]
  /// What each of its reports begins with, which no job knows: what a job prints is none.
  var secret = ""

  package init(executable: String, arguments: @escaping @Sendable ([String]) -> [String]) {
    self.executable = executable
    self.arguments = arguments
  }

  /// Runs `workbook jobs 2 edges,convolution` and whatever `options` follow.
  ///
  /// - Parameters:
  ///   - place: what the jobs belong to: the number of a chapter or of an exercise.
  ///   - executable: the program; by default the one that is running.
  package static func workbook(
    _ place: String, executable: String? = nil, options: [String]
  ) -> JobProgram {
    let executable = executable ?? Bundle.main.executablePath ?? CommandLine.arguments[0]
    var program = JobProgram(executable: executable) { names in
      ["jobs", place, names.joined(separator: ",")] + options
    }
    program.secret = String(UInt64.random(in: 0 ... .max), radix: 36)
    return program
  }
}

/// Runs jobs in a process of their own, so that one that stops the program, or never returns, stops
/// nothing else. A job is a cell of a chapter or a check of an exercise.
///
/// All jobs share one process, and with it what they compute together, such as a trained network.
/// After one that ended the process, or took too long, a new process runs the rest.
///
/// What a job prints comes as it is. Behind it the process reports what the job gave: see
/// ``runJobs(_:_:)``.
package final class JobProcess<Outcome: Decodable> {
  /// How a job came to its end.
  package enum End {
    case returned(Outcome)
    case stopped(ProcessEnd)
    /// It was ended: it took too long, or nobody waits for it any more.
    case tookTooLong
  }

  /// How often somebody is asked whether they still wait.
  private let interval = Duration.milliseconds(50)

  private let program: JobProgram
  /// The jobs that have not yet run, in their order.
  private(set) var waiting: ArraySlice<String>
  private var child: ChildProcess?

  package init(_ jobs: [String], in program: JobProgram) {
    waiting = jobs[...]
    self.program = program
  }

  /// Runs the next of the jobs; stops the program where none is left.
  ///
  /// - Parameters:
  ///   - limit: how long it may take; nil for as long as it likes.
  ///   - isWanted: asked all the while; where it says no, the job is ended.
  ///   - onLine: gets each line that the job prints, without its newline, as it comes.
  package func runNext(
    within limit: Duration? = nil, while isWanted: () -> Bool = { true },
    onLine: (String) -> Void
  ) throws(NotebookError) -> End {
    let child =
      if let child { child } else {
        try ChildProcess(
          program.executable, program.arguments(Array(waiting)), secret: program.secret)
      }
    self.child = child
    waiting.removeFirst()
    let deadline = limit.map { ContinuousClock.now.advanced(by: $0) }
    var look = ContinuousClock.now
    while true {
      if ContinuousClock.now >= look {
        if !isWanted() { return stop(child) }
        look = ContinuousClock.now.advanced(by: interval)
      }
      switch child.next(before: deadline.map { min($0, look) } ?? look) {
      case .line(let line):
        if let mark = line.range(of: reportMark + program.secret),
          let outcome = try? JSONDecoder().decode(
            Outcome.self, from: Data(line[mark.upperBound...].utf8))
        {
          // A job's last line may have no newline.
          if mark.lowerBound > line.startIndex { onLine(String(line[..<mark.lowerBound])) }
          return .returned(outcome)
        }
        onLine(line)
        // What prints without an end has always something to say.
        if let deadline, ContinuousClock.now >= deadline { return stop(child) }
      case .nothing:
        if let deadline, ContinuousClock.now >= deadline { return stop(child) }
      case .end(let end):
        self.child = nil
        if end.status == ProcessStatus(exit: refusedStatus),
          end.message.hasPrefix(NotebookError.refusal)
        {
          throw .refused(end.message)
        }
        return .stopped(end)
      }
    }
  }

  private func stop(_ child: ChildProcess) -> End {
    child.kill()
    self.child = nil
    return .tookTooLong
  }
}
