import Exercises
import Notebook

/// Finds out how far a reader is with an exercise, by running its checks in another process.
struct ExerciseRunner: Sendable {
  let files: ExerciseFiles
  /// Nil where the checks run in this process.
  private let process: CheckProcess?
  /// Nil where nobody sees a passing line.
  private let console: Console?

  /// - Parameters:
  ///   - limit: how long any check may take; nil for what each of them says.
  ///   - executable: the program that runs them; nil for this one.
  ///   - runsAll: whether the checks behind one that took too long are run, too.
  ///   - isSilent: whether somebody else says what is being done.
  ///   - inProcess: whether the checks run in this process, with whoever debugs it.
  init(
    _ session: Session, limit: Duration? = nil, executable: String? = nil, runsAll: Bool = false,
    isSilent: Bool = false, inProcess: Bool = false
  ) throws {
    files = ExerciseFiles(root: try PackageRoot.find())
    process =
      inProcess
      ? nil
      : .workbook(
        executable: executable, timeLimit: limit, runsAll: runsAll,
        options: session.options.arguments)
    console = session.error.canRedraw && !isSilent ? session.console : nil
  }

  /// What became of the exercise. One that has not been begun with costs no more than reading its
  /// file.
  ///
  /// - Parameter place: what to say of its place among others, such as ` (2 of 7)`.
  func result(of exercise: Exercise, place: String = "") throws -> ExerciseResult {
    var shown = ""
    defer { console?.showPassing(nil) }
    return try result(of: exercise) { progress in
      let line = "checking \(exercise.number)\(place): \(progress)"
      if line != shown { console?.showPassing("\(line)") }
      shown = line
      return true
    }!
  }

  /// The same for somebody who may stop waiting.
  ///
  /// - Parameter isWanted: told all the while how far the checks are; where it says no, they are ended.
  /// - Returns: nil where they were ended.
  func result(
    of exercise: Exercise, while isWanted: (CheckProgress) -> Bool
  ) throws -> ExerciseResult? {
    if try files.isUntouched(exercise) { return ExerciseResult(exercise: exercise, checks: []) }
    guard let process else { return files.placing(ExerciseResult(checking: exercise)) }
    return try process.result(of: exercise, while: isWanted).map(files.placing)
  }

  /// What became of the exercises, each handed on as soon as it is known. One whose file is not there,
  /// or may not be read, has failed: it says nothing about the others.
  func results(
    of exercises: [Exercise], onResult: (ExerciseResult) -> Void
  ) throws -> [ExerciseResult] {
    try exercises.enumerated().map { index, exercise in
      let place = exercises.count == 1 ? "" : " (\(index + 1) of \(exercises.count))"
      let result: ExerciseResult
      do {
        result = try self.result(of: exercise, place: place)
      } catch let error as ExerciseFileError where exercises.count > 1 {
        result = ExerciseResult(of: exercise, without: error)
      }
      onResult(result)
      return result
    }
  }
}

extension ExerciseResult {
  /// Runs the checks here and now.
  fileprivate init(checking exercise: Exercise) {
    let checks = exercise.checks.map { check in
      var result = CheckResult(check)
      result.add(check.failure())
      return result
    }
    self.init(exercise: exercise, checks: checks)
  }

  /// Of an exercise whose file cannot be looked at.
  init(of exercise: Exercise, without error: ExerciseFileError) {
    var check = CheckResult(exercise.checks[0])
    check.failure = CheckFailure("\(error)")
    check.place = SourceLine(exercise.path, 1)
    self.init(exercise: exercise, checks: [check])
  }
}
