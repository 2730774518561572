import Chapter4TrainAndTest
import Exercises
import NN
import Notebook
import Tensors

extension Exercise {
  /// Checks of chapter 4's own code.
  static func chapter4Code(
    train: @escaping TrainFunction = { Chapter4TrainAndTest.train($0, $1, $2, $3) },
    test: @escaping TestFunction = { Chapter4TrainAndTest.test($0, $1, $2) }
  ) -> Exercise {
    Exercise(
      codeOf: .chapter4,
      checks: [
        Check(
          "train changes the parameters and lowers the loss",
          hint: "For each batch: zeroGrad(), backward(), step().",
          "step() moves what the optimizer was given, against its gradient: no sign is to be changed."
        ) {
          try pointing(to: "func train(") {
            let (model, loader) = (WatchingModel(), try fewDigits())
            let before = model.parameters().map(\.values)
            let optimizer = SGD(model.parameters(), learningRate: 0.05)
            let losses = (0..<10).map { _ in
              train(loader, model, CrossEntropyLoss(), optimizer).loss
            }
            try expect(
              model.parameters().map(\.values) != before,
              "after ten calls of train no parameter has changed",
              diagnosis: "Each batch needs an optimizer.step().")
            try expect(
              losses[9] < losses[0],
              "ten calls of train on the same 70 digits did not lower the loss: it was "
                + "\(losses[0]) at first, and \(losses[9]) in the end")
          }
        },
        Check(
          "train goes by the gradient of each batch alone",
          hint: "backward() adds to a gradient that is already there; zeroGrad() clears it.",
          "Clear, compute, move: optimizer.zeroGrad(), loss.backward(), optimizer.step()."
        ) {
          try pointing(to: "func train(") {
            let pass = try WatchedPass(of: train)
            try expectGradientAtEachStep(
              pass,
              advice: "Call step() after backward(), with no zeroGrad() between the two.")
            // What else is done to a gradient, such as making it shorter, is the reader's choice.
            try expectOneBatchAtEachStep(
              pass, allowingOthers: true,
              advice:
                "backward() adds to the gradient that is already there: call optimizer.zeroGrad() "
                + "before it.")
          }
        },
        Check(
          "train returns the share of right guesses and the mean loss",
          hint: "Guesses are counted in images. Each loss is the mean of its batch already.",
          "Divide the guesses by loader.dataset.count, and the losses by loader.count."
        ) {
          try pointing(to: "func train(") {
            let pass = try WatchedPass(of: train)
            try expectAverages(pass.result, of: pass)
          }
        },
        Check(
          "test returns the share of right guesses and the mean loss",
          hint: "It divides as train does.",
          "The guesses by loader.dataset.count, and the losses by loader.count."
        ) {
          try pointing(to: "func test(") {
            let pass = try WatchedPass { loader, model, lossFunction, _ in
              test(loader, model, lossFunction)
            }
            try expectAverages(pass.result, of: pass)
          }
        },
        Check(
          "test changes nothing and records nothing",
          hint: "No backward(), no step(), and a noGrad around the loop.",
          "What stays of train's loop is the model, the loss, and the two sums."
        ) {
          try pointing(to: "func test(") {
            let model = WatchingModel()
            let before = model.parameters().map(\.values)
            _ = test(try fewDigits(), model, CrossEntropyLoss())
            try expect(
              model.parameters().map(\.values) == before, "test has changed a parameter",
              diagnosis: "Then the model has learned from the test set.")
            try expect(
              model.parameters().allSatisfy { $0.grad == nil }, "test has left a gradient behind")
            try expect(
              !model.recordings.contains(true), "test records operations for a backward pass",
              diagnosis: "A noGrad around its loop saves memory and time.")
          }
        },
      ])
  }
}

/// Runs a check of a chapter's own code, with random numbers that are the same each time, and adds to
/// a failure where the code in question is.
func pointing(
  to text: String, in chapter: ChapterModule = .chapter4, _ body: () throws -> Void
) throws {
  do {
    try Generator.withCurrent(Generator(seed: 0), body)
  } catch var failure as CheckFailure {
    let place = "Look at \(sourcePlace(of: text, in: chapter))."
    failure.diagnosis = failure.diagnosis.map { "\($0)\n\(place)" } ?? place
    throw failure
  }
}

/// Fails if an accuracy is not the share of right guesses, or a loss is not a mean, either over the
/// batches or over the images.
private func expectAverages(
  _ result: (accuracy: Double, loss: Double), of pass: WatchedPass
) throws(CheckFailure) {
  let (correct, images, batches) = (pass.correct, pass.imageCount, pass.batchSizes.count)
  try expect(
    "with \(correct) of \(images) images guessed right, the accuracy", result.accuracy,
    isCloseTo: Double(correct) / Double(images), within: 1e-6,
    mistakes: [
      Mistake(
        Double(correct) / Double(batches),
        "The number of right guesses is divided by the number of batches, \(batches). Divide it by "
          + "the number of images, loader.dataset.count."),
      Mistake(Double(correct), "That is the number of right guesses."),
      Mistake(
        100 * Double(correct) / Double(images),
        "That is a percentage. fit multiplies by 100 when it prints."),
    ])
  guard abs(result.loss - pass.meanLossOverImages) > 1e-4 else { return }
  let sum = pass.meanLoss * Double(batches)
  try expect(
    "the loss", result.loss, isCloseTo: pass.meanLoss, within: 1e-4,
    mistakes: [
      Mistake(
        sum / Double(images),
        "The sum of the losses is divided by the number of images, \(images). Each loss is the mean "
          + "of a batch: divide by the number of batches, loader.count."),
      Mistake(sum, "That is the sum of the losses of the batches."),
    ])
}
