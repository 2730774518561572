/// The result of an exercise as text: the same for `workbook check` and for the tests.
public struct ResultText: Sendable {
  /// What stands before each line, by what became of it; perhaps in colour.
  public struct Marks: Sendable {
    public var passed: String
    public var failed: String
    public var notStarted: String

    public init(passed: String, failed: String, notStarted: String) {
      self.passed = passed
      self.failed = failed
      self.notStarted = notStarted
    }

    public static let unicode = Marks(passed: "✓", failed: "✗", notStarted: "·")
    public static let ascii = Marks(passed: "ok  ", failed: "FAIL", notStarted: "-   ")
  }

  private let marks: Marks

  public init(marks: Marks = .unicode) {
    self.marks = marks
  }

  /// One line for the exercise, and where it failed or printed something, what there is to say.
  public func text(of result: ExerciseResult) -> String {
    let exercise = result.exercise
    switch result.state {
    case .notStarted:
      return "\(marks.notStarted) \(exercise)   not started: \(exercise.path)\n"
    case .passed, .failed:
      let mark = result.state == .passed ? marks.passed : marks.failed
      let showsChecks = result.state == .failed || result.checks.contains { !$0.printed.isEmpty }
      return "\(mark) \(exercise)\n"
        + (result.state == .failed ? "  \(exercise.path)\n" : "")
        + (showsChecks ? result.checks.map(text(of:)).joined() : "")
    }
  }

  /// One line for the check, and below it why it failed and what the reader's code printed.
  private func text(of check: CheckResult) -> String {
    var lines = ["  \(check.failure == nil ? marks.passed : marks.failed) \(check.name)"]
    lines += (check.failure?.lines ?? []).map { "      \($0)" }
    if !check.printed.isEmpty {
      lines.append("      printed:")
      lines += check.printed.map { "      | \($0)" }
      if check.unshownLines > 0 { lines.append("      | and \(check.unshownLines) more lines") }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
