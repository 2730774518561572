import Chapter6Curves
import Exercises

extension Exercise {
  /// Exercise 6.2.
  static func epochOfOverfitting(
    _ answer: @escaping @Sendable (_ trainLoss: [Double], _ validationLoss: [Double]) -> Int? = {
      Chapter6Curves.epochOfOverfitting(trainLoss: $0, validationLoss: $1)
    }
  ) -> Exercise {
    @Sendable func expectEpoch(
      _ what: String, train: [Double], validation: [Double], is expected: Int?,
      mistakes: [Mistake<String>] = []
    ) throws {
      func text(_ epoch: Int?) -> String { epoch.map { "epoch \($0)" } ?? "nil" }
      try expect(
        "the result for \(what), validation loss \(validation)",
        text(answer(train, validation)), is: text(expected), mistakes: mistakes)
    }

    return Exercise(
      .chapter6, 2, "Recognise an overfitted run", file: "EpochOfOverfitting",
      checks: [
        Check(
          "a run that gets better all the time does not overfit",
          hint: "Where is the lowest validation loss of such a run, and how many epochs follow it?"
        ) {
          try expectEpoch(
            "the five epochs of this chapter", train: [2.282, 2.179, 1.730, 0.868, 0.565],
            validation: [2.249, 2.063, 1.247, 0.658, 0.515], is: nil,
            mistakes: [
              Mistake("epoch 5", "The lowest loss is the last one. Nothing has risen after it.")
            ])
        },
        Check(
          "a run whose validation loss turns overfits after its lowest point",
          hint: "min() finds the lowest loss, and firstIndex(of:) where it is. Epochs count from 1."
        ) {
          try expectEpoch(
            "a run that turns", train: [2.0, 1.5, 1.0, 0.6, 0.3, 0.2, 0.1, 0.05],
            validation: [2.1, 1.6, 1.2, 1.0, 1.1, 1.3, 1.5, 1.7], is: 4,
            mistakes: [
              Mistake("epoch 3", "The index is 3. Epochs count from 1."),
              Mistake(
                "epoch 5", "That is the first after the lowest. The lowest itself is wanted."),
              Mistake("epoch 8", "That is the lowest training loss. The validation loss decides."),
              Mistake(
                "nil", "It rises from 1.0 to 1.7. Do you look at the validation loss?"),
            ])
          try expectEpoch(
            "a run with two lowest points", train: [2.0, 1.2, 1.1, 1.0, 0.6, 0.3, 0.2],
            validation: [2.1, 1.0, 1.1, 1.0, 1.3, 1.4, 1.5], is: 2,
            mistakes: [Mistake("epoch 4", "If two are equal, the first is wanted.")])
        },
        Check(
          "one rise on the way down is noise",
          hint: "A loss that rises in one epoch and falls below that in the next has not turned."
        ) {
          try expectEpoch(
            "a run with a jump", train: [2.0, 1.5, 1.2, 0.9, 0.7, 0.5, 0.4],
            validation: [2.0, 1.6, 2.4, 1.2, 1.0, 0.9, 0.8], is: nil,
            mistakes: [
              Mistake("epoch 2", "That is before the first rise. Later the loss was lower still.")
            ])
          try expectEpoch(
            "the thirty epochs of this chapter", train: learnedByHeart.train,
            validation: learnedByHeart.others, is: 14,
            mistakes: [
              Mistake("epoch 8", "That is before the first rise. Later the loss was lower still.")
            ])
        },
        Check(
          "small rises and one bad epoch at the end are noise, too",
          hint: "Take the mean of the last three epochs, and compare it with 1.1 times the lowest."
        ) {
          let train = [2.0, 1.5, 1.0, 0.8, 0.7, 0.6, 0.5, 0.4]
          try expectEpoch(
            "a run that stays where it is", train: train,
            validation: [2.0, 1.5, 1.2, 1.0, 1.05, 1.08, 1.06, 1.09], is: nil,
            mistakes: [Mistake("epoch 4", "It rose, but by less than 10 %.")])
          try expectEpoch(
            "a run with one bad epoch", train: train,
            validation: [2.0, 1.5, 1.2, 1.0, 1.02, 1.01, 1.01, 1.2], is: nil,
            mistakes: [
              Mistake("epoch 4", "Only the last loss is high. The mean of the last three is not.")
            ])
          try expectEpoch(
            "a run with one good epoch at its end", train: train,
            validation: [2.0, 1.5, 1.2, 1.0, 1.3, 1.5, 1.6, 1.05], is: 4,
            mistakes: [
              Mistake("nil", "Only the last loss is low. The mean of the last three is not.")
            ])
        },
        Check(
          "it takes three epochs to tell",
          hint: "The lowest point must not be among the three that it is compared with."
        ) {
          let train = [2.0, 1.5, 1.0, 0.8]
          try expectEpoch(
            "a run with two epochs after its lowest", train: train,
            validation: [2.0, 1.0, 1.5, 1.6],
            is: nil, mistakes: [Mistake("epoch 2", "Two epochs follow it. Three are needed.")])
          try expectEpoch(
            "a run with three", train: train, validation: [1.0, 1.5, 1.6, 1.7], is: 1,
            mistakes: [Mistake("nil", "Three epochs follow the lowest, and three are enough.")])
          try expectEpoch("a run of two epochs", train: [2, 1], validation: [2, 3], is: nil)
          try expectEpoch("a run that has not begun", train: [], validation: [], is: nil)
        },
        Check(
          "a run that gets worse in both is something else",
          hint:
            "Overfitting means getting better at what was seen, and worse at what was not. What must "
            + "the training loss do?"
        ) {
          try expectEpoch(
            "a run with too large a learning rate, training loss rising from 1.0 to 3.1",
            train: [2.0, 1.0, 1.8, 2.4, 2.9, 3.1], validation: [2.1, 1.1, 1.9, 2.5, 3.0, 3.2],
            is: nil,
            mistakes: [
              Mistake(
                "epoch 2", "The training loss rose as well. Nothing is learned by heart there.")
            ])
          try expectEpoch(
            "a run whose training loss, 1.0 in its best epoch, ends with 1.6, 1.4 and 0.9",
            train: [2.0, 1.0, 1.8, 1.6, 1.4, 0.9], validation: [2.1, 1.1, 1.9, 2.5, 3.0, 3.2],
            is: nil,
            mistakes: [
              Mistake(
                "epoch 2",
                "Only the last training loss is below 1.0. The mean of the last three is not.")
            ])
        },
      ])
  }
}

/// The losses of this chapter's run that learns a hundred digits by heart, as its page has them.
private let learnedByHeart: (train: [Double], others: [Double]) = (
  [
    2.314, 2.288, 2.237, 2.192, 2.108, 1.961, 1.560, 1.238, 0.931, 0.966, 0.550, 0.414, 0.318,
    0.430, 0.271, 0.164, 0.080, 0.036, 0.015, 0.007, 0.005, 0.004, 0.003, 0.003, 0.002, 0.002,
    0.002, 0.002, 0.002, 0.002,
  ],
  [
    2.294, 2.284, 2.263, 2.231, 2.119, 1.904, 1.405, 1.310, 1.351, 0.963, 0.862, 1.064, 1.620,
    0.788, 0.880, 0.899, 0.799, 0.897, 0.888, 0.864, 0.894, 0.929, 0.960, 0.974, 0.982, 0.995,
    1.005, 1.012, 1.019, 1.026,
  ]
)
