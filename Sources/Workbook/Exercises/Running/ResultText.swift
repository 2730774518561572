import Notebook

/// The result of an exercise as text: the same for `workbook check` and for the tests.
package struct ResultText: Sendable {
  /// What stands before each line, by what became of it.
  package struct Marks: Sendable {
    package var passed: String
    package var failed: String
    package var notStarted: String

    package init(passed: String, failed: String, notStarted: String) {
      self.passed = passed
      self.failed = failed
      self.notStarted = notStarted
    }

    package static let unicode = Marks(passed: "✓", failed: "✗", notStarted: "·")
    package static let ascii = Marks(passed: "ok  ", failed: "FAIL", notStarted: "-   ")
  }

  /// What a stretch of the text is, for whoever colours it.
  package enum Part: Sendable {
    /// The mark of something that is as it must be, and of something that is not.
    case passed, failed
    /// The line of an exercise.
    case title
    /// What may be overlooked: places, and what the reader's code printed.
    case faint
  }

  private let marks: Marks
  /// Nil for lines that are never broken.
  private let width: Int?
  private let colored: @Sendable (String, Part) -> String

  /// - Parameters:
  ///   - width: the columns that a failure is broken at; nil for none.
  ///   - colored: gives a stretch of text its colour.
  package init(
    marks: Marks = .unicode, width: Int? = nil,
    colored: @escaping @Sendable (String, Part) -> String = { text, _ in text }
  ) {
    self.marks = marks
    self.width = width
    self.colored = colored
  }

  /// One line for the exercise, and where it failed or printed something, what there is to say.
  package func text(of result: ExerciseResult) -> String {
    let exercise = result.exercise
    switch result.state {
    case .notStarted:
      return "\(marks.notStarted) \(exercise)   not started\n  \(colored(exercise.path, .faint))\n"
    case .passed, .failed:
      let isPassed = result.state == .passed
      // What a chapter's own code prints while all is well, nobody has asked for.
      let hasPrinted = !exercise.isChapterCode && result.checks.contains { !$0.printed.isEmpty }
      let checks = isPassed && !hasPrinted ? [] : result.checks
      return "\(mark(isPassed)) \(colored("\(exercise)", .title))\n"
        + (isPassed ? "" : "  \(colored(result.place, .faint))\n")
        + zip(checks, [nil] + checks).map { text(of: $0, after: $1) }.joined()
    }
  }

  /// One line for the check, and below it why it failed and what the reader's code printed. Code
  /// that stops the program does so at each check; its words need not be read as often.
  private func text(of check: CheckResult, after previous: CheckResult?) -> String {
    let indentation = String(repeating: " ", count: 6)
    var lines = ["  \(mark(check.failure == nil)) \(check.name)"]
    let isRepeated = check.failure == previous?.failure
    for line in isRepeated && check.failure != nil ? ["the same"] : check.failure?.lines ?? [] {
      for part in line.split(whereSeparator: \.isNewline) {
        lines += broken(TerminalText(lines: String(part)).written).map { indentation + $0 }
      }
    }
    if !check.printed.isEmpty {
      lines.append(indentation + colored("printed:", .faint))
      lines += check.printed.map {
        indentation + colored("| \(TerminalText(lines: $0).written)", .faint)
      }
      if check.unshownLines > 0 {
        lines.append(indentation + colored("| and \(check.unshownLines) more lines", .faint))
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func mark(_ isPassed: Bool) -> String {
    colored(isPassed ? marks.passed : marks.failed, isPassed ? .passed : .failed)
  }

  /// A line of a failure, broken between words where it does not fit. The rest stands below the
  /// value, where the line begins with a label or with spaces, and else a little further in.
  private func broken(_ line: String) -> [String] {
    guard let width else { return [line] }
    // Of a terminal that is narrower than that, the last columns are not worth the trouble.
    let columns = max(width - 6, 34)
    let isLabelled = ["expected  ", "got       "].contains { line.hasPrefix($0) }
    let label = line.prefix(isLabelled ? 10 : line.indentation)
    if label.isEmpty { return line.broken(width: columns, hanging: 2) }
    let rest = String(line.dropFirst(label.count)).broken(width: columns - label.count)
    let indentation = String(repeating: " ", count: label.count)
    return rest.enumerated().map { ($0 == 0 ? label : indentation[...]) + $1 }
  }
}
