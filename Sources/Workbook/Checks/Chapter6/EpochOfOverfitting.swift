import Chapter6Curves
import Exercises

extension Exercise {
  /// Exercise 6.2.
  static func epochOfOverfitting(
    _ answer: @escaping @Sendable (_ trainLoss: [Double], _ validationLoss: [Double]) -> Int? = {
      Chapter6Curves.epochOfOverfitting(trainLoss: $0, validationLoss: $1)
    }
  ) -> Exercise {
    /// Fails for the first of the runs whose result is wrong, with what the results of all runs say
    /// about the rule behind them, or else with what this one says.
    @Sendable func expectEpochs(of runs: [Run]) throws {
      func text(_ epoch: Int?) -> String { epoch.map { "epoch \($0)" } ?? "nil" }
      for run in runs {
        let (got, right) = (answer(run.train, run.validation), decide(run))
        guard got != right else { continue }
        let others = Run.long.map { answer($0.train, $0.validation) }
        let rule = otherRules.first { rule in Run.long.map(rule.epoch) == others }
        let losses = run.showsTraining ? "training loss \(run.train), " : ""
        throw CheckFailure(
          "the result for \(run.name), \(losses)validation loss \(run.validation) is wrong",
          expected: text(right), got: text(got), diagnosis: rule?.diagnosis ?? run.diagnosis)
      }
    }

    return Exercise(
      .chapter6, 2, "Recognise an overfitted run", file: "EpochOfOverfitting",
      checks: [
        Check(
          "a run that gets better all the time does not overfit",
          hint: "Where is the lowest validation loss of such a run, and how many epochs follow it?",
          "Where not all three conditions hold, the result is nil."
        ) {
          try expectEpochs(of: Run.falling)
        },
        Check(
          "a run whose validation loss turns overfits after its lowest point",
          hint:
            "min() finds the lowest loss, and firstIndex(of:) where it is. Epochs count from 1.",
          "Of the losses 2.1, 1.6, 1.2, 1.0, 1.05, 1.3, 1.5 and 1.7 the lowest is the fourth."
        ) {
          try expectEpochs(of: Run.turning)
        },
        Check(
          "one rise on the way down is noise",
          hint: "A loss that rises in one epoch and falls below that in the next has not turned.",
          "Look for the lowest loss of all epochs first, and only then at what follows it."
        ) {
          try expectEpochs(of: Run.jumping)
        },
        Check(
          "small rises and one bad epoch at the end are noise, too",
          hint: "Take the mean of the last three epochs, and compare it with 1.1 times the lowest.",
          "suffix(3) has the last three, however many follow the best epoch. Their sum over 3 is the "
            + "mean."
        ) {
          try expectEpochs(of: Run.noisy)
          // Either of them alone may come out otherwise where the rule is right: by rounding, or because
          // 0 over 0 is compared with something.
          let exact = [Run.exactlyATenth, .atZero].map { answer($0.train, $0.validation) }
          try expect(
            exact.contains(nil),
            "a loss that ends exactly a tenth above the lowest is taken for overfitting",
            diagnosis: "More than a tenth is asked for: >, and not >=.")
        },
        Check(
          "it takes three epochs to tell",
          hint: "The lowest point must not be among the three that it is compared with.",
          "Of count epochs, count − 1 − index follow the one with that index. A run may also have no "
            + "epoch at all, or one or two: min() is nil then, or there are no three."
        ) {
          try expectEpochs(of: Run.short)
        },
        Check(
          "a run that gets worse in both is something else",
          hint:
            "Overfitting means getting better at what was seen, and worse at what was not. What must "
            + "the training loss do?",
          "Compare the mean of the last three training losses with trainLoss[index], where index is "
            + "that of the lowest validation loss."
        ) {
          try expectEpochs(of: Run.worse)
        },
      ])
  }
}

/// Losses, and what somebody may have thought whose result for them is wrong.
private struct Run: Sendable {
  let name: String
  let train: [Double]
  let validation: [Double]
  let diagnosis: String?
  let showsTraining: Bool

