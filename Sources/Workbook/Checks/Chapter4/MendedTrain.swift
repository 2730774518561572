import Chapter4TrainAndTest
import Datasets
import Exercises
import NN
import Tensors

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
          hint: "Every batch should be learned from once.",
          "There is one step() in the loop, of the optimizer that the function is given."
        ) {
          let pass = try WatchedPass(of: train)
          let batches = pass.batchSizes.count
          try expect(
            "the number of steps for \(batches) batches", pass.stepGradients.count, is: batches,
            mistakes: [
              Mistake(0, "The optimizer that the function is given takes no step."),
              Mistake(1, "One step in the whole epoch learns little."),
              Mistake(2 * batches, "That is two for each batch."),
            ])
        },
        Check(
          "at each step there is a gradient to go by",
          hint: "A step goes against the gradient. What computes it, and what clears it?",
          "Go through the loop line by line: which gradients are there when step() is called?"
        ) {
          let pass = try WatchedPass(of: train)
          try expectGradientAtEachStep(
            pass,
            whereNone: pass.leavesGradient
              ? "When all is over there is a gradient that no step has gone by." : nil)
        },
        Check(
          "each step goes by the gradient of one batch alone",
          hint: "What does backward() do with a gradient that is already there?",
          "It adds to it. Before each backward() the sum has to be empty: what makes it so?"
        ) {
          let pass = try WatchedPass(of: train)
          let late = try WatchedPass(of: train, hasGradients: true)
          // What was there before the first batch tells "never cleared" from "not for each batch".
          try expectOneBatchAtEachStep(
            pass,
            advice: late.stepGradients.first == pass.stepGradients.first
              ? "At step 1 it is that of batch 1, even where an older gradient was there before."
              : "An older gradient, that was there before the first batch, is in it, too.")
        },
        Check(
          "the loss is the mean of the losses of the batches",
          hint: "How many numbers have been added up?",
          "One for each batch: loader.count."
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
              Mistake(pass.batchLosses.first ?? 0, "That is the loss of the first batch alone."),
              Mistake(
                pass.meanLossOverImages * Double(pass.imageCount) / Double(sizes.count),
                "The losses of all images are divided by the number of batches."),
              Mistake(
                (pass.batchLosses.last ?? 0) / Double(sizes.count),
                "That is the loss of the last batch alone, divided by the number of batches."),
            ])
        },
        Check(
          "the accuracy is the share of right guesses",
          hint: "Right guesses are counted in images. So what are they divided by?",
          "This part of the function was right as it came."
        ) {
          let pass = try WatchedPass(of: train)
          let (correct, batches) = (Double(pass.correct), Double(pass.batchSizes.count))
          try explaining("The lines that count the guesses were right as they came.") {
            try expect(
              "with \(pass.correct) of \(pass.imageCount) guessed right, the accuracy",
              pass.result.accuracy, isCloseTo: correct / Double(pass.imageCount), within: 1e-6,
              mistakes: [
                Mistake(
                  correct / batches,
                  "That is the number of right guesses, divided by the number of batches."),
                Mistake(
                  correct / (batches * 32),
                  "That divides by 96, as if each batch had 32 images. The last has 6."),
                Mistake(
                  pass.meanAccuracy, "That is the mean of the accuracies of the batches."),
                Mistake(correct, "That is the number of right guesses."),
                Mistake(100 * correct / Double(pass.imageCount), "That is a percentage."),
              ])
          }
        },
        Check(
          "it does what chapter 4's train does, batch by batch",
          hint: "Loss and guesses are those of the model as it was before the step of the batch.",
          "Compare with Train.swift: the model is asked once for each batch, and then it learns."
        ) {
          let (got, expected) = (MovingPass(), MovingPass())
          let loader = try fewDigits()
          let result = train(loader, got.model, CrossEntropyLoss(), got.optimizer)
          let right = expected.run(loader)
          for (mine, its) in zip(got.model.parameters(), expected.model.parameters()) {
            try expect(
              "after an epoch a parameter of the model", mine, isCloseTo: its, within: 1e-4)
          }
          try expect(
            "the loss, where the model learns,", result.loss, isCloseTo: right.loss, within: 1e-4,
            mistakes: [
              Mistake(
                right.lossAfter,
                "That is what the batches cost after the model has learned from them. It should be "
                  + "what they cost before.")
            ])
          try expect(
            "the accuracy, where the model learns,", result.accuracy, isCloseTo: right.accuracy,
            within: 1e-6,
            mistakes: [
              Mistake(
                right.accuracyAfter,
                "Those are the guesses after the model has learned from the batch. It should be those "
                  + "before.")
            ])
        },
      ])
  }
}

/// A model and an optimizer that moves it, always the same ones.
private struct MovingPass {
  let model: Module
  let optimizer: SGD

  init() {
    model = Generator.withCurrent(Generator(seed: 4)) { Sequential(Flatten(), Linear(784, 10)) }
    optimizer = SGD(model.parameters(), learningRate: 0.1)
  }

  /// Trains as chapter 4's `train` does, and measures before and after each step.
  func run(
    _ loader: DataLoader
  ) -> (accuracy: Double, loss: Double, accuracyAfter: Double, lossAfter: Double) {
    var (correct, correctAfter, images) = (0, 0, 0)
    var (loss, lossAfter) = (0.0, 0.0)
    func add(_ batch: DataLoader.Element, _ correct: inout Int, _ sum: inout Double) -> Tensor {
      let predictions = model(batch.images)
      let loss = CrossEntropyLoss()(predictions, batch.labels)
      correct += zip(predictions.argmax(dim: 1).values, batch.labels.values).count { $0 == $1 }
      sum += Double(loss.item())
      return loss
    }
    for batch in loader {
      let batchLoss = add(batch, &correct, &loss)
      optimizer.zeroGrad()
      batchLoss.backward()
      optimizer.step()
      _ = add(batch, &correctAfter, &lossAfter)
      images += batch.labels.count
    }
    let (all, batches) = (Double(images), Double(loader.count))
    return (Double(correct) / all, loss / batches, Double(correctAfter) / all, lossAfter / batches)
  }
}

/// Fails if a step had no gradient.
///
/// - Parameters:
///   - advice: what to do about it, unless the reader has to find that.
///   - remark: what else was seen where no step had one.
func expectGradientAtEachStep(
  _ pass: WatchedPass, advice: String? = nil, whereNone remark: String? = nil
) throws(CheckFailure) {
  let without = pass.stepGradients.indices.filter { pass.stepGradients[$0] == nil }
  guard let first = without.first else { return }
  let isNever = without.count == pass.stepGradients.count
  throw CheckFailure(
    "at step \(first + 1) of \(pass.stepGradients.count) no parameter had a gradient",
    diagnosis: advice
      ?? (isNever
        ? "That was so at every step: the parameters never change."
          + (remark.map { "\n\($0)" } ?? "")
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
