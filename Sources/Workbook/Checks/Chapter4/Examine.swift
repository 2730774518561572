import Chapter4TrainAndTest
import Datasets
import Exercises
import NN
import Tensors

extension Exercise {
  /// Exercise 4.4.
  static func examine(
    _ examine: @escaping TestFunction = { Chapter4TrainAndTest.examine($0, $1, $2) }
  ) -> Exercise {
    @Sendable func ask(
      _ model: Module, _ lossFunction: any Loss = CrossEntropyLoss()
    ) throws -> (accuracy: Double, loss: Double) {
      examine(try fewDigits(), model, lossFunction)
    }

    return Exercise(
      .chapter4, 4, "A test that leaves no trace", file: "Examine",
      checks: [
        Check(
          "the accuracy is the share of right guesses",
          hint: "Begin with the lines of test in chapter 4.",
          "Add up the right guesses of all batches, and divide by loader.dataset.count."
        ) {
          let model = exactModel()
          let expected = try figures(of: model)
          let images = Double(expected.images)
          try expect(
            "the accuracy", try ask(model).accuracy, isCloseTo: expected.correct / images,
            within: 1e-6,
            mistakes: [
              Mistake(
                expected.correct * 100 / images,
                "That is a percentage. It should be a share, from 0 to 1."),
              Mistake(expected.correct, "That is the number of right guesses."),
              Mistake(
                expected.correct / Double(expected.losses.count),
                "The right guesses are divided by the number of batches. Divide by that of images."),
              Mistake(
                expected.correct / Double(expected.losses.count * 32),
                "The last batch is taken to have 32 images, too. It has 6."),
              Mistake(
                mean(expected.accuracies),
                "That is the mean of the accuracies of the batches, in which an image of the last "
                  + "one counts more."),
              Mistake(
                expected.accuracies.last ?? 0, "That is the accuracy of the last batch alone."),
              Mistake(
                expected.accuracies.first ?? 0, "That is the accuracy of the first batch alone."),
            ])
        },
        Check(
          "the loss is the mean over all images",
          hint: """
            The loss of a batch is already a mean. What has to be done to it, so that adding up all \
            batches makes the sum over all images?
            """,
          """
          Multiply each batch's loss by the size of that batch, labels.count, and divide the sum by \
          the number of all images.
          """
        ) {
          let model = exactModel()
          let expected = try figures(of: model)
          let (sum, images) = (expected.losses.reduce(0, +), Double(expected.images))
          try expect(
            "the loss of 70 images in batches of 32, 32 and 6", try ask(model).loss,
            isCloseTo: expected.loss, within: 1e-5,
            mistakes: [
              Mistake(
                mean(expected.losses),
                "That is the mean over the batches: an image in the last one counts five times as "
                  + "much as any other."),
              Mistake(
                sum / images,
                "The means of batches were added up and divided by the number of images."),
              Mistake(
                sum * 32 / images,
                "Each loss was multiplied by 32, the size of a full batch. The last one has 6 images."
              ),
              Mistake(
                mean(expected.losses.map { $0 * 32 }),
                "Each loss was multiplied by 32, and the sum divided by the number of batches."),
              Mistake(
                expected.loss * images / Double(expected.losses.count),
                "The sum over the images is divided by the number of batches."),
              Mistake(expected.loss * images, "That is the sum over all images."),
              Mistake(sum, "That is the sum of the losses of the batches."),
              Mistake(expected.losses.last ?? 0, "That is the loss of the last batch alone."),
              Mistake(expected.losses.first ?? 0, "That is the loss of the first batch alone."),
            ])
          let smoothed = CrossEntropyLoss(labelSmoothing: 0.5)
          try expect(
            "the loss by a loss function with label smoothing", try ask(model, smoothed).loss,
            isCloseTo: try figures(of: model, smoothed).loss, within: 1e-5,
            mistakes: [
              Mistake(
                expected.loss,
                "That is the loss of CrossEntropyLoss(). Call the loss function that was handed in."
              )
            ])
        },
        Check(
          "the model is asked in evaluation mode",
          hint: "model.eval() sets it. Some layers, such as Dropout, look at it.",
          "Call model.eval() before the loop over the batches."
        ) {
          let model = WatchingModel()
          _ = try ask(model)
          try expect(
            !model.modes.contains(true),
            "the model was asked about \(model.modes.count { $0 }) of \(model.modes.count) batches in "
              + "training mode",
            diagnosis: "Its Dropout dropped pixels.")
        },
        Check(
          "it is asked about every image once",
          hint: "The scores of a batch say both: which guesses are right, and what the loss is.",
          "let predictions = model(images), and use predictions twice."
        ) {
          let model = WatchingModel()
          _ = try ask(model)
          try expect(
            "of how many images the model was asked, with 70 in the loader,",
            model.sizes.reduce(0, +), is: 70,
            mistakes: [Mistake(140, "That is twice each. It takes twice the time.")])
        },
        Check(
          "no operation is recorded",
          hint: "What did test in chapter 4 have around its loop?",
          "noGrad { … } around the loop, or around each call of the model."
        ) {
          let model = WatchingModel()
          _ = try ask(model)
          try expect(
            !model.recordings.contains(true),
            "while the model was asked, operations were recorded for backward()")
        },
        Check(
          "afterwards the model is in the mode that it was in before",
          hint: "To put a mode back, you have to look at it first.",
          "Keep model.training in a constant before you call eval(). In the end it says what to call."
        ) {
          let model = WatchingModel()
          let afterwards = try [true, false].map { training in
            if training { model.train() } else { model.eval() }
            _ = try ask(model)
            return model.dropout.training
          }
          let diagnosis: String? =
            switch (afterwards[0], afterwards[1]) {
            case (false, false): "It is in evaluation mode afterwards, whichever it was in before."
            case (true, true): "It is in training mode afterwards, whichever it was in before."
            case (false, true): "It is in the other mode each time."
            case (true, false): nil
            }
          try explaining(diagnosis) {
            for (before, after) in zip([true, false], afterwards) {
              try expect("model.training, which was \(before) before,", after, is: before)
            }
          }
        },
        Check(
          "no parameter and no gradient changes",
          hint: "A test has no backward(), no step() and no zeroGrad().",
          "It may be called between a backward() and the step() that goes by it."
        ) {
          let model = WatchingModel()
          for parameter in model.parameters() { parameter.grad = Tensor.ones(parameter.shape) }
          let before = model.parameters().map(\.values)
          _ = try ask(model)
          try expect(model.parameters().map(\.values) == before, "a parameter has changed")
          try expect(
            model.parameters().allSatisfy(\.requiresGrad),
            "a parameter does not require a gradient any more",
            diagnosis: "It would never learn again. noGrad records nothing, and ends by itself.")
          try expect(
            model.parameters().allSatisfy { $0.grad != nil },
            "a gradient that was there before is gone",
            diagnosis: "It may belong to training that goes on afterwards.")
          try expect(
            model.parameters().allSatisfy { $0.grad?.values.allSatisfy { $0 == 1 } ?? false },
            "a gradient that was there before has changed",
            diagnosis: "It may belong to training that goes on afterwards.")
          for parameter in model.parameters() { parameter.grad = nil }
          _ = try ask(model)
          try expect(
            model.parameters().allSatisfy { $0.grad == nil },
            "there are gradients where there were none before",
            diagnosis: "The next backward() would add to them.")
        },
      ])
  }
}

/// A model that returns the same scores in both modes.
private func exactModel() -> Module {
  Generator.withCurrent(Generator(seed: 0)) { Sequential(Flatten(), Linear(784, 10)) }
}

/// What is measured of a model with the few digits.
private struct Figures {
  var correct = 0.0
  var images = 0
  /// Of each batch.
  var accuracies: [Double] = []
  var losses: [Double] = []
  /// Over all images.
  var loss = 0.0
}

private func figures(
  of model: Module, _ lossFunction: any Loss = CrossEntropyLoss()
) throws -> Figures {
  var figures = Figures()
  try noGrad {
    for (images, labels) in try fewDigits() {
      let predictions = model(images)
      let loss = Double(lossFunction(predictions, labels).item())
      let right = zip(predictions.argmax(dim: 1).values, labels.values).count { $0 == $1 }
      figures.correct += Double(right)
      figures.images += labels.count
      figures.accuracies.append(Double(right) / Double(labels.count))
      figures.losses.append(loss)
      figures.loss += loss * Double(labels.count)
    }
  }
  figures.loss /= Double(figures.images)
  return figures
}

private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
