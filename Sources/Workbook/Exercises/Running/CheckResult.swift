import Notebook

/// What became of a check.
package struct CheckResult: Equatable, Sendable {
  /// See ``Check/name``.
  package let name: String
  /// See ``Check/hints``.
  package let hints: [String]
  /// See ``Check/function``.
  package let function: String?
  /// Nil if it passed, or was not run.
  package var failure: CheckFailure?
  /// False where it was left out, since one before it took too long.
  package var wasRun = true
  /// What there is to say of a check that passed.
  package var remark: CheckFailure?
  /// Where it stopped the program, as Swift has it: `Chapter1Data/Normalize.swift:9`.
  package var stop: String?
  /// Where an editor is to go for the failure; nil where nobody has looked for it.
  package var place: SourceLine?
  /// What the reader's code printed meanwhile: the first of many lines.
  package var printed: [String] = []
  /// How many lines it printed beyond those.
  package var unshownLines = 0

  package var isPassed: Bool { wasRun && failure == nil }

  package init(_ check: Check) {
    name = check.name
    hints = check.hints
    function = check.function
  }

  /// Takes what the check threw.
  package mutating func add(_ thrown: CheckFailure?) {
    if thrown?.isRemark == true { remark = thrown } else { failure = thrown }
  }

  mutating func add(line: String) {
    if printed.count == ShownLines.most {
      unshownLines += 1
    } else {
      printed.append(ShownLines.shortened(line))
    }
  }
}

/// What became of an exercise.
package struct ExerciseResult: Sendable {
  package enum State: Equatable, Sendable {
    case notStarted, failed, passed
  }

  package let exercise: Exercise
  /// One for each check of the exercise; none where the reader has not begun.
  package let checks: [CheckResult]

  package init(exercise: Exercise, checks: [CheckResult]) {
    self.exercise = exercise
    self.checks = checks
  }

  /// The check that the reader is to look at first: the first that failed.
  package var firstFailure: CheckResult? { checks.first { $0.failure != nil } }

  /// Where the reader is to look: the line of the first failure, else what the exercise is in.
  package var place: String {
    let first = firstFailure ?? checks.first { $0.remark != nil }
    return first?.place?.description ?? exercise.path
  }

  package var state: State {
    if checks.isEmpty { return .notStarted }
    return firstFailure == nil ? .passed : .failed
  }
}
