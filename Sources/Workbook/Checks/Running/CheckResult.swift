/// What became of a check.
public struct CheckResult: Equatable, Sendable {
  /// See ``Check/name``.
  public let name: String
  /// See ``Check/hint``.
  public let hint: String
  /// Nil if it passed.
  public var failure: CheckFailure?
  /// What the reader's code printed meanwhile: the first of many lines.
  public var printed: [String] = []
  /// How many lines it printed beyond those.
  public var unshownLines = 0

  /// So many lines are kept.
  static let mostLines = 20

  public init(_ check: Check) {
    name = check.name
    hint = check.hint
  }

  mutating func add(line: String) {
    if printed.count < Self.mostLines { printed.append(line) } else { unshownLines += 1 }
  }
}

/// What became of an exercise.
public struct ExerciseResult: Sendable {
  public enum State: Equatable, Sendable {
    case notStarted, failed, passed
  }

  public let exercise: Exercise
  /// One for each check of the exercise; none where the reader has not begun.
  public let checks: [CheckResult]

  public init(exercise: Exercise, checks: [CheckResult]) {
    self.exercise = exercise
    self.checks = checks
  }

  /// The first check that failed, which the reader is to look at first.
  public var firstFailure: CheckResult? { checks.first { $0.failure != nil } }

  public var state: State {
    if checks.isEmpty { return .notStarted }
    return firstFailure == nil ? .passed : .failed
  }
}