  init(
    _ name: String, train: [Double], validation: [Double], _ diagnosis: String? = nil,
    showsTraining: Bool = false
  ) {
    self.name = name
    self.train = train
    self.validation = validation
    self.diagnosis = diagnosis
    self.showsTraining = showsTraining
  }

  static let falling = [
    Run(
      "the five epochs of this chapter", train: [2.282, 2.179, 1.730, 0.868, 0.565],
      validation: [2.249, 2.063, 1.247, 0.658, 0.515],
      "The lowest loss is the last one. Nothing has risen after it."),
    Run(
      "a run whose training loss rises", train: [2, 1, 0.3, 0.6, 0.7, 0.8],
      validation: [3, 2.5, 2.4, 2, 1.9, 1.8],
      "The lowest loss is the last one. Nothing has risen after it.", showsTraining: true),
  ]

  static let turning = [
    Run(
      "a run that turns", train: [2.0, 1.5, 1.0, 0.6, 0.3, 0.2, 0.1, 0.05],
      validation: [2.1, 1.6, 1.2, 1.0, 1.05, 1.3, 1.5, 1.7],
      "It rises from 1.0 to 1.7, while the training loss falls. The result is the number of the epoch "
        + "with the lowest validation loss."),
    Run(
      "a run with two lowest points", train: [2.0, 1.2, 1.1, 1.0, 0.6, 0.3, 0.2],
      validation: [2.1, 1.0, 1.1, 1.0, 1.3, 1.4, 1.5],
      "Epochs 2 and 4 are equally low, and the first of them is meant. It rises to 1.5 after them."),
    Run(
      "a run that is best at once", train: [0.9, 0.8, 0.7, 0.6, 0.5],
      validation: [1, 3, 1.2, 1.1, 1.15],
      "Epoch 1 has the lowest loss, 1, and the mean of the last three is 1.15."),
  ]

  static let jumping = [
    Run(
      "a run with a jump", train: [2.0, 1.5, 1.2, 0.9, 0.7, 0.5, 0.4],
      validation: [2.0, 1.6, 2.4, 1.2, 1.0, 0.9, 0.8],
      "It rises once. Later the loss was lower still."),
    Run(
      "the thirty epochs of this chapter", train: learnedByHeart.train,
      validation: learnedByHeart.others, "The lowest of all is that of epoch 14, 0.788."),
  ]

  private static let learning = [2.0, 1.5, 1.0, 0.8, 0.7, 0.6, 0.5, 0.4]

