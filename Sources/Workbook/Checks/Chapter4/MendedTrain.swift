import Chapter4TrainAndTest
import Exercises
import NN

extension Exercise {
  /// Exercise 4.3.
  ///
  /// The checks say what they see, not where it comes from: finding that is the exercise.
  static func mendedTrain(
    _ train: @escaping TrainFunction = { Chapter4TrainAndTest.mendedTrain($0, $1, $2, $3) }
  ) -> Exercise {
    Exercise(
      .chapter4, 3, "Three faults", file: "MendedTrain",
      checks: [
        Check(
          "the optimizer takes one step for each batch",
          hint: "Every batch should be learned from once."
        ) {
          let pass = try WatchedPass(of: train)
          try expect(
            "the number of steps for \(pass.batchSizes.count) batches", pass.stepGradients.count,
            is: pass.batchSizes.count)
        },
        Check(
          "at each step there is a gradient to go by",
          hint: "A step goes against the gradient. What computes it, and what clears it?"
        ) {
          try expectGradientAtEachStep(try WatchedPass(of: train))
        },
        Check(
          "each step goes by the gradient of one batch alone",
          hint: "What does backward() do with a gradient that is already there?"
        ) {
          try expectOneBatchAtEachStep(try WatchedPass(of: train))
        },
        Check(
          "the loss is the mean of the losses of the batches",
          hint: "How many numbers have been added up?"
        ) {
          let pass = try WatchedPass(of: train)
          let (sizes, mean) = (pass.batchSizes, pass.meanLoss)
          try expect(
            "the loss over batches of \(sizes.map(String.init).joined(separator: ", ")) images",
            pass.result.loss, isCloseTo: mean, within: 1e-4,
            mistakes: [
              Mistake(
                mean * Double(sizes.count) / Double(pass.imageCount),
                """
                A model that guesses has a loss near ln 10, which is 2.3. This is far below that, but \
                the model has learned nothing yet.
                """),
              Mistake(
                pass.meanLossOverImages,
                "That is the mean over the images, in which a short batch counts for less. Here each "
                  + "batch should count the same."),
              Mistake(mean * Double(sizes.count), "That is the sum of the losses."),
              Mistake(pass.batchLosses.last ?? 0, "That is the loss of the last batch alone."),
            ])
        },
        Check(
          "the accuracy is the share of right guesses",
          hint: "Right guesses are counted in images. So what are they divided by?"
        ) {
          let pass = try WatchedPass(of: train)
          try expect(
            "with \(pass.correct) of \(pass.imageCount) guessed right, the accuracy",
            pass.result.accuracy, isCloseTo: Double(pass.correct) / Double(pass.imageCount),
            within: 1e-6,
            mistakes: [
              Mistake(
                Double(pass.correct) / Double(pass.batchSizes.count),
                "That is the number of right guesses, divided by the number of batches.")
            ])
        },
      ])
  }
}

/// Fails if a step had no gradient.
///
/// - Parameter advice: what to do about it, unless the reader has to find that.
func expectGradientAtEachStep(
  _ pass: WatchedPass, advice: String? = nil
) throws(CheckFailure) {
  let without = pass.stepGradients.indices.filter { pass.stepGradients[$0] == nil }
  guard let first = without.first else { return }
  throw CheckFailure(
    "at step \(first + 1) of \(pass.stepGradients.count) no parameter had a gradient",
    diagnosis: advice
      ?? (without.count == pass.stepGradients.count
        ? "That was so at every step: the parameters never change."
        : "The steps after it did have one."))
}

/// Fails if a step went by the gradients of several batches together. A step without a gradient is
/// left to the check for that.
///
/// - Parameters:
///   - allowsOthers: whether a gradient may be that of no batch and no sum of such.
///   - advice: what to do about it, unless the reader has to find that.
func expectOneBatchAtEachStep(
  _ pass: WatchedPass, allowingOthers allowsOthers: Bool = false,
  advice: String? = nil
) throws(CheckFailure) {
  for step in pass.stepGradients.indices where pass.stepGradients[step] != nil {
    guard let batches = pass.batches(inStep: step) else {
      if allowsOthers { continue }
      throw CheckFailure("the gradient at step \(step + 1) is not that of any batch")
    }
    guard batches.count > 1 else { continue }
    throw CheckFailure(
      "the gradient at step \(step + 1) is not that of one batch",
      expected: "the gradient of one batch alone",
      got: "the sum of the gradients of batches \(batches.lowerBound + 1) to "
        + "\(batches.upperBound + 1)",
      diagnosis: advice)
  }
}
