import Chapter5TrainingLoop
import Exercises

/// What exercise 5.1 asks for, so that its checks can run on any answer to it.
protocol StopsEarly: SendableMetatype {
  init(patience: Int, minimalImprovement: Double)
  mutating func shouldStop(after loss: Double) -> Bool
  var bestEpoch: Int? { get }
}

extension Chapter5TrainingLoop.EarlyStopping: StopsEarly {}

extension Exercise {
  /// Exercise 5.1.
  static func earlyStopping(
    _ answer: any StopsEarly.Type = Chapter5TrainingLoop.EarlyStopping.self
  ) -> Exercise {
    Exercise(
      .chapter5, 1, "Early stopping", file: "EarlyStopping",
      checks: [
        Check(
          "it stops after so many epochs in a row without an improvement",
          hint: "Remember the best loss, and for how many epochs it has not been beaten."
        ) {
          try Losses([3, 2, 1, 0.5], patience: 1).expect(
            answer, stopsAfter: nil,
            mistakes: [Mistake(2, "The loss fell at every epoch, and a smaller loss is better.")])
          try Losses([1, 0.9, 0.95, 0.96, 0.97, 0.98], patience: 3).expect(
            answer, stopsAfter: 5,
            mistakes: [
              Mistake(4, "After epoch 4 there had been two without an improvement, 3 and 4."),
              Mistake(6, "After epoch 5 there had been three without an improvement: 3, 4 and 5."),
            ])
        },
        Check(
          "each loss is compared with the best so far",
          hint: "The epoch before may have been a bad one, too."
        ) {
          try Losses([1, 0.5, 0.9, 0.8, 0.7, 0.6, 0.55], patience: 4).expect(
            answer, stopsAfter: 6,
            mistakes: [
              Mistake(nil, "Since epoch 3 each loss is below the one before, but none below 0.5.")
            ])
        },
        Check(
          "an improvement starts the count over",
          hint: "What happens to the count of epochs without an improvement when there is one?"
        ) {
          try Losses([1, 1.1, 0.9, 1, 0.8, 0.85, 0.9], patience: 2).expect(
            answer, stopsAfter: 7,
            mistakes: [
              Mistake(
                4, "Epochs 2 and 4 were not improvements, but epoch 3 was: they are not in a row.")
            ])
        },
        Check(
          "a loss has to fall by more than minimalImprovement",
          hint:
            "Compare with the loss of the last improvement, and keep that one until the next."
        ) {
          try Losses([1, 0.95, 0.92, 0.7], patience: 2, minimalImprovement: 0.1).expect(
            answer, stopsAfter: 3,
            mistakes: [
              Mistake(nil, "0.95 and 0.92 are below 1, but not by more than 0.1.")
            ])
          try Losses([1, 0.93, 0.86, 0.8], patience: 2, minimalImprovement: 0.1).expect(
            answer, stopsAfter: nil,
            mistakes: [
              Mistake(
                3,
                """
                0.93 was not an improvement, so the best is still 1, and 0.86 is below that by more than \
                0.1.
                """)
            ])
        },
        Check(
          "bestEpoch is the epoch of the last improvement",
          hint: "Epochs count from 1."
        ) {
          let losses = Losses([1, 0.7, 0.6, 0.8, 0.65], patience: 2)
          try losses.expect(answer, stopsAfter: 5)
          try expect(
            "with \(losses), bestEpoch", losses.run(answer).best, is: 3,
            mistakes: [
              Mistake(2, "Counted from 0 it is 2. Count from 1, as fit prints them."),
              Mistake(5, "That is the last epoch. Which had the smallest loss?"),
              Mistake(4, "That is the epoch after it."),
              Mistake(nil, "No epoch has set it."),
            ])
        },
        Check(
          "a loss that is not a number is never an improvement",
          hint: "Comparing anything with NaN by <, > or == is false."
        ) {
          try Losses([1, .nan, .nan, .nan], patience: 2).expect(
            answer, stopsAfter: 3,
            mistakes: [
              Mistake(
                nil,
                "A comparison with NaN is false. Ask whether there is an improvement, not whether "
                  + "there is none.")
            ])
          try Losses([.nan, 1, 0.9, 0.8], patience: 2).expect(
            answer, stopsAfter: nil,
            mistakes: [
              Mistake(3, "The best loss so far was NaN, and nothing is below that.")
            ])
          try Losses([.nan, .nan, .nan, .nan], patience: 3).expect(
            answer, stopsAfter: 3,
            mistakes: [
              Mistake(nil, "No epoch was an improvement, not even the first: that is 3 in a row."),
              Mistake(4, "The first epoch was no improvement either."),
            ])
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

  /// - Parameter epoch: counted from 1; nil where it goes on to the end.
  func expect(
    _ answer: any StopsEarly.Type, stopsAfter epoch: Int?, mistakes: [Mistake<Int?>] = []
  ) throws(CheckFailure) {
    let (stop, _) = run(answer)
    guard stop != epoch else { return }
    func text(_ epoch: Int?) -> String {
      epoch.map { "it stops after epoch \($0)" } ?? "it goes on"
    }
    throw CheckFailure(
      "with \(self)", expected: text(epoch), got: text(stop),
      diagnosis: mistakes.first { $0.value == stop }?.diagnosis)
  }
}
