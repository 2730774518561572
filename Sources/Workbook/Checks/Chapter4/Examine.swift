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
    @Sendable func ask(_ model: Module) throws -> (accuracy: Double, loss: Double) {
      examine(try fewDigits(), model, CrossEntropyLoss())
    }

    return Exercise(
      .chapter4, 4, "A test that leaves no trace", file: "Examine",
      checks: [
        Check(
          "the accuracy is the share of right guesses",
          hint: "Begin with the lines of test in chapter 4."
        ) {
          let model = exactModel()
          let expected = try figures(of: model)
          try expect(
            "the accuracy", try ask(model).accuracy, isCloseTo: expected.accuracy, within: 1e-6,
            mistakes: [
              Mistake(
                expected.accuracy * 100, "That is a percentage. It should be a share, from 0 to 1.")
            ])
        },
        Check(
          "the loss is the mean over all images",
          hint: """
            The loss of a batch is already a mean. What has to be done to it, so that adding up all \
            batches makes the sum over all images?
            """
        ) {
          let model = exactModel()
          let expected = try figures(of: model)
          try expect(
            "the loss of 70 images in batches of 32, 32 and 6", try ask(model).loss,
            isCloseTo: expected.loss, within: 1e-5,
            mistakes: [
              Mistake(
                expected.lossOverBatches,
                "That is the mean over the batches: an image in the last one counts five times as "
                  + "much as any other."),
              Mistake(
                expected.lossOverBatches * 3 / 70,
                "The means of batches were added up and divided by the number of images."),
              Mistake(expected.loss * 70, "That is the sum over all images."),
            ])
        },
        Check(
          "the model is asked in evaluation mode",
          hint: "model.eval() sets it. Some layers, such as Dropout, look at it."
        ) {
          let model = WatchingModel()
          _ = try ask(model)
          try expect(
            !model.modes.contains(true),
            "the model was asked about \(model.modes.count { $0 }) of 3 batches in training mode",
            diagnosis: "Its Dropout dropped pixels.")
        },
        Check(
          "no operation is recorded",
          hint: "What did test in chapter 4 have around its loop?"
        ) {
          let model = WatchingModel()
          _ = try ask(model)
          try expect(
            !model.recordings.contains(true),
            "while the model was asked, operations were recorded for backward()")
        },
        Check(
          "afterwards the model is in the mode that it was in before",
          hint: "To put a mode back, you have to look at it first."
        ) {
          let model = WatchingModel()
          for training in [true, false] {
            if training { model.train() } else { model.eval() }
            _ = try ask(model)
            try expect(
              "model.training, which was \(training) before,", model.dropout.training, is: training)
          }
        },
        Check(
          "no parameter and no gradient changes",
          hint: "A test has no backward(), no step() and no zeroGrad()."
        ) {
          let model = WatchingModel()
          for parameter in model.parameters() { parameter.grad = Tensor.ones(parameter.shape) }
          let before = model.parameters().map(\.values)
          _ = try ask(model)
          try expect(model.parameters().map(\.values) == before, "a parameter has changed")
          try expect(
            model.parameters().allSatisfy {
              $0.grad.map { $0.values.allSatisfy { $0 == 1 } } ?? false
            },
            "a gradient that was there before has changed",
            diagnosis: "It may belong to training that goes on afterwards.")
        },
      ])
  }
}

/// A model that returns the same scores in both modes.
private func exactModel() -> Module {
  Generator.withCurrent(Generator(seed: 0)) { Sequential(Flatten(), Linear(784, 10)) }
}

/// The right result for the model, and the mean in which each batch counts the same.
private func figures(
  of model: Module
) throws -> (accuracy: Double, loss: Double, lossOverBatches: Double) {
  var (correct, size, sum, sumOfMeans, batches) = (0, 0, 0.0, 0.0, 0)
  try noGrad {
    for (images, labels) in try fewDigits() {
      let predictions = model(images)
      let loss = Double(CrossEntropyLoss()(predictions, labels).item())
      sum += loss * Double(labels.count)
      sumOfMeans += loss
      batches += 1
      correct += zip(predictions.argmax(dim: 1).values, labels.values).count { $0 == $1 }
      size += labels.count
    }
  }
  return (Double(correct) / Double(size), sum / Double(size), sumOfMeans / Double(batches))
}
