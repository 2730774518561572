import Chapter5TrainingLoop
import Exercises
import Tensors

/// What exercise 5.1 asks for, so that its checks can run on any answer to it.
protocol StopsEarly: SendableMetatype {
  init(patience: Int, minimalImprovement: Double)
  mutating func shouldStop(after loss: Double) -> Bool
  var bestEpoch: Int? { get }
}

extension Chapter5TrainingLoop.EarlyStopping: StopsEarly {}

extension Exercise {
  /// Exercise 5.1.
  ///
  /// Losses are sums of few powers of 2, so that no difference is rounded.
  static func earlyStopping(
    _ answer: any StopsEarly.Type = Chapter5TrainingLoop.EarlyStopping.self
  ) -> Exercise {
    Exercise(
      .chapter5, 1, "Early stopping", file: "EarlyStopping",
      checks: [
        Check(
          "it stops after so many epochs in a row without an improvement",
          hint: "Remember the best loss, and for how many epochs it has not been beaten.",
          """
          Where the loss beats the best so far, keep it and begin to count anew; otherwise count one \
          more. Stop as soon as the count is as large as patience.
          """
        ) {
          try Losses([3, 2, 1, 0.5], patience: 1).expect(
            answer, stopsAfter: nil,
            mistakes: [
              Mistake(
                1,
                "The first epoch is an improvement, whatever its loss: there was none before it."),
              Mistake(2, "The loss fell at every epoch, and a smaller loss is better."),
            ])
          try Losses([1, 0.75, 0.875, 0.9375, 1, 1.5], patience: 3).expect(
            answer, stopsAfter: 5,
            mistakes: [
              Mistake(
                3,
                "Epochs 1 and 2 are improvements. Patience counts those without one, and not all."),
              Mistake(4, "After epoch 4 there had been two without an improvement, 3 and 4."),
              Mistake(6, "After epoch 5 there had been three without an improvement: 3, 4 and 5."),
              Mistake(nil, "The loss rose in epochs 3, 4 and 5. Then it is time to stop."),
            ])
          try Losses([1, 2, 3, 4], patience: 2).expect(
            answer, stopsAfter: 3,
            mistakes: [
              Mistake(2, "The first epoch is an improvement, so epoch 2 is the first without one."),
              Mistake(
                4, "Patience is 2: after epochs 2 and 3, without an improvement, it is over."),
              Mistake(nil, "The loss rose at every epoch."),
            ])
        },
        Check(
          "each loss is compared with the best so far",
          hint: "The epoch before may have been a bad one, too.",
          "Keep the loss of the last improvement until a lower one comes."
        ) {
          try Losses([1, 0.5, 0.875, 0.75, 0.6875, 0.625, 0.5625], patience: 4).expect(
            answer, stopsAfter: 6,
            mistakes: [
              Mistake(nil, "Since epoch 3 each loss is below the one before, but none below 0.5.")
            ])
        },
        Check(
          "an improvement starts the count over",
          hint: "What happens to the count of epochs without an improvement when there is one?",
          "It is 0 again."
        ) {
          try Losses([1, 1.125, 0.875, 1, 0.75, 0.8125, 0.875], patience: 2).expect(
            answer, stopsAfter: 7,
            mistakes: [
              Mistake(
                4, "Epochs 2 and 4 were not improvements, but epoch 3 was: they are not in a row."),
              Mistake(6, "Epoch 6 is the first without an improvement since epoch 5."),
            ])
          try Losses([1, 1.125, 1.25, 0.875, 1, 1.125, 1.25], patience: 3).expect(
            answer, stopsAfter: 7,
            mistakes: [
              Mistake(
                6,
                "With the improvement of epoch 4 the epochs before it are forgotten: the count is 0."
              )
            ])
        },
        Check(
          "a loss has to fall by more than minimalImprovement",
          hint:
            "Compare with the loss of the last improvement, and keep that one until the next.",
          """
          The difference between the best so far and the loss must be larger than the minimum, and not \
          as large. A small fall changes nothing, also not the best so far.
          """
        ) {
          try Losses([1, 1, 1, 1], patience: 2).expect(
            answer, stopsAfter: 3,
            mistakes: [
              Mistake(nil, "A loss that stays as it is has not fallen, not even by more than 0.")
            ])
          try Losses([1, 1.0625, 1.0625, 1.0625], patience: 2, minimalImprovement: 0.125).expect(
            answer, stopsAfter: 3,
            mistakes: [
              Mistake(
                nil, "1.0625 is above 1. It is an improvement from 0.875 down, without 0.875.")
            ])
          try Losses([1, 1.5, 2, 2.5], patience: 2, minimalImprovement: 0.125).expect(
            answer, stopsAfter: 3,
            mistakes: [Mistake(nil, "The loss rose by more than 0.125. It should fall.")])
          try Losses([1, 0.9375, 0.90625, 0.75], patience: 2, minimalImprovement: 0.125).expect(
            answer, stopsAfter: 3,
            mistakes: [
              Mistake(nil, "0.9375 and 0.90625 are below 1, but not by more than 0.125.")
            ])
          try Losses([1, 0.875, 0.875, 0.75], patience: 2, minimalImprovement: 0.125).expect(
            answer, stopsAfter: 3,
            mistakes: [
              Mistake(nil, "0.875 is below 1 by just 0.125, and not by more."),
              Mistake(4, "0.875 is below 1 by just 0.125, and not by more."),
            ])
          try Losses([1, 0.9375, 0.84375, 0.8125], patience: 2, minimalImprovement: 0.125).expect(
            answer, stopsAfter: nil,
            mistakes: [
              Mistake(
                3,
                """
                0.9375 was not an improvement, so the best is still 1, and 0.84375 is below that by more \
                than 0.125.
                """)
            ])
          try Losses([8, 7.5, 7, 6.5], patience: 1, minimalImprovement: 0.25).expect(
            answer, stopsAfter: nil,
            mistakes: [
              Mistake(
                2,
                "7.5 is below 8 by 0.5, which is more than 0.25. The minimum is a difference of losses, "
                  + "not a share of the best.")
            ])
          let share =
            "0.3125 is below 0.5 by 0.1875 only. The minimum is a difference of losses, not a share of "
            + "the best."
          try Losses([0.5, 0.3125, 0.28125, 0.28125], patience: 2, minimalImprovement: 0.25).expect(
            answer, stopsAfter: 3, mistakes: [Mistake(nil, share), Mistake(4, share)])
        },
        Check(
          "bestEpoch is the epoch of the last improvement",
          hint: "Epochs count from 1.",
          "Count the calls, also those without an improvement."
        ) {
          let losses = Losses([1, 0.75, 0.625, 0.875, 0.6875], patience: 2)
          try losses.expect(answer, stopsAfter: 5)
          try losses.expect(
            answer, best: 3,
            mistakes: [
              Mistake(2, "Counted from 0 it is 2. Count from 1, as fit prints them."),
              Mistake(5, "That is the last epoch. Which had the smallest loss?"),
              Mistake(4, "That is the epoch after it."),
              Mistake(1, "That is the first epoch. Epochs 2 and 3 are improvements, too."),
              Mistake(nil, "No epoch has set it."),
            ])
          let rising = Losses([1, 2, 3], patience: 2)
          try rising.expect(
            answer, best: 1,
            mistakes: [
              Mistake(0, "Counted from 0 it is 0. Count from 1, as fit prints them."),
              Mistake(nil, "The first epoch is an improvement, too."),
            ])
          let gaps = Losses([1, 2, 0.5, 2, 0.25], patience: 2)
          try gaps.expect(
            answer, best: 5,
            mistakes: [Mistake(3, "That is the number of improvements. Count all epochs.")])
        },
        Check(
          "a loss that is not a number is never an improvement",
          hint: "Comparing anything with NaN by <, > or == is false.",
          """
          So ask whether the loss is below the best so far, and treat all else as no improvement. And \
          NaN must not become the best so far, not even in the first epoch: loss.isNaN says so.
          """
        ) {
          let other =
            "A comparison with NaN is false. Ask whether there is an improvement, not whether there is "
            + "none."
          try Losses([1, .nan, 2, 3, 4], patience: 2).expect(
            answer, stopsAfter: 3,
            mistakes: [
              Mistake(
                nil,
                other),
              Mistake(5, other),
              Mistake(
                4, "Epoch 2, whose loss is NaN, counts as well: it is one without an improvement."),
              Mistake(2, "Epoch 2 is the first without an improvement."),
            ])
          try Losses([.nan, 1, 0.875, 0.75], patience: 2).expect(
            answer, stopsAfter: nil,
            mistakes: [
              Mistake(3, "The best loss so far was NaN, and nothing is below that."),
              Mistake(2, "The best loss so far was NaN, and nothing is below that."),
            ])
          try Losses([.nan, .nan, .nan, .nan], patience: 3).expect(
            answer, stopsAfter: 3,
            mistakes: [
              Mistake(nil, "No epoch was an improvement, not even the first: that is 3 in a row."),
              Mistake(4, "The first epoch was no improvement either."),
            ])
          let never = Losses([.nan, .nan], patience: 3)
          try never.expect(
            answer, best: nil,
            mistakes: [
              Mistake(1, "The first epoch is no improvement where its loss is NaN."),
              Mistake(2, "An epoch is no improvement where its loss is NaN."),
            ])
        },
        Check(
          "it is right for a thousand runs, too",
          hint: "Each EarlyStopping is for one run and knows nothing of others.",
          "Its state belongs in properties that init sets."
        ) {
          let random = Generator(seed: 51)
          func draw(_ count: Int) -> Int { Int(random.random()) % count }
          for _ in 0..<1000 {
            let losses = Losses(
              (0..<12).map { _ in draw(15) == 0 ? .nan : Double(1 + draw(24)) / 8 },
              patience: 1 + draw(4), minimalImprovement: [0, 0, 0.125, 0.5][draw(4)])
            let expected = losses.expected
            try losses.expect(answer, stopsAfter: expected.stop)
            try losses.expect(answer, best: expected.best)
          }
        },
      ])
  }
}

