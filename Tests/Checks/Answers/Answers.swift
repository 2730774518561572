@testable import Checks

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

  /// In the order of the exercises.
  static let all: [Answers] = chapter1 + chapter2 + chapter3 + chapter4 + chapter5 + chapter6
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

  init(
    _ name: String, _ exercise: Exercise, fails check: String, saying says: String,
    traps: Bool = false
  ) {
    self.name = name
    self.exercise = exercise
    self.check = check
    self.says = says
    self.traps = traps
  }

  var description: String { "\(exercise.number): \(name)" }

  static let all = Answers.all.flatMap(\.wrong)
}
