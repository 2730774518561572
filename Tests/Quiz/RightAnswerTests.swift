import Testing

@testable import Quiz

/// What the answers come out as, beside what was worked out by hand.
@Suite struct RightAnswerTests {
  /// The rows of each chapter in the order of its questions.
  private static let expected: [(key: String, answer: Answer)] = [
    ("1 to-tensor", .shape([1, 28, 28])),
    ("1 last-batch", .number(1000 - 15 * 64)),
    ("1 colour", .shape([16, 3, 32, 48])),
    ("1 sorted", .number(1)),
    ("1 seed", .choice(1)),
    ("1 most-common", .number(90)),
    ("1 nearest", .number(1)),
    ("1 leak", .number(28)),
    // √(0.8 · 0.2 / 400) = √0.0004
    ("1 standard-error", .number(2)),
    ("1 four-times", .choice(1)),
    ("2 edge", .number(27)),
    ("2 more-ink", .number(27)),
    ("2 output-size", .number(14)),
    ("2 convolution", .shape([8, 16, 28, 28])),
    ("2 weights", .shape([64, 32, 3, 3])),
    ("2 parameters", .number(16 * 3 * 25 + 16)),
    ("2 larger-picture", .number(64 * 6 * 6)),
    ("2 receptive-field", .number(5)),
    ("2 without-relu", .choice(1)),
    ("2 all-zero", .number(1)),
    // 2 (2 · 3 − 5) · 3
    ("3 chain-rule", .number(6)),
    ("3 step", .number(1.4)),
    ("3 too-far", .choice(2)),
    ("3 equal-scores", .number(10)),
    ("3 half", .number(0.6931)),
    ("3 first-loss", .number(4.6052)),
    ("3 score-gradient", .number(-0.8)),
    ("3 twice", .number(6)),
    ("3 leaf", .choice(2)),
    ("3 velocity", .number(1.75)),
    ("4 mean-loss", .number(0.7)),
    ("4 steps", .number(4)),
    ("4 argmax", .shape([32])),
    ("4 right-answers", .number(3)),
    ("4 loss-and-accuracy", .choice(1)),
    ("4 smooth", .choice(0)),
    ("4 no-grad", .choice(2)),
    ("4 cleared", .choice(1)),
    ("4 no-zero-grad", .number(0.3)),
    ("4 item", .choice(1)),
    ("5 steps", .number(150)),
    ("5 luckiest", .choice(1)),
    ("5 two-recipes", .choice(2)),
    ("5 batch-and-rate", .number(0.16)),
    ("5 fair", .number(0.1)),
    ("5 dropout-scale", .number(4)),
    ("5 dropout-eval", .number(4)),
    ("5 learned-shift", .number(2)),
    ("5 forget-eval", .choice(1)),
    ("5 modes", .choice(3)),
    ("6 overfitting", .choice(2)),
    ("6 gap", .choice(1)),
    ("6 underfitting", .choice(0)),
    ("6 best-epoch", .number(3)),
    ("6 confusion", .number(60)),
    ("6 cosine", .number(1)),
    ("6 batch-of-one", .shape([1, 1, 28, 28])),
    ("6 cat", .number(100)),
    ("6 half-turn", .number(9)),
    ("6 saved", .number(8)),
  ]

  @Test func theyAreWhatWasWorkedOutByHand() throws {
    #expect(Question.all.map(\.key) == Self.expected.map(\.key))
    for (question, expected) in zip(Question.all, Self.expected) {
      let right = try question.rightAnswer()
      switch (right, expected.answer) {
      // To the last digit that stands above, and not only as near as a reader's has to be.
      case (.number(let number), .number(let expected)):
        #expect(
          abs(number - expected) <= 1e-4 * max(1, abs(expected)), "\(question.key): \(number)")
      default: #expect(right == expected.answer, "\(question.key)")
      }
      // Nothing of it is left to chance.
      #expect(try question.rightAnswer() == right, "\(question.key)")
    }
  }

  @Test func aWrongAnswerIsTemptingAndTheRightOneIsNot() throws {
    for question in Question.all {
      let right = try question.rightAnswer()
      for (index, (answer, reason)) in question.tempting.enumerated() {
        #expect(!question.kind.isRight(answer, right), "\(question.key)")
        // Each has what is said of it, and not what is said of another.
        #expect(question.reason(forWrong: answer) == reason, "\(question.key), \(index)")
      }
      guard case .choice(let options) = question.kind, case .choice(let index) = right else {
        #expect(!question.tempting.isEmpty, "\(question.key)")
        continue
      }
      // Every option but the right one has a reason to be taken.
      let wrong = options.indices.filter { $0 != index }.map { Answer.choice($0) }
      #expect(question.tempting.map(\.answer) == wrong, "\(question.key)")
      #expect(Set(options).count == options.count && options.count >= 3, "\(question.key)")
    }
  }

  @Test func rightOptionsStandInAllPlaces() throws {
    let places = try Question.all.compactMap { question in
      if case .choice(let index) = try question.rightAnswer() { index } else { nil }
    }
    #expect(Set(places) == [0, 1, 2, 3])
  }
}
