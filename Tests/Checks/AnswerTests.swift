import Exercises
import ExitTestSupport
import Foundation
import Notebook
import Testing
import WorkbookCommand

@testable import Checks

/// Every exercise against its solution, other right answers and typical wrong ones.
///
/// Each answer takes the place of the reader's function where the exercise is made, and the same
/// checks run on it. That these checks run on the reader's function where nothing takes its place
/// is what the tests in a copy of the package show.
@Suite struct AnswerTests {
  @Test func everyExerciseHasAnswers() throws {
    for exercise in Exercise.all {
      let answers = try #require(
        Answers.to(exercise), "Tests/Checks/Answers has no \(Answers.className(of: exercise))")
      #expect(answers.solution.number == exercise.number)
      let least = answers.solution.isChapterCode ? 1 : 3
      #expect(answers.wrong.count >= least, "\(answers.solution)")
    }
  }

  @Test(arguments: Answers.all.map(\.solution))
  func theSolutionPasses(exercise: Exercise) {
    for check in exercise.checks {
      let failure = check.failure()
      #expect(failure == nil, "\(exercise): \(check.name)")
    }
  }

  @Test(arguments: OtherAnswer.all)
  func anotherRightAnswerPasses(answer: OtherAnswer) {
    for check in answer.exercise.checks {
      let failure = check.failure()
      #expect(failure == nil, "\(answer): \(check.name)")
    }
  }

  @Test(arguments: WrongAnswer.all.filter { !$0.traps })
  func aWrongAnswerIsToldWhatIsWrong(answer: WrongAnswer) throws {
    let (name, failure) = try #require(answer.firstFailure, "nothing was found wrong with it")
    #expect(name == answer.check)
    let text = failure.lines.joined(separator: "\n")
    #expect(text.contains(answer.says))
  }

  /// Where two mistakes read alike, a reader who made one of them may be told of the other.
  @Test(arguments: Answers.all.map(\.solution))
  func noTwoWrongAnswersReadAlike(exercise: Exercise) throws {
    let answers = try #require(Answers.to(exercise)).wrong
    let read = answers.map { answer in
      let lines = answer.traps ? [answer.says] : answer.firstFailure?.failure.lines ?? []
      return ([answer.traps ? answer.check : answer.firstFailure?.check ?? ""] + lines)
        .joined(separator: "\n")
    }
    for (index, text) in read.enumerated() {
      let same = read[..<index].firstIndex(of: text)
      #expect(same == nil, "\(answers[same ?? 0].name) and \(answers[index].name): \(text)")
    }
  }

  /// Each check says what is wrong, and not only the first that fails.
  @Test func whereNothingIsShuffledASeedIsNotTheCause() throws {
    let answer = try #require(WrongAnswer.all.first { $0.name == "shuffle is not looked at" })
    let check = try #require(
      answer.exercise.checks.first { $0.name == "a seed makes the order repeatable" })
    #expect(check.failure()?.message == "with shuffle: true the samples came in order")
  }

  @Test(.withExitTests, arguments: WrongAnswer.all.indices.filter { WrongAnswer.all[$0].traps })
  func aWrongAnswerThatStopsTheProgramSaysWhy(index: Int) async throws {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent, \.standardOutputContent]
    ) { [index] in
      printLineByLine()
      let answer = WrongAnswer.all[index]
      for check in answer.exercise.checks {
        print("at: \(check.name)")
        // Whatever fails before it stops the program would be told first.
        guard check.failure() == nil else { exit(0) }
      }
      exit(0)
    }
    let answer = WrongAnswer.all[index]
    let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    let error = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(output.split(separator: "\n").last { $0.hasPrefix("at: ") } == "at: \(answer.check)")
    #expect(error.contains(answer.says))
  }
}
