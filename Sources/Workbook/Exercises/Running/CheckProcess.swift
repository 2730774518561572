import Notebook

/// Runs the checks of an exercise in a process of their own, so that code of a reader's that stops
/// the program, or never returns, stops nothing else.
package struct CheckProcess: Sendable {
  private let timeLimit: Duration?
  private let program: @Sendable (ExerciseNumber) -> JobProgram

  /// - Parameters:
  ///   - timeLimit: how long any check may take; nil for what each of them says.
  ///   - program: what runs the checks of an exercise. Their names are their positions in it.
  init(timeLimit: Duration? = nil, program: @escaping @Sendable (ExerciseNumber) -> JobProgram) {
    self.timeLimit = timeLimit
    self.program = program
  }

  /// Runs the checks by `workbook jobs` and whatever `options` follow.
  ///
  /// - Parameter executable: the program; by default the one that is running.
  package static func workbook(
    executable: String? = nil, timeLimit: Duration? = nil, options: [String] = []
  ) -> CheckProcess {
    CheckProcess(timeLimit: timeLimit) { number in
      .workbook("\(number)", executable: executable, options: options)
    }
  }

  /// Runs all checks of the exercise, whether or not the reader has begun with it.
  package func result(of exercise: Exercise) throws(NotebookError) -> ExerciseResult {
    let process = JobProcess<CheckFailure?>(
      exercise.checks.indices.map(String.init), in: program(exercise.number))
    var results: [CheckResult] = []
    for check in exercise.checks {
      var result = CheckResult(check)
      let limit = timeLimit ?? check.timeLimit
      let end = try process.runNext(within: limit, onLine: { result.add(line: $0) })
      if case .stopped(let end) = end { result.stop = end.place }
      result.failure =
        switch end {
        case .returned(let failure): failure
        case .stopped(let end): CheckFailure("it stopped the program:", diagnosis: end.summary)
        case .tookTooLong:
          CheckFailure(
            "it had not returned after \(Self.words(for: limit)) and was stopped",
            diagnosis: "Look for a loop that never ends.")
        }
      results.append(result)
    }
    return ExerciseResult(exercise: exercise, checks: results)
  }

  /// `10 seconds`, `1 second`, `0.5 seconds`.
  private static func words(for limit: Duration) -> String {
    let seconds = limit / .seconds(1)
    if seconds == 1 { return "1 second" }
    return seconds == seconds.rounded() ? "\(Int(seconds)) seconds" : "\(seconds) seconds"
  }
}

extension CheckFailure {
  /// Whether the reader's code stopped the program, or never returned.
  package var endsTheProgram: Bool {
    message == "it stopped the program:" || message.hasPrefix("it had not returned after ")
  }
}

/// Runs the checks of these names for a ``CheckProcess`` in another process.
package func runChecks(_ names: [String], of exercise: Exercise) {
  runJobs(names) { name -> CheckFailure? in
    guard let index = Int(name), exercise.checks.indices.contains(index) else {
      return CheckFailure("exercise \(exercise.number) has no check \(name)")
    }
    return exercise.checks[index].failure()
  }
}