  static let noisy = [
    Run(
      "a run that stays where it is", train: learning,
      validation: [2.0, 1.5, 1.2, 1.0, 1.05, 1.08, 1.06, 1.09], "It rose, but by less than 10 %."),
    Run(
      "a run that hardly rises", train: [2, 1.5, 1, 0.98, 0.95, 0.94, 0.96],
      validation: [2, 1.5, 1.0, 1.0, 1.004, 1.006, 1.005], "It rose, but by less than 10 %."),
    Run(
      "a run with high losses", train: [9, 7, 6.6, 6.5, 6.4, 6.5, 6.4],
      validation: [10, 8, 6.5, 6.9, 6.8, 6.9, 6.7],
      "It rose by 0.3, and that is less than a tenth of 6.5."),
    Run(
      "a run with low losses", train: [0.9, 0.5, 0.2, 0.15, 0.1, 0.08, 0.05],
      validation: [0.9, 0.5, 0.24, 0.26, 0.29, 0.3, 0.31],
      "It rose by 0.06, and that is more than a tenth of 0.24."),
    Run(
      "a run that ends just more than a tenth above", train: [2, 1.5, 1, 0.8, 0.6, 0.5, 0.4],
      validation: [2.5, 2.2, 2, 2.1, 2.21, 2.21, 2.21],
      "2.21 is more than 1.1 times 2, which is 2.2."),
    Run(
      "a run with one bad epoch", train: learning,
      validation: [2.0, 1.5, 1.2, 1.0, 1.02, 1.01, 1.01, 1.2],
      "Only the last loss is high. The mean of the last three is not."),
    Run(
      "a run with one good epoch at its end", train: learning,
      validation: [2.0, 1.5, 1.2, 1.0, 1.3, 1.5, 1.6, 1.05],
      "Only the last loss is low. The mean of the last three is not."),
    Run(
      "a run with two good epochs at its end", train: learning,
      validation: [2.0, 1.5, 1.2, 1.0, 1.3, 1.9, 1.05, 1.06],
      "The mean of 1.9, 1.05 and 1.06 is 1.34."),
    Run(
      "a run that is calm for long and then rises",
      train: [2, 1.5, 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.1],
      validation: [2, 1.5, 1, 1.01, 1.02, 1.01, 1.02, 1.01, 1.02, 1.01, 1.15, 1.15, 1.15],
      "The last three count, not those right after the best."),
    Run(
      "a run that rises and falls again", train: [2, 1.5, 1, 0.9, 0.8, 0.7, 0.6, 0.5],
      validation: [2, 1.5, 1, 2, 2, 1.05, 1.04, 1.05],
      "The last three count, not those right after the best."),
    Run(
      "a run that rises between calm epochs",
      train: [2, 1.5, 1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2],
      validation: [2, 1.5, 1, 1.01, 1.01, 1.01, 3, 3, 1.05, 1.05, 1.05],
      "The last three count, not all that follow the best."),
  ]

  static let exactlyATenth = Run(
    "", train: [5, 4, 3, 2, 1], validation: [10, 11, 11, 11, 11])
  static let atZero = Run(
    "", train: [2, 1, 0.5, 0.4, 0.3, 0.2], validation: [1, 0, 0, 0, 0, 0])

  static let short = [
    Run(
      "a run with two epochs after its lowest", train: [2.0, 1.5, 1.0, 0.8],
      validation: [2.0, 1.0, 1.5, 1.6], "Two epochs follow it. Three are needed."),
    Run(
      "a run with one", train: [2, 1.5, 0.2, 0.9, 0.1], validation: [5, 4, 3, 1, 1.9],
      "One epoch follows it. Three are needed."),
    Run(
      "a run with none", train: [2, 1.5, 0.2, 0.3, 0.9], validation: [5, 4, 3, 2, 1],
      "No epoch follows it. Three are needed."),
    Run(
      "a run with three", train: [2.0, 1.5, 1.0, 0.8], validation: [1.0, 1.5, 1.6, 1.7],
      "Three epochs follow the lowest, and three are enough."),
    Run("a run of two epochs", train: [2, 1], validation: [2, 3], "Two epochs are too few."),
    Run("a run of one epoch", train: [2], validation: [2], "One epoch is too few."),
    Run(
      "a run of three epochs", train: [3, 2, 1], validation: [2, 3, 4], "Only two follow the best."),
    Run("a run that has not begun", train: [], validation: [], "There is no best epoch."),
  ]