/// The losses of some epochs, and when to stop.
private struct Losses: CustomStringConvertible {
  let values: [Double]
  let patience: Int
  let minimalImprovement: Double

  init(_ values: [Double], patience: Int, minimalImprovement: Double = 0) {
    self.values = values
    self.patience = patience
    self.minimalImprovement = minimalImprovement
  }

  var description: String {
    let minimum = minimalImprovement > 0 ? ", minimalImprovement \(minimalImprovement)" : ""
    return "losses \(values), patience \(patience)\(minimum)"
  }

  func run(_ answer: any StopsEarly.Type) -> (stop: Int?, best: Int?) {
    var stopping = answer.init(patience: patience, minimalImprovement: minimalImprovement)
    for (index, loss) in values.enumerated() where stopping.shouldStop(after: loss) {
      return (index + 1, stopping.bestEpoch)
    }
    return (nil, stopping.bestEpoch)
  }

  /// The right result, found by looking at all losses so far after each epoch.
  var expected: (stop: Int?, best: Int?) {
    var (best, bestEpoch): (Double?, Int?) = (nil, nil)
    for (index, loss) in values.enumerated() {
      if !loss.isNaN && best.map({ $0 - loss > minimalImprovement }) ?? true {
        (best, bestEpoch) = (loss, index + 1)
      }
      if index + 1 - (bestEpoch ?? 0) >= patience { return (index + 1, bestEpoch) }
    }
    return (nil, bestEpoch)
  }

