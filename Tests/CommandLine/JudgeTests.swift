import ExerciseSupport
import Exercises
import Foundation
import Notebook
import Testing

@testable import WorkbookCommand

/// Saves that come at each moment of a build and a check, which are made up here.
@Suite struct JudgeTests {
  /// What the package has on disk, what was built of it, and what has been done.
  private final class World {
    /// With nothing but the file of exercise 1.1.
    let root = PackageRoot(
      FileManager.default.temporaryDirectory.appending(path: "judge-\(UUID().uuidString)"))
    var saved = "0"
    var built = "nothing"
    var done: [String] = []
    /// What happens at which of the moments that come in order.
    var events: [Int: () -> Void] = [:]
    private var moment = 0

    deinit { try? FileManager.default.removeItem(at: root.directory) }

    func save(_ text: String) {
      saved = text
      try! root.replace(ReadersFolder.first.path, with: text)
    }

    private func pass() {
      events[moment]?()
      moment += 1
    }

    var tools: Judge.Tools {
      Judge.Tools(
        snapshot: { [self] in SourceSnapshot(of: root) }, isThere: { _ in true },
        build: { [self] isWanted in
          pass()
          guard isWanted("") else {
            done.append("build ended")
            return .canceled
          }
          let read = saved
          pass()
          guard isWanted("1 of 2") else {
            done.append("build ended")
            return .canceled
          }
          if read.contains("broken") {
            done.append("broken \(read)")
            pass()
            return .failed("error: \(read)")
          }
          built = read
          done.append("built \(read)")
          pass()
          return .built
        },
        check: { [self] exercise, isWanted in
          for number in 1...2 {
            let progress = CheckProgress(
              number: number, count: 2, elapsed: .zero, limit: .seconds(1))
            pass()
            guard isWanted(progress) else {
              done.append("check ended")
              return nil
            }
          }
          done.append("checked \(built)")
          pass()
          var result = CheckResult(exercise.checks[0])
          result.failure = CheckFailure(built)
          return ExerciseResult(exercise: exercise, checks: [result])
        }, touch: { self.done.append("touched \($0.count)") })
    }
  }

  private let world = World()

  init() { world.save("A") }

  private func judge() -> Judge { Judge(world.tools, built: nil, interval: .zero, pause: .zero) }

  /// What a verdict is on: what was built, or what did not compile.
  private func subject(_ verdict: Judge.Verdict?) -> String {
    switch verdict {
    case .result(let result): result.firstFailure?.failure?.message ?? ""
    case .notBuilt(let said): said
    case .problem(let problem): problem
    case nil: "ended"
    }
  }

  @Test func withoutASaveItBuildsAndChecksOnce() {
    var judge = judge()
    #expect(subject(judge.verdict(on: ReadersFolder.first) { _ in true }) == "A")
    #expect(world.done == ["built A", "checked A"])
    #expect(!judge.isOutOfDate)
    // Nothing is built where nothing has changed, unless it is asked for.
    #expect(subject(judge.verdict(on: ReadersFolder.first) { _ in true }) == "A")
    #expect(world.done == ["built A", "checked A", "checked A"])
    judge.forgetBuild()
    _ = judge.verdict(on: ReadersFolder.first) { _ in true }
    #expect(world.done.suffix(2) == ["built A", "checked A"])
    world.save("B")
    #expect(judge.isOutOfDate)
  }

  /// Before the build has read, after that, at its end, before each check, and after the last.
  @Test(arguments: 0...5)
  func aSaveAtAnyMomentIsJudged(moment: Int) {
    world.events[moment] = { [world] in world.save("B") }
    var judge = judge()
    #expect(subject(judge.verdict(on: ReadersFolder.first) { _ in true }) == "B")
    #expect(world.done.suffix(2) == ["built B", "checked B"])
    #expect(!judge.isOutOfDate)
    let before = [
      ["build ended"], ["build ended"], ["built A"], ["built A", "check ended"],
      ["built A", "check ended"], ["built A", "checked A"],
    ]
    #expect(Array(world.done.dropLast(2)) == before[moment])
  }

  @Test func aSaveThatIsTakenBackWhileItIsBuiltIsBuiltAgain() {
    world.events[0] = { [world] in
      world.save("B")
      world.events[1] = { world.save("A") }
    }
    // As if nobody looked in between.
    var judge = Judge(world.tools, built: nil, interval: .seconds(60), pause: .zero)
    #expect(subject(judge.verdict(on: ReadersFolder.first) { _ in true }) == "A")
    #expect(world.done == ["built B", "built A", "checked A"])
  }

  @Test func aSaveWhileABuildFailsIsBuilt() {
    world.save("broken A")
    world.events[2] = { [world] in world.save("B") }
    var judge = judge()
    #expect(subject(judge.verdict(on: ReadersFolder.first) { _ in true }) == "B")
    #expect(world.done == ["broken broken A", "built B", "checked B"])
    world.save("broken C")
    #expect(subject(judge.verdict(on: ReadersFolder.first) { _ in true }) == "error: broken C")
    #expect(!judge.isOutOfDate)
    // As long as it does not compile, each verdict begins with a build.
    _ = judge.verdict(on: ReadersFolder.first) { _ in true }
    #expect(world.done.suffix(2) == ["broken broken C", "broken broken C"])
  }

  @Test(arguments: 0...4)
  func whatNobodyWaitsForIsEnded(moment: Int) {
    var count = 0
    var judge = judge()
    let verdict = judge.verdict(on: ReadersFolder.first) { _ in
      count += 1
      return count <= moment
    }
    #expect((verdict == nil) == (moment < 4))
    #expect(subject(judge.verdict(on: ReadersFolder.first) { _ in true }) == "A")
  }

  @Test func aSaveWithTheSameDateIsDatedAnew() throws {
    let path = world.root.url(of: ReadersFolder.first.path).path
    func date() throws {
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSince1970: 1e9)], ofItemAtPath: path)
    }
    try date()
    var judge = judge()
    _ = judge.verdict(on: ReadersFolder.first) { _ in true }
    world.save("B")
    try date()
    _ = judge.verdict(on: ReadersFolder.first) { _ in true }
    #expect(world.done.suffix(3) == ["touched 1", "built B", "checked B"])
  }
}
