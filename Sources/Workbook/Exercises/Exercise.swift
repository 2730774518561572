import Notebook

/// Something that a reader is asked to write, and how to find out whether it is right.
///
/// It is made from the reader's own functions and types, those of the chapter's module: they are the
/// defaults of the parameters of what makes an exercise, such as `normalize(_:)`. The tests give
/// others, right and wrong ones, so that the same checks run on them.
package struct Exercise: Sendable, CustomStringConvertible {
  package let number: ExerciseNumber
  package let title: String
  /// What the reader edits, relative to the package: the file of the exercise, or the folder of a
  /// chapter's own code.
  package let path: String
  /// In the order in which they run.
  package let checks: [Check]

  /// One of a reader's files.
  ///
  /// - Parameter file: where it is in its chapter's folder of exercises: `Normalize`.
  package init(
    _ chapter: ChapterModule, _ index: Int, _ title: String, file: String, checks: [Check]
  ) {
    number = ExerciseNumber(chapter.number, index)
    self.title = title
    path = "\(chapter.folder)/Exercises/\(file).swift"
    self.checks = checks
  }

  /// A chapter's own code.
  package init(codeOf chapter: ChapterModule, checks: [Check]) {
    number = ExerciseNumber(chapter.number, 0)
    title = "The code of chapter \(chapter.number)"
    path = chapter.folder
    self.checks = checks
  }

  private init(_ other: Exercise, checks: [Check]) {
    (number, title, path) = (other.number, other.title, other.path)
    self.checks = checks
  }

  /// The same with one more check behind the others.
  package func adding(_ check: Check) -> Exercise { Exercise(self, checks: checks + [check]) }

  /// Whether this is a chapter's own code, which has no stub and no solution.
  package var isChapterCode: Bool { number.index == 0 }

  package var description: String { "\(number) \(title)" }
}

/// One thing that must be so.
package struct Check: Sendable {
  /// What must be so, as a sentence: `the mean is 0`.
  package let name: String
  /// What helps somebody who is stuck here, without giving the answer away: each says more than the
  /// one before it.
  package let hints: [String]
  /// Which of several functions of the file it is about; nil where the name, a hint or the failure says
  /// so, or there is one.
  package let function: String?
  /// How long it may take before it is stopped.
  package let timeLimit: Duration
  private let body: @Sendable () throws -> Void

  /// - Parameter body: throws a ``CheckFailure`` where something is not as it must be. What else it
  ///   throws, and what stops the program, counts as a failure, too.
  package init(
    _ name: String, of function: String? = nil, hint hints: String...,
    timeLimit: Duration = .seconds(10),
    _ body: @escaping @Sendable () throws -> Void
  ) {
    self.name = name
    self.hints = hints
    self.function = function
    self.timeLimit = timeLimit
    self.body = body
  }

  /// Runs the check here and now; nil if it passes.
  package func failure() -> CheckFailure? {
    do {
      try body()
      return nil
    } catch let failure as CheckFailure {
      return failure
    } catch {
      return CheckFailure("it threw an error: \(error)")
    }
  }
}