  static let worse = [
    Run(
      "a run with too large a learning rate", train: [2.0, 1.0, 1.8, 2.4, 2.9, 3.1],
      validation: [2.1, 1.1, 1.9, 2.5, 3.0, 3.2],
      "The training loss rose as well. Nothing is learned by heart there.", showsTraining: true),
    Run(
      "a run that only ends well", train: [2.0, 1.0, 1.8, 1.6, 1.4, 0.9],
      validation: [2.1, 1.1, 1.9, 2.5, 3.0, 3.2],
      "Only the last training loss is below 1.0. The mean of the last three is not.",
      showsTraining: true),
    Run(
      "a run with one bad epoch among the last three", train: [2.0, 1.0, 0.9, 2.0, 0.9, 0.8],
      validation: [2.1, 1.1, 1.9, 2.5, 3.0, 3.2],
      "The mean of the last three training losses, 1.23, is not below 1.0.", showsTraining: true),
    Run(
      "a run that takes long to get better", train: [2.0, 1.0, 1.8, 1.6, 1.5, 0.9, 0.8, 0.9],
      validation: [2.1, 1.1, 1.9, 2.5, 3.0, 3.2, 3.3, 3.4],
      "The mean of the last three training losses, 0.87, is below 1.0.", showsTraining: true),
    Run(
      "a run that is bad in between",
      train: [2.0, 1.0, 0.9, 0.9, 0.9, 3.0, 3.0, 0.9, 0.9, 0.9],
      validation: [2.1, 1.1, 1.9, 2.5, 3.0, 3.2, 3.3, 3.4, 3.4, 3.4],
      "The mean of the last three training losses, 0.9, is below 1.0.", showsTraining: true),
    Run(
      "a run with one of the last three above", train: [2.0, 1.0, 0.5, 0.7, 1.1, 0.6],
      validation: [2.1, 1.1, 1.9, 2.5, 3.0, 3.2],
      "The mean of the last three training losses, 0.8, is below 1.0.", showsTraining: true),
    Run(
      "a run that still gets a little better", train: [2.0, 1.0, 0.98, 0.98, 0.98, 0.98],
      validation: [2.1, 1.1, 1.9, 2.5, 3.0, 3.2],
      "0.98 is below 1.0. The 10 % are for the validation loss.", showsTraining: true),
    Run(
      "a run whose training loss rises a little at its end",
      train: [2.0, 1.0, 0.5, 0.3, 0.35, 0.4], validation: [2.1, 1.1, 1.9, 2.5, 3.0, 3.2],
      "The mean of the last three training losses, 0.35, is below 1.0.", showsTraining: true),
    Run(
      "a run whose training loss stays", train: [4, 3, 3, 3, 3], validation: [4, 1, 2, 2, 2],
      "3 is not below 3.", showsTraining: true),
  ]

  /// All runs that are long enough for any rule.
  static let long = (falling + turning + jumping + noisy + short + worse).filter {
    $0.validation.count > 3
  }
}

/// The rule, with parts of it exchanged: what is nil is as it should be.
private func decide(
  _ run: Run, losses: [Double]? = nil, isLastOfEquals: Bool = false, following: Int = 3,
  hasRisen: ((_ after: ArraySlice<Double>, _ lowest: Double) -> Bool)? = nil,
  hasImproved: ((_ train: [Double], _ best: Int) -> Bool)? = nil, isEither: Bool = false,
  result: (_ best: Int) -> Int = { $0 + 1 }
) -> Int? {
  let validation = losses ?? run.validation
  guard let lowest = validation.min(),
    let best = isLastOfEquals
      ? validation.lastIndex(of: lowest) : validation.firstIndex(of: lowest),
    validation.count - 1 - best >= following
  else { return nil }
  let after = validation[(best + 1)...]
  let rose = hasRisen?(after, lowest) ?? (mean(validation.suffix(3)) > 1.1 * lowest)
  let improved = hasImproved?(run.train, best) ?? (mean(run.train.suffix(3)) < run.train[best])
  return (isEither ? rose || improved : rose && improved) ? result(best) : nil
}

/// The rule, with the best epoch by the training loss, where it cannot ask that this falls further.
private func byTraining(_ run: Run, following: Int) -> Int? {
  guard let best = run.train.firstIndex(of: run.train.min() ?? 0),
    run.train.count - 1 - best >= following
  else { return nil }
  return mean(run.validation.suffix(3)) > 1.1 * run.validation[best] ? best + 1 : nil
}

private func mean(_ values: ArraySlice<Double>) -> Double {
  values.reduce(0, +) / Double(values.count)
}

/// A rule that is not the one asked for.
private struct OtherRule: Sendable {
  let diagnosis: String
  let epoch: @Sendable (Run) -> Int?

