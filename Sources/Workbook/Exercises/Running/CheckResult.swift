import Notebook

/// What became of a check.
package struct CheckResult: Equatable, Sendable {
  /// See ``Check/name``.
  package let name: String
  /// See ``Check/hints``.
  package let hints: [String]
  /// Nil if it passed.
  package var failure: CheckFailure?
  /// Where it stopped the program, as Swift has it: `Chapter1Data/Normalize.swift:9`.
  package var stop: String?
  /// Where an editor is to go for the failure; nil where nobody has looked for it.
  package var place: SourceLine?
  /// What the reader's code printed meanwhile: the first of many lines.
  package var printed: [String] = []
  /// How many lines it printed beyond those.
  package var unshownLines = 0

  package init(_ check: Check) {
    name = check.name
    hints = check.hints
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

  /// The first check that failed, which the reader is to look at first.
  package var firstFailure: CheckResult? { checks.first { $0.failure != nil } }

  /// Where the reader is to look: the line of the first failure, else what the exercise is in.
  package var place: String { firstFailure?.place?.description ?? exercise.path }

  package var state: State {
    if checks.isEmpty { return .notStarted }
    return firstFailure == nil ? .passed : .failed
  }
}
