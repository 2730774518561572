/// Something that a reader is asked to write, and how to find out whether it is right.
///
/// It is made from the reader's own functions and types, those of the chapter's module: they are the
/// defaults of the parameters of what makes an exercise, such as ``normalize(_:)``. The tests give
/// others, right and wrong ones, so that the same checks run on them.
public struct Exercise: Sendable, CustomStringConvertible {
  public let number: ExerciseNumber
  public let title: String
  /// What the reader edits, relative to the package: the file of the exercise, or the folder of a
  /// chapter's own code.
  public let path: String
  /// In the order in which they run.
  public let checks: [Check]

  /// One of a reader's files.
  ///
  /// - Parameter file: where it is in its chapter's folder of exercises: `Normalize`.
  init(_ chapter: Int, _ index: Int, _ title: String, file: String, checks: [Check]) {
    number = ExerciseNumber(chapter, index)
    self.title = title
    path = "Sources/Chapters/\(chapterModules[chapter - 1])/Exercises/\(file).swift"
    self.checks = checks
  }

  /// A chapter's own code.
  init(codeOf chapter: Int, checks: [Check]) {
    number = ExerciseNumber(chapter, 0)
    title = "The code of chapter \(chapter)"
    path = "Sources/Chapters/\(chapterModules[chapter - 1])"
    self.checks = checks
  }

  /// Whether this is a chapter's own code, which has no stub and no solution.
  public var isChapterCode: Bool { number.index == 0 }

  public var description: String { "\(number) \(title)" }
}

/// The modules of the chapters, in their order.
let chapterModules = [
  "Chapter1Data", "Chapter2Model", "Chapter3LossAndOptimizer", "Chapter4TrainAndTest",
  "Chapter5TrainingLoop", "Chapter6Curves",
]

/// One thing that must be so.
public struct Check: Sendable {
  /// What must be so, as a sentence: `the mean is 0`.
  public let name: String
  /// What helps somebody who is stuck here, without giving the answer away.
  public let hint: String
  /// How long it may take before it is stopped.
  public let timeLimit: Duration
  private let body: @Sendable () throws -> Void

  /// - Parameter body: throws a ``CheckFailure`` where something is not as it must be. What else it
  ///   throws, and what stops the program, counts as a failure, too.
  init(
    _ name: String, hint: String, timeLimit: Duration = .seconds(10),
    _ body: @escaping @Sendable () throws -> Void
  ) {
    self.name = name
    self.hint = hint
    self.timeLimit = timeLimit
    self.body = body
  }

  /// Runs the check here and now; nil if it passes.
  public func failure() -> CheckFailure? {
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