  init(_ diagnosis: String, _ epoch: @escaping @Sendable (Run) -> Int?) {
    self.diagnosis = diagnosis
    self.epoch = epoch
  }
}

private let otherRules = [
  OtherRule("That is the index. Epochs count from 1.") { decide($0, result: { $0 }) },
  OtherRule("That is the first after the lowest. The lowest itself is wanted.") {
    decide($0, result: { $0 + 2 })
  },
  OtherRule("That is the last epoch of the run. The one with the lowest loss is wanted.") { run in
    decide(run, result: { _ in run.validation.count })
  },
  OtherRule("If two are equal, the first is wanted.") { decide($0, isLastOfEquals: true) },
  OtherRule("Where a run does not overfit the result is nil, not a number.") { decide($0) ?? 0 },
  OtherRule("The result is never nil: whether the run overfits is not asked.") { run in
    decide(run, following: 0, hasRisen: { _, _ in true }, hasImproved: { _, _ in true })
  },
  OtherRule(
    "The result is always nil. Which of the three conditions never holds? It rises from 1.0 "
      + "to 1.7. Do you look at the validation loss, and at the training loss of the best epoch?"
  ) { _ in nil },
  OtherRule(
    "That is the epoch with the lowest training loss. The lowest validation loss is asked for."
  ) { byTraining($0, following: 3) },
  OtherRule(
    "That is the epoch with the lowest training loss. The lowest validation loss is asked for, and "
      + "three epochs have to follow."
  ) { byTraining($0, following: 0) },
  OtherRule("The two lists are exchanged.") {
    decide(Run("", train: $0.validation, validation: $0.train))
  },
  OtherRule("That is before the first rise. Later the loss may be lower still.") { run in
    run.validation.indices.dropFirst().first { run.validation[$0] > run.validation[$0 - 1] }
  },
  OtherRule("That is the first rise. Later the loss may be lower still.") { run in
    run.validation.indices.dropFirst().first { run.validation[$0] > run.validation[$0 - 1] }
      .map { $0 + 1 }
  },
  OtherRule("Any rise counts there. It has to be more than a tenth.") {
    decide($0, hasRisen: { mean($0.suffix(3)) > $1 })
  },
  OtherRule("A hundredth is enough there. It has to be more than a tenth: 1.1 times the lowest.") {
    decide($0, hasRisen: { mean($0.suffix(3)) > 1.01 * $1 })
  },
  OtherRule("It has to be twice the lowest there. A tenth more is enough: 1.1 times the lowest.") {
    decide($0, hasRisen: { mean($0.suffix(3)) > 2 * $1 })
  },
  OtherRule("0.1 was added. A tenth of the lowest loss is meant: 1.1 times the lowest.") {
    decide($0, hasRisen: { mean($0.suffix(3)) > $1 + 0.1 })
  },
  OtherRule("0.9 times the mean is not the same: a tenth of the lowest loss is meant.") {
    decide($0, hasRisen: { 0.9 * mean($0.suffix(3)) > $1 })
  },
  OtherRule("Only the last validation loss counts there. The mean of the last three should.") {
    decide($0, hasRisen: { $0.last! > 1.1 * $1 })
  },
  OtherRule("Only the last two validation losses count there. The mean of the last three should.") {
    decide($0, hasRisen: { mean($0.suffix(2)) > 1.1 * $1 })
  },
  OtherRule("All epochs after the best count there. Only the last three should.") {
    decide($0, hasRisen: { mean($0) > 1.1 * $1 })
  },
  OtherRule("All epochs after the best count there, in both means. Only the last three should.") {
    decide(
      $0, hasRisen: { mean($0) > 1.1 * $1 }, hasImproved: { mean($0[($1 + 1)...]) < $0[$1] })
  },
  OtherRule("The three epochs right after the best count there. The last three should.") {
    decide($0, hasRisen: { mean($0.prefix(3)) > 1.1 * $1 })
  },
  OtherRule("Each of the last three has to be a tenth above there. Their mean counts.") {
    decide($0, hasRisen: { $0.suffix(3).min()! > 1.1 * $1 })
  },
  OtherRule("One of the last three a tenth above is enough there. Their mean counts.") {
    decide($0, hasRisen: { $0.suffix(3).max()! > 1.1 * $1 })
  },
  OtherRule("One epoch a tenth above is enough there. The mean of the last three counts.") {
    decide($0, hasRisen: { $0.max()! > 1.1 * $1 })
  },
  OtherRule("That is the median of the last three. Their mean counts.") {
    decide($0, hasRisen: { $0.suffix(3).sorted()[1] > 1.1 * $1 })
  },
  OtherRule("The validation loss was compared with the training loss. Its lowest is meant.") {
    run in
    decide(run, hasRisen: { after, _ in mean(after.suffix(3)) > 1.1 * mean(run.train.suffix(3)) })
  },
  OtherRule("The last three were compared with the three before them. The lowest is meant.") {
    run in
    decide(
      run,
      hasRisen: { after, _ in
        mean(after.suffix(3)) > 1.1 * mean(run.validation.dropLast(3).suffix(3))
      })
  },
  OtherRule("Three rises in a row are asked for there. The mean of the last three counts.") {
    decide(
      $0,
      hasRisen: { after, lowest in
        let first = Array(after.prefix(3))
        return lowest < first[0] && first[0] < first[1] && first[1] < first[2]
      }, hasImproved: { _, _ in true })
  },
  OtherRule("The training loss has to rise there. It has to fall: below that of the best epoch.") {
    decide($0, hasImproved: { mean($0.suffix(3)) > $0[$1] })
  },
  OtherRule("Two epochs after the best are enough there. Three are needed.") {
    decide($0, following: 2)
  },
  OtherRule("One epoch after the best is enough there. Three are needed.") {
    decide($0, following: 1)
  },
  OtherRule("No epoch has to follow the best there. Three are needed.") {
    decide($0, following: 0)
  },
  OtherRule("Four epochs have to follow the best there. Three are enough.") {
    decide($0, following: 4)
  },
  OtherRule("The training loss plays no part there. It has to go on falling.") {
    decide($0, hasImproved: { _, _ in true })
  },
  OtherRule("One of the two conditions is enough there. Both have to hold.") {
    decide($0, isEither: true)
  },
  OtherRule("Only the last training loss counts there. The mean of the last three should.") {
    decide($0, hasImproved: { $0.last! < $0[$1] })
  },
  OtherRule("Only the last two training losses count there. The mean of the last three should.") {
    decide($0, hasImproved: { mean($0.suffix(2)) < $0[$1] })
  },
  OtherRule("All training losses after the best count there. Only the last three should.") {
    decide($0, hasImproved: { mean($0[($1 + 1)...]) < $0[$1] })
  },
  OtherRule("The training losses right after the best count there. The last three should.") {
    decide($0, hasImproved: { mean($0[($1 + 1)...].prefix(3)) < $0[$1] })
  },
  OtherRule("Each of the last three training losses has to be below there. Their mean counts.") {
    decide($0, hasImproved: { $0.suffix(3).max()! < $0[$1] })
  },
  OtherRule(
    "The training loss is compared with that of the first epoch there. The best epoch's, by "
      + "the validation loss, is meant."
  ) {
    decide($0, hasImproved: { train, _ in mean(train.suffix(3)) < train[0] })
  },
  OtherRule("An equal training loss is enough there. It has to be below.") {
    decide($0, hasImproved: { mean($0.suffix(3)) <= $0[$1] })
  },
  OtherRule("The training loss has to be a tenth below there. Any amount is enough.") {
    decide($0, hasImproved: { mean($0.suffix(3)) < 0.9 * $0[$1] })
  },
  OtherRule(
    "The training loss has to fall within the last three epochs there. Their mean counts, "
      + "beside the best epoch's."
  ) {
    decide($0, hasImproved: { train, _ in train.last! < train[train.count - 3] })
  },
]

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
