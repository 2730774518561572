import Exercises
import Foundation
import Notebook

/// Finds out whether an exercise is right as it is on disk: builds, checks, and begins anew where a
/// source is saved meanwhile, so that what it says is always of the sources that are there.
struct Judge {
  /// What became of an exercise.
  enum Verdict {
    case result(ExerciseResult)
    /// What the build said.
    case notBuilt(String)
    /// Why it could not be checked.
    case problem(String)
  }

  /// What is being done.
  enum Activity {
    /// How far it is, in words.
    case building(String)
    case checking(CheckProgress)
    /// A source was saved meanwhile.
    case beginningAnew
  }

  /// What it is done with.
  struct Tools {
    /// The sources as they are on disk.
    var snapshot: () -> SourceSnapshot
    /// Whether the exercise's file is there.
    var isThere: (Exercise) -> Bool
    /// Builds what is there, for as long as it is wanted.
    var build: (_ isWanted: (String) -> Bool) -> PackageBuild.End
    /// Runs the checks with what was built last; nil where they were not wanted to the end.
    var check: (_ exercise: Exercise, _ isWanted: (CheckProgress) -> Bool) throws -> ExerciseResult?
    /// Dates these sources anew.
    var touch: ([String]) -> Void
  }

  private let tools: Tools
  /// How often the sources are looked at while something else is done.
  private let interval: Duration
  /// How long sources have to stay the same before they are built.
  private let pause: Duration
  /// What was built last, and that it could be.
  private var built: SourceSnapshot?
  /// The last that a build began with, whatever became of it.
  private var tried: SourceSnapshot?
  /// What the last verdict is on.
  private var judged: SourceSnapshot?

  /// - Parameter built: the sources that the program is known to have been built from.
  init(
    _ tools: Tools, built: SourceSnapshot?, interval: Duration = .milliseconds(250),
    pause: Duration = .milliseconds(150)
  ) {
    self.tools = tools
    self.built = built
    self.interval = interval
    self.pause = pause
    tried = built
  }

  /// Whether the sources are no longer those of the last verdict.
  var isOutOfDate: Bool { judged != tools.snapshot() }

  /// Lets the next verdict begin with a build.
  mutating func forgetBuild() { built = nil }

  /// Builds what is to be built, runs the checks of the exercise, and gives what came of it.
  ///
  /// - Parameter isWanted: told all the while what is being done; where it says no, that is ended.
  /// - Returns: nil where it was ended.
  mutating func verdict(
    on exercise: Exercise, while isWanted: (Activity) -> Bool
  ) -> Verdict? {
    var isFirst = true
    while isFirst || isWanted(.beginningAnew) {
      isFirst = false
      var seen = tools.snapshot()
      if seen != built { seen = .settled(for: pause, tools.snapshot) }
      guard tools.isThere(exercise) else {
        judged = seen
        return .problem(
          "\(exercise.path) is not there: put it back, or start over with "
            + "'swift run --skip-build workbook reset \(exercise.number)'.")
      }
      var end = Round(seen, tools.snapshot, interval)
      if seen != built {
        built = nil
        if let tried {
          let paths = seen.changedWithoutDate(since: tried)
          if !paths.isEmpty {
            tools.touch(paths)
            seen = tools.snapshot()
            end = Round(seen, tools.snapshot, interval)
          }
        }
        tried = seen
        let build = tools.build { end.goesOn(isWanted(.building($0))) }
        if end.isUnwanted { return nil }
        // What was saved and taken back meanwhile may be what was built.
        if end.isOutOfDate || !tools.snapshot().isUntouched(since: seen) { continue }
        switch build {
        case .built: built = seen
        case .canceled: continue
        case .failed(let said):
          judged = seen
          return .notBuilt(said)
        }
      }
      let verdict: Verdict
      do {
        let result = try tools.check(exercise) { end.goesOn(isWanted(.checking($0))) }
        if end.isUnwanted { return nil }
        guard let result, !end.isOutOfDate else { continue }
        verdict = .result(result)
      } catch {
        // A file may be away for a moment, or for good; the next save is looked at all the same.
        verdict = .problem(Failure(error).message?.written ?? "")
      }
      if tools.snapshot() != seen { continue }
      judged = seen
      return verdict
    }
    return nil
  }

  /// Whether what is being done is still wanted, and the sources are those that it was begun with.
  private struct Round {
    private(set) var isUnwanted = false
    private(set) var isOutOfDate = false
    private let seen: SourceSnapshot
    private let snapshot: () -> SourceSnapshot
    private let interval: Duration
    private var look: ContinuousClock.Instant

    init(
      _ seen: SourceSnapshot, _ snapshot: @escaping () -> SourceSnapshot, _ interval: Duration
    ) {
      self.seen = seen
      self.snapshot = snapshot
      self.interval = interval
      look = .now.advanced(by: interval)
    }

    mutating func goesOn(_ isWanted: Bool) -> Bool {
      if !isWanted { isUnwanted = true }
      if ContinuousClock.now >= look {
        if snapshot() != seen { isOutOfDate = true }
        look = .now.advanced(by: interval)
      }
      return !isUnwanted && !isOutOfDate
    }
  }
}
