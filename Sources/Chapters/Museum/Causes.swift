import Datasets
import Foundation
import NN
import Tensors

/// Why exhibit 4 starts slowly: what comes to `BatchNorm2d`, and how well each test of the first three
/// epochs goes with its running averages and with the mean and variance of the test batch.
public func printSlowStart(on digits: MNIST) {
  row("", "variance of", "right, with the", "right, with those")
  row("", "channels", "running averages", "of each batch")
  for (name, recipe) in [("sound", Sound()), ("exhibit 4", DividedTwice())]
    as [(String, any Recipe)]
  {
    for seed in seeds {
      let training = Training(recipe, on: digits, seed: seed)
      let other = Training(recipe, on: digits, seed: seed)
      let x = output(ofLayers: 2, of: training)
      let difference = x - x.mean(dim: [0, 2, 3], keepDim: true)
      let variance = (difference * difference).mean().item()
      let accuracies = (0..<3).map { _ in
        _ = (training.epoch(), other.epoch())
        return (training.accuracy(), NoEval().accuracy(other))
      }
      let shown = [accuracies.map(\.0), accuracies.map(\.1)].map { accuracies in
        accuracies.map { String(format: "%5.1f", 100 * $0) }.joined(separator: " ")
      }
      row("\(name), seed \(seed):", short(variance), shown[0] + " %", shown[1] + " %")
    }
  }
  print(Training(Sound(), on: digits).firstLayer(BatchNorm2d.self))
}

/// Why exhibit 11 learns nothing after its first steps: what is left behind the ReLU after an epoch.
public func printDeadLayer(on digits: MNIST) {
  for (name, recipe) in [("sound", Sound()), ("exhibit 11", SummedLoss())]
    as [(String, any Recipe)]
  {
    for seed in seeds {
      let training = Training(recipe, on: digits, seed: seed)
      _ = training.epoch()
      let x = output(ofLayers: 4, of: training)
      let alive = Double(x.values.count { $0 > 0 }) / Double(x.count)
      row(
        "\(name), seed \(seed):",
        String(format: "%4.1f %% of what ReLU lets out is above 0", 100 * alive))
    }
  }
}

private let seeds: Range<UInt64> = 0..<3

/// Prints a name and what belongs to it, in columns.
private func row(_ name: String, _ columns: String...) {
  let widths = [20, 14, 23, 0]
  let line = zip([name] + columns, widths).map { text, width in
    text.padding(toLength: max(width, text.count), withPad: " ", startingAt: 0)
  }
  print(line.joined())
}

/// What the first layers make of the fixed batch.
private func output(ofLayers count: Int, of training: Training) -> Tensor {
  let layers = (training.model as? Sequential)!.layers
  return noGrad { layers.prefix(count).reduce(training.batch.images) { $1($0) } }
}
