import Chapter1Data
import Datasets
import Foundation
import NN
import Plots
import Tensors

/// Counts how often the parameters are changed: in five epochs, and in one of the full set.
public func countSteps(from root: MNIST.Root = .bundled) throws {
  let (trainLoader, _) = try makeLoaders(from: root)
  // #region steps
  print("steps in five epochs of these digits:", 5 * trainLoader.count)
  print("steps in one epoch of 60,000 digits: ", 60_000 / 32)
  // #endregion steps
}

/// Trains for one epoch with each of several learning rates and batch sizes.
public func drawLearningRates(from root: MNIST.Root = .bundled) throws -> Figure {
  let (training, validation) = try splitTrainingDigits(from: root)
  // #region rates
  let rates: [Float] = [0.01, 0.04, 0.16, 0.64]
  let batchSizes = [8, 32, 128]
  let right = batchSizes.map { batchSize in
    rates.map { rate in
      trainSilently(
        seed: 0, on: training, judgedBy: validation, batchSize: batchSize,
        learningRate: rate
      ).accuracies.last! * 100
    }
  }
  // #endregion rates
  for batchSize in batchSizes {
    print("batches of \(batchSize): \(training.count / batchSize) steps")
  }
  return Figure(
    width: 7, height: 3.2,
    alternative: "How many validation digits are right after one epoch: a row for each batch size, "
      + "a column for each learning rate.",
    panels: [
      Heatmap(
        title: "Right after one epoch, in %", rows: batchSizes.map(String.init),
        columns: rates.map { "\($0)" }, values: right, xLabel: "learning rate",
        yLabel: "batch size")
    ])
}

/// Takes longer steps with and without momentum, with three seeds each.
public func compareSteps(from root: MNIST.Root = .bundled) throws {
  let (training, validation) = try splitTrainingDigits(from: root)
  // #region longer-steps
  func runs(learningRate: Float, momentum: Float) -> [[Double]] {
    (0..<3).map { seed in
      trainSilently(
        seed: seed, on: training, judgedBy: validation, epochs: 2,
        learningRate: learningRate, momentum: momentum
      ).accuracies
    }
  }
  printEpochs("plain 0.01", runs(learningRate: 0.01, momentum: 0))
  printEpochs("plain 0.1", runs(learningRate: 0.1, momentum: 0))
  printEpochs("momentum 0.9 at 0.01", runs(learningRate: 0.01, momentum: 0.9))
  // #endregion longer-steps
}

/// Mean and deviation after each of some epochs, over one run for each seed.
func printEpochs(_ name: String, _ runs: [[Double]], after epochs: [Int] = [1, 2]) {
  let columns = epochs.map { epoch in
    let (mean, deviation) = meanAndDeviation(runs.map { $0[epoch - 1] })
    return "\(percent(mean)) % ± \(percent(deviation))"
  }
  print("\(name):", columns.joined(separator: ", "))
}

/// Takes as many steps with fewer different digits.
public func separateStepsFromDigits(from root: MNIST.Root = .bundled) throws {
  let (training, validation) = try splitTrainingDigits(from: root)
  // #region steps-or-digits
  let different = 128
  let few = Subset(training, indices: training.indices.indices.map { $0 % different })
  // #endregion steps-or-digits
  let runs = (0..<3).map { seed in
    trainSilently(
      seed: seed, on: few, judgedBy: validation, epochs: 2, learningRate: 0.1
    ).accuracies
  }
  printEpochs("plain 0.1, \(different) of \(few.count) different", runs)
}
