import Exercises
import Foundation
import Notebook
import Testing

@testable import WorkbookCommand

/// What is said of several exercises, for exercises that are made up.
@Suite struct ProgressTests {
  private static func result(
    _ chapter: Int, _ index: Int, _ state: ExerciseResult.State
  ) -> ExerciseResult {
    let check = Check("it holds", hint: "Hold it.") {}
    let module: ChapterModule = "Chapter\(chapter)MadeUp"
    let exercise =
      index == 0
      ? Exercise(codeOf: module, checks: [check])
      : Exercise(module, index, "Made up", file: "MadeUp", checks: [check])
    var result = CheckResult(check)
    if state == .failed { result.failure = CheckFailure("it does not hold") }
    return ExerciseResult(exercise: exercise, checks: state == .notStarted ? [] : [result])
  }

  @Test func aSummaryCountsExercises() {
    let results = [
      Self.result(3, 0, .passed), Self.result(3, 1, .passed), Self.result(3, 2, .passed),
      Self.result(3, 3, .failed), Self.result(3, 4, .notStarted), Self.result(3, 5, .notStarted),
    ]
    #expect(
      results.summary(ofChapter: 3)
        == "Chapter 3: 2 of 5 done, 1 to mend, 2 not started.")
    #expect(Array(results[1...2]).summary(ofChapter: nil) == "All chapters: 2 of 2 done.")
  }

  @Test func aChaptersOwnCodeIsNamedWhereItFails() {
    let results = [
      Self.result(1, 0, .failed), Self.result(1, 1, .passed), Self.result(2, 0, .failed),
    ]
    #expect(
      Array(results[...1]).summary(ofChapter: 1)
        == "Chapter 1: 1 of 1 done. The code of chapter 1 has to be mended, too.")
    #expect(
      results.summary(ofChapter: nil).hasSuffix(
        "The code of chapters 1 and 2 has to be mended, too."))
  }

  @Test(
    arguments: [
      ([(1, .failed), (2, .failed)], ["hint 1.1", "check 1.1"]),
      ([(1, .passed), (2, .failed), (3, .notStarted)], ["hint 1.2", "check 1.2"]),
      ([(1, .passed), (2, .notStarted), (3, .notStarted)], ["watch 1.2"]),
      ([(100, .passed)], ["chapter 2"]),
    ] as [([(Int, ExerciseResult.State)], [String])])
  func afterChecksOneThingIsNext(states: [(Int, ExerciseResult.State)], commands: [String]) {
    let results = states.map { Self.result(1, $0.0, $0.1) }
    #expect(
      results.waysAfterChecks.map(\.command) == commands.map { "swift run workbook \($0)" })
  }

  @Test(
    arguments: [
      ([(1, .notStarted), (2, .notStarted)], ["chapter 1"]),
      ([(1, .passed), (2, .notStarted)], ["chapter 2", "watch 2.1"]),
      ([(1, .passed), (2, .passed), (2, .notStarted)], ["watch 2.2"]),
      ([(1, .notStarted), (2, .failed)], ["check 2.1"]),
      ([(1, .passed)], ["train --epochs 20", "quiz", "museum"]),
    ] as [([(Int, ExerciseResult.State)], [String])])
  func theContentsNameTheFirstThingToDo(
    states: [(Int, ExerciseResult.State)], commands: [String]
  ) {
    var counts: [Int: Int] = [:]
    let results = states.map { chapter, state in
      counts[chapter, default: 0] += 1
      return Self.result(chapter, counts[chapter]!, state)
    }
    #expect(
      results.waysFromContents.map(\.command)
        == (commands + ["--help"]).map { "swift run workbook \($0)" })
  }
}
