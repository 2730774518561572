/// What became of a check.
package struct CheckResult: Equatable, Sendable {
  /// See ``Check/name``.
  package let name: String
  /// See ``Check/hint``.
  package let hint: String
  /// Nil if it passed.
  package var failure: CheckFailure?
  /// What the reader's code printed meanwhile: the first of many lines.
  package var printed: [String] = []
  /// How many lines it printed beyond those.
  package var unshownLines = 0

  /// So many lines are kept.
  static let mostLines = 20

  package init(_ check: Check) {
    name = check.name
    hint = check.hint
  }

  /// And so much of each of them.
  static let longestLine = 2000

  mutating func add(line: String) {
    if printed.count == Self.mostLines {
      unshownLines += 1
    } else {
      let isLong = line.utf8.count > 4 * Self.longestLine
      printed.append(isLong ? line.prefix(Self.longestLine) + " …" : line)
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

  package var state: State {
    if checks.isEmpty { return .notStarted }
    return firstFailure == nil ? .passed : .failed
  }
}
