import Chapter5TrainingLoop
import Datasets
import Exercises
import Foundation
import NN
import Tensors

/// A function as chapter 5's `fit`, called with loaders of the training set and of the
/// test set.
typealias FitFunction =
  @Sendable (Module, DataLoader, DataLoader, any Loss, any Optimizer, _ epochs: Int) -> History

extension Exercise {
  /// Checks of chapter 5's own code.
  static func chapter5Code(
    fit: @escaping FitFunction = {
      Chapter5TrainingLoop.fit($0, $1, $2, $3, $4, epochs: $5)
    },
    split: @escaping @Sendable () throws -> (training: Subset, validation: Subset) = {
      try splitTrainingDigits()
    }
  ) -> Exercise {
    /// Three epochs with few digits.
    @Sendable func run(_ model: WatchingModel) throws -> History {
      let optimizer = SGD(model.parameters(), learningRate: 0.05)
      return fit(
        model, try fewDigits(), try fewTestDigits(), CrossEntropyLoss(), optimizer, 3)
    }

    return Exercise(
      codeOf: .chapter5,
      checks: [
        Check(
          "the history has an entry for each epoch",
          hint: "fit appends four numbers at the end of each epoch.",
          "Each of the four lists of the history needs an append, within the loop over the epochs."
        ) {
          try pointing(to: "func fit(", in: .chapter5) {
            let history = try run(WatchingModel())
            for (name, values) in [
              ("trainAccuracy", history.trainAccuracy), ("trainLoss", history.trainLoss),
              ("testAccuracy", history.testAccuracy), ("testLoss", history.testLoss),
            ] {
              try expect("after 3 epochs the number of entries in \(name)", values.count, is: 3)
            }
          }
        },
        Check(
          "each epoch trains first, and then tests",
          hint: "In each epoch fit calls train once, and then test once.",
          "train gets the first of the two loaders, and test the second."
        ) {
          try pointing(to: "func fit(", in: .chapter5) {
            let model = WatchingModel()
            _ = try run(model)
            // Both loaders hand out batches of sizes of their own, so the sizes say which it was.
            let sizes = [trainingBatches, testBatches].flatMap(\.self)
            try expect(
              "the number of images in each batch that the model saw in 3 epochs, with "
                + "\(trainingBatches) of the training set and \(testBatches) of the test set",
              model.sizes, is: sizes + sizes + sizes)
          }
        },
        Check(
          "it trains in training mode, and tests in evaluation mode",
          hint: "model.train() before train, and model.eval() before test, in every epoch.",
          "Both calls stand inside of the loop, since the test of one epoch comes before the training "
            + "of the next."
        ) {
          try pointing(to: "func fit(", in: .chapter5) {
            let model = WatchingModel()
            model.eval()
            _ = try run(model)
            let batches = zip(model.sizes, model.modes)
            let trained = batches.filter { trainingBatches.contains($0.0) }.map(\.1)
            let tested = batches.filter { testBatches.contains($0.0) }.map(\.1)
            try expect(
              !trained.contains(false),
              "\(trained.count { !$0 }) of \(trained.count) batches were trained on in evaluation "
                + "mode",
              diagnosis: "Dropout does nothing then. Call model.train() before each training.")
            try expect(
              !tested.contains(true),
              "\(tested.count { $0 }) of \(tested.count) batches were tested in training mode",
              diagnosis: "Dropout disturbs the test. Call model.eval() before each test.")
          }
        },
        Check(
          "the history holds what train and test returned",
          hint: "trainLoss takes what train returned, and testLoss what test returned.",
          "Both functions return the accuracy first, from 0 to 1, and then the loss."
        ) {
          try pointing(to: "func fit(", in: .chapter5) {
            let model = WatchingModel()
            let history = try run(model)
            let (accuracy, loss) = try figuresOfTestDigits(model)
            let exchanged = "It is in trainLoss and trainAccuracy: they are swapped."
            try expect(
              "the last testLoss", history.testLoss.last ?? .nan, isCloseTo: loss, within: 1e-4,
              mistakes: abs((history.trainLoss.last ?? .nan) - loss) <= 1e-4
                ? [Mistake(history.testLoss.last ?? .nan, exchanged)] : [])
            try expect(
              "the last testAccuracy", history.testAccuracy.last ?? .nan, isCloseTo: accuracy,
              within: 1e-6,
              mistakes: [
                Mistake(
                  accuracy * 100,
                  "That is a percentage. The next chapter draws shares, from 0 to 1.")
              ])
            try expect(
              history.trainAccuracy.allSatisfy { (0...1).contains($0) },
              "an accuracy is a share from 0 to 1, but trainAccuracy is \(history.trainAccuracy)")
            try expect(
              history.trainLoss != history.testLoss, "trainLoss and testLoss hold the same numbers")
          }
        },
        Check(
          "each training digit is in one part: to learn from, or to choose by",
          hint: "splitTrainingDigits cuts one order of all training digits in two.",
          "One part is what comes before the cut, and the other one all from the cut on."
        ) {
          try pointing(to: "func splitTrainingDigits(", in: .chapter5) {
            let (training, validation) = try split()
            let all = training.dataset.count
            try expect(
              !training.indices.isEmpty && !validation.indices.isEmpty,
              "there are \(training.count) digits to learn from, and \(validation.count) to choose by"
            )
            let both = Set(training.indices).intersection(validation.indices).count
            try expect(
              both == 0, "\(both) digits are in both parts",
              diagnosis: "Whatever was learned by heart would win the choice.")
            try expect(
              "how many digits the two parts have together", training.count + validation.count,
              is: all)
          }
        },
      ])
  }
}

/// The sizes of the batches that `fewDigits()` hands out.
private let trainingBatches = [32, 32, 6]
private let testBatches = [20, 10]

/// 30 of the test digits, in order.
private func fewTestDigits() throws -> DataLoader {
  DataLoader(Subset(try MNIST(train: false), indices: 0..<30), batchSize: 20)
}

/// What must be measured of the model as it is now.
private func figuresOfTestDigits(_ model: Module) throws -> (accuracy: Double, loss: Double) {
  model.eval()
  var (correct, sum) = (0, 0.0)
  let loader = try fewTestDigits()
  noGrad {
    for (images, labels) in loader {
      let predictions = model(images)
      sum += Double(CrossEntropyLoss()(predictions, labels).item())
      correct += zip(predictions.argmax(dim: 1).values, labels.values).count { $0 == $1 }
    }
  }
  return (Double(correct) / 30, sum / Double(loader.count))
}
