import Foundation
import Notebook

/// Runs the checks of an exercise in a process of their own, so that code of a reader's that stops
/// the program, or never returns, stops nothing else.
///
/// Checks share a process as long as it lives. After one that ended it, or that took too long, a new
/// process runs the rest.
package struct CheckProcess: Sendable {
  private let executable: String
  private let arguments: @Sendable (ExerciseNumber, _ first: Int) -> [String]
  private let timeLimit: Duration?

  /// - Parameters:
  ///   - arguments: those of the program for an exercise and the first of its checks to run.
  ///   - timeLimit: how long any check may take; nil for what each of them says.
  package init(
    executable: String, timeLimit: Duration? = nil,
    arguments: @escaping @Sendable (ExerciseNumber, _ first: Int) -> [String]
  ) {
    self.executable = executable
    self.timeLimit = timeLimit
    self.arguments = arguments
  }

  /// Runs `workbook checks 3.2 0` and whatever `options` follow.
  ///
  /// - Parameter executable: the program; by default the one that is running.
  package static func workbook(
    executable: String? = nil, timeLimit: Duration? = nil, options: [String] = []
  ) -> CheckProcess {
    let executable = executable ?? Bundle.main.executablePath ?? CommandLine.arguments[0]
    return CheckProcess(executable: executable, timeLimit: timeLimit) { number, first in
      ["checks", "\(number)", "\(first)"] + options
    }
  }

  /// Runs all checks of the exercise, whether or not the reader has begun with it.
  package func result(of exercise: Exercise) throws(NotebookError) -> ExerciseResult {
    var results = exercise.checks.map { CheckResult($0) }
    var process: ReportingProcess<CheckEvent>?
    for index in results.indices {
      let running: ReportingProcess<CheckEvent>
      if let process {
        running = process
      } else {
        running = try ReportingProcess(executable, arguments(exercise.number, index))
      }
      let isAlive = follow(
        running, for: timeLimit ?? exercise.checks[index].timeLimit, &results[index])
      process = isAlive ? running : nil
    }
    return ExerciseResult(exercise: exercise, checks: results)
  }

  /// Follows a check to its end, and says whether the process can run the next.
  private func follow(
    _ process: ReportingProcess<CheckEvent>, for limit: Duration, _ result: inout CheckResult
  ) -> Bool {
    let deadline = ContinuousClock.now.advanced(by: limit)
    while true {
      switch process.next(before: deadline) {
      case .event(.began): break
      case .event(.printed(let line)):
        result.add(line: line)
        // What prints without an end has always something to say.
        guard ContinuousClock.now < deadline else {
          result.failure = stop(process, after: limit)
          return false
        }
      case .event(.passed): return true
      case .event(.failed(let failure)):
        result.failure = failure
        return true
      case .end:
        result.failure = CheckFailure(
          "it stopped the program:", diagnosis: process.waitForEnd())
        return false
      case .nothing:
        result.failure = stop(process, after: limit)
        return false
      }
    }
  }

  private func stop(
    _ process: ReportingProcess<CheckEvent>, after limit: Duration
  ) -> CheckFailure {
    process.kill()
    return CheckFailure(
      "it had not returned after \(Self.words(for: limit)) and was stopped",
      diagnosis: "Look for a loop that does not come to its end.")
  }

  /// `10 seconds`, `1 second`, `0.5 seconds`.
  private static func words(for limit: Duration) -> String {
    let seconds = limit / .seconds(1)
    if seconds == 1 { return "1 second" }
    return seconds == seconds.rounded() ? "\(Int(seconds)) seconds" : "\(seconds) seconds"
  }
}