  /// - Parameter epoch: counted from 1; nil where it goes on to the end.
  func expect(
    _ answer: any StopsEarly.Type, stopsAfter epoch: Int?, mistakes: [Mistake<Int?>] = []
  ) throws(CheckFailure) {
    let (stop, _) = run(answer)
    guard stop != epoch else { return }
    func text(_ epoch: Int?) -> String {
      epoch.map { "it stops after epoch \($0)" } ?? "it goes on"
    }
    let again = run(answer).stop
    throw CheckFailure(
      "with \(self)", expected: text(epoch), got: text(stop),
      diagnosis: again == stop
        ? saysTheOpposite(answer) ?? mistakes.first { $0.value == stop }?.diagnosis
        : "Asked a second time, \(text(again)). So a new EarlyStopping goes on where the one before "
          + "ended: its state has to be in its properties.")
  }

  /// - Parameter epoch: what `bestEpoch` should be in the end, counted from 1.
  func expect(
    _ answer: any StopsEarly.Type, best epoch: Int?, mistakes: [Mistake<Int?>] = []
  ) throws(CheckFailure) {
    let (_, best) = run(answer)
    guard best != epoch else { return }
    func text(_ epoch: Int?) -> String { epoch.map { "\($0)" } ?? "nil" }
    throw CheckFailure(
      "with \(self), bestEpoch is wrong in the end", expected: text(epoch), got: text(best),
      diagnosis: mistakes.first { $0.value == best }?.diagnosis)
  }

  /// Whether it says to stop where it should go on, and the other way round.
  private func saysTheOpposite(_ answer: any StopsEarly.Type) -> String? {
    // Two improvements, and then four epochs without one.
    var stopping = answer.init(patience: 2, minimalImprovement: 0)
    let said = [4.0, 2, 3, 3, 3, 3].map { stopping.shouldStop(after: $0) }
    return said == [true, true, true, false, false, false]
      ? "It says the opposite: true is for stopping, and false for going on." : nil
  }
}
