import Notebook

/// The result of an exercise as text: the same for `workbook check` and for the tests.
package struct ResultText: Sendable {
  /// What stands before each line, by what became of it.
  package struct Marks: Sendable {
    package var passed: String
    package var failed: String
    package var notStarted: String
    package var remark: String

    package init(passed: String, failed: String, notStarted: String, remark: String) {
      self.passed = passed
      self.failed = failed
      self.notStarted = notStarted
      self.remark = remark
    }

    package static let unicode = Marks(passed: "✓", failed: "✗", notStarted: "·", remark: "!")
    package static let ascii = Marks(
      passed: "ok  ", failed: "FAIL", notStarted: "-   ", remark: "!   ")
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
    parts(of: result).all.map { "\($0)\n" }.joined()
  }

  /// The same in parts, for a place that has no room for all of it.
  package func parts(of result: ExerciseResult) -> Parts {
    let exercise = result.exercise
    let path = "  " + colored(result.place, .faint)
    switch result.state {
    case .notStarted:
      return Parts(title: ["\(marks.notStarted) \(exercise)   not started", path])
    case .passed, .failed:
      let isPassed = result.state == .passed
      // What a chapter's own code prints where all is well, nobody has asked for.
      let hasPrinted = !exercise.isChapterCode && result.checks.contains { !$0.printed.isEmpty }
      let remarks = result.checks.filter { $0.remark != nil }
      let checks = isPassed && !hasPrinted ? remarks : result.checks
      let full = zip(checks, [nil] + checks).map { check, previous in
        lines(
          of: check, after: previous,
          isPrintShown: !exercise.isChapterCode || check.failure != nil)
      }
      let isRemarkable = isPassed && !remarks.isEmpty
      let mark = isRemarkable ? colored(marks.remark, .title) : mark(isPassed)
      let title = ["\(mark) \(colored("\(exercise)", .title))"]
      guard let first = checks.firstIndex(where: { $0.failure != nil }) else {
        return Parts(title: title + (isRemarkable ? [path] : []), first: full.flatMap(\.self))
      }
      return Parts(
        title: title + [path],
        before: Array(full[..<first]), beforeInShort: inShort(checks[..<first]),
        first: full[first],
        after: Array(full[(first + 1)...]), afterInShort: inShort(checks[(first + 1)...]))
    }
  }

  /// The lines about an exercise.
  package struct Parts: Equatable, Sendable {
    /// The exercise, and its file unless all is well.
    package var title: [String]
    /// Those of each check before the first that failed; the first of them has its name.
    package var before: [[String]] = []
    /// How many they are, in a line.
    package var beforeInShort = ""
    /// Those of the first check that failed; where none did, those of all that are shown.
    package var first: [String] = []
    /// Those of each check behind it.
    package var after: [[String]] = []
    package var afterInShort = ""

    package init(
      title: [String], before: [[String]] = [], beforeInShort: String = "", first: [String] = [],
      after: [[String]] = [], afterInShort: String = ""
    ) {
      self.title = title
      self.before = before
      self.beforeInShort = beforeInShort
      self.first = first
      self.after = after
      self.afterInShort = afterInShort
    }

    package var all: [String] { title + before.joined() + first + after.joined() }

    /// With a line for each check but the first that failed.
    package var brief: Parts {
      var brief = self
      brief.before = before.map { Array($0.prefix(1)) }
      brief.after = after.map { Array($0.prefix(1)) }
      return brief
    }
  }

  /// `✗ 2 more fail, 1 passes, 3 not run`.
  private func inShort(_ checks: ArraySlice<CheckResult>) -> String {
    let failed = checks.count { $0.failure != nil }
    let passed = checks.count { $0.isPassed }
    let left = checks.count - failed - passed
    var words: [String] = []
    if failed > 0 { words.append("\(failed) more fail\(failed == 1 ? "s" : "")") }
    if passed > 0 { words.append("\(passed) pass\(passed == 1 ? "es" : "")") }
    if left > 0 { words.append("\(left) not run") }
    let sign = failed > 0 ? mark(false) : passed > 0 ? mark(true) : marks.notStarted
    return "  \(sign) \(words.joined(separator: ", "))"
  }

  /// One line for the check, and below it why it failed and what the reader's code printed. Code
  /// that stops the program does so at each check; its words need not be read as often.
  private func lines(
    of check: CheckResult, after previous: CheckResult?, isPrintShown: Bool
  ) -> [String] {
    guard check.wasRun else { return ["  \(marks.notStarted) not run: \(check.name)"] }
    let indentation = String(repeating: " ", count: 6)
    let mark = check.remark == nil ? mark(check.failure == nil) : colored(marks.remark, .title)
    var lines = ["  \(mark) \(check.name)"]
    let isRepeated = check.failure == previous?.failure
    let said = check.failure ?? check.remark
    for line in isRepeated && check.failure != nil ? ["the same"] : said?.lines ?? [] {
      for part in line.split(whereSeparator: \.isNewline) {
        lines += broken(TerminalText(lines: String(part)).written).map { indentation + $0 }
      }
    }
    if isPrintShown, !check.printed.isEmpty {
      lines.append(indentation + colored("printed:", .faint))
      lines += check.printed.map {
        indentation + colored("| \(TerminalText(lines: $0).written)", .faint)
      }
      if check.unshownLines > 0 {
        lines.append(indentation + colored("| and \(check.unshownLines) more lines", .faint))
      }
    }
    return lines
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
