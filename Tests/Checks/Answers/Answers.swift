import Exercises
import Foundation
import Synchronization
import WorkbookCommand

/// The answers to one exercise, in a class that is found by its name: those to the exercise in
/// `CountLabels.swift` are ``CountLabelsAnswers``, and those for chapter 1's own code
/// `Chapter1CodeAnswers`. So nothing lists them.
protocol KnownAnswers: AnyObject {
  static var answers: Answers { get }
}

/// The answers to one exercise that the tests know: the solution, other right ones, and wrong ones.
struct Answers: Sendable {
  /// The exercise made from the solution.
  let solution: Exercise
  /// What people write who think of another way.
  let others: [OtherAnswer]
  /// What people typically write instead.
  let wrong: [WrongAnswer]

  init(solution: Exercise, others: [OtherAnswer] = [], wrong: [WrongAnswer]) {
    self.solution = solution
    self.others = others
    self.wrong = wrong
  }

  /// The name of the class that has the answers to an exercise.
  static func className(of exercise: Exercise) -> String {
    let file = URL(filePath: exercise.path).deletingPathExtension().lastPathComponent
    return exercise.isChapterCode
      ? "Chapter\(exercise.number.chapter)CodeAnswers" : "\(file)Answers"
  }

  /// Nil where nobody has written them.
  static func to(_ exercise: Exercise) -> Answers? {
    let known =
      NSClassFromString("ChecksTests.\(className(of: exercise))") as? any KnownAnswers.Type
    return known?.answers
  }

  /// In the order of the exercises.
  static let all: [Answers] = Exercise.all.compactMap { to($0) }
}

/// A right answer that is not the solution.
struct OtherAnswer: Sendable, CustomStringConvertible {
  /// What it does otherwise.
  let name: String
  /// The exercise made from it.
  let exercise: Exercise

  init(_ name: String, _ exercise: Exercise) {
    self.name = name
    self.exercise = exercise
  }

  var description: String { "\(exercise.number): \(name)" }

  static let all = Answers.all.flatMap(\.others)
}

/// A typical wrong answer, and what the reader is to be told about it.
struct WrongAnswer: Sendable, CustomStringConvertible {
  /// What is wrong with it.
  let name: String
  /// The exercise made from it.
  let exercise: Exercise
  /// The name of the first check that it fails.
  let check: String
  /// Words that the failure has to say.
  let says: String
  /// Whether it stops the program, and so has to run in a process of its own.
  let traps: Bool
  /// What is found where it does not.
  private let found: FirstFailure

  init(
    _ name: String, _ exercise: Exercise, fails check: String, saying says: String,
    traps: Bool = false
  ) {
    self.name = name
    self.exercise = exercise
    self.check = check
    self.says = says
    self.traps = traps
    found = FirstFailure(of: exercise)
  }

  var description: String { "\(exercise.number): \(name)" }

  /// The first check that it fails, and what that says; nil where it passes. Not for one that traps.
  var firstFailure: FirstFailure.Found? { found.value }

  static let all = Answers.all.flatMap(\.wrong)
}

/// What the first check that fails says, found out once however many tests ask.
final class FirstFailure: Sendable {
  typealias Found = (check: String, failure: CheckFailure)

  private let exercise: Exercise
  /// Nil until somebody asks.
  private let known = Mutex<Found??>(nil)

  init(of exercise: Exercise) {
    self.exercise = exercise
  }

  var value: Found? {
    known.withLock { known in
      if let known { return known }
      var found: Found?
      for check in exercise.checks where found == nil {
        found = check.failure().map { (check.name, $0) }
      }
      known = .some(found)
      return found
    }
  }
}
