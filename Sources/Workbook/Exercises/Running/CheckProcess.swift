import Notebook

/// Runs the checks of an exercise in a process of their own, so that code of a reader's that stops
/// the program, or never returns, stops nothing else.
package struct CheckProcess: Sendable {
  private let timeLimit: Duration?
  private let runsAll: Bool
  private let program: @Sendable (ExerciseNumber) -> JobProgram

  /// - Parameters:
  ///   - timeLimit: how long any check may take; nil for what each of them says.
  ///   - runsAll: whether the checks behind one that took too long are run, too. They mostly call the
  ///     same code, and each of them would be waited for as long.
  ///   - program: what runs the checks of an exercise. Their names are their positions in it.
  init(
    timeLimit: Duration? = nil, runsAll: Bool = false,
    program: @escaping @Sendable (ExerciseNumber) -> JobProgram
  ) {
    self.timeLimit = timeLimit
    self.runsAll = runsAll
    self.program = program
  }

  /// Runs the checks by `workbook jobs` and whatever `options` follow.
  ///
  /// - Parameter executable: the program; by default the one that is running.
  package static func workbook(
    executable: String? = nil, timeLimit: Duration? = nil, runsAll: Bool = false,
    options: [String] = []
  ) -> CheckProcess {
    CheckProcess(timeLimit: timeLimit, runsAll: runsAll) { number in
      .workbook("\(number)", executable: executable, options: options)
    }
  }

  /// Runs the checks of the exercise, whether or not the reader has begun with it.
  package func result(of exercise: Exercise) throws(NotebookError) -> ExerciseResult {
    try result(of: exercise, while: { _ in true })!
  }

  /// The same for somebody who may stop waiting.
  ///
  /// - Parameter isWanted: told all the while how far the checks are; where it says no, they are ended.
  /// - Returns: nil where they were ended.
  package func result(
    of exercise: Exercise, while isWanted: (CheckProgress) -> Bool
  ) throws(NotebookError) -> ExerciseResult? {
    let process = JobProcess<CheckFailure?>(
      exercise.checks.indices.map(String.init), in: program(exercise.number))
    var results: [CheckResult] = []
    var isLeavingOut = false
    for (index, check) in exercise.checks.enumerated() {
      var result = CheckResult(check)
      if isLeavingOut {
        result.wasRun = false
        results.append(result)
        continue
      }
      let limit = timeLimit ?? check.timeLimit
      let start = ContinuousClock.now
      var isEnded = false
      let end = try process.runNext(within: limit) {
        isEnded = !isWanted(
          CheckProgress(
            number: index + 1, count: exercise.checks.count,
            elapsed: ContinuousClock.now - start, limit: limit))
        return !isEnded
      } onLine: {
        result.add(line: $0)
      }
      if isEnded { return nil }
      switch end {
      case .returned(let failure): result.add(failure)
      case .stopped(let end):
        result.stop = end.place
        result.failure = CheckFailure("it stopped the program:", diagnosis: end.summary)
      case .tookTooLong:
        result.failure = CheckFailure(
          "it had not returned after \(Self.words(for: limit)) and was stopped",
          diagnosis: "Look for a loop that never ends.")
        isLeavingOut = !runsAll
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

/// How far the checks of an exercise are: `check 2 of 5, 3 s`.
package struct CheckProgress: CustomStringConvertible, Sendable {
  /// Which of them runs; the first is 1.
  package let number: Int
  /// How many there are.
  package let count: Int
  /// How long this one has been running.
  package let elapsed: Duration
  /// How long it may run.
  package let limit: Duration

  package init(number: Int, count: Int, elapsed: Duration, limit: Duration) {
    self.number = number
    self.count = count
    self.elapsed = elapsed
    self.limit = limit
  }

  /// From the second on it changes each second, so that a person sees that something goes on, and from
  /// the third on it says when that will end.
  package var description: String {
    let seconds = Int(elapsed / .seconds(1))
    let time =
      switch seconds {
      case ..<1: ""
      case ..<3: ", \(seconds) s"
      default: ", \(seconds) of at most \(Int((limit / .seconds(1)).rounded(.up))) s"
      }
    return "check \(number) of \(count)\(time)"
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
