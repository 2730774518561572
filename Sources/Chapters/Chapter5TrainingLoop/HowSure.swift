import Chapter1Data
import Chapter2Model
import Datasets
import Foundation
import NN
import Tensors

/// The mean, and how far the values usually are from it: their standard deviation.
public func meanAndDeviation(_ values: [Double]) -> (mean: Double, deviation: Double) {
  let mean = values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
  guard values.count > 1 else { return (mean, .nan) }
  let squares = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
  return (mean, (squares / Double(values.count - 1)).squareRoot())
}

/// The share in percent, as the chapters print it.
public func percent(_ share: Double) -> String {
  String(format: "%.1f", share * 100)
}

/// Prints what 1,000 digits can say about a network: the standard error of its accuracy.
public func printStandardError(of history: History, from root: MNIST.Root = .bundled) throws {
  guard !history.testAccuracy.isEmpty else { return print("no epoch, so there is no accuracy") }
  let (_, testDataset) = try loadDatasets(from: root)
  // #region how-sure
  let share = history.testAccuracy.last!
  let error = standardError(of: share, count: testDataset.count)
  print("right: \(percent(share)) %, standard error \(percent(error)) points")
  print("likely from", percent(share - 2 * error), "to", percent(share + 2 * error))
  // #endregion how-sure
}

/// Trains the network by the same recipe with several seeds, and one linear layer for comparison.
public func compareSeeds(first history: History, from root: MNIST.Root = .bundled) throws {
  guard !history.testAccuracy.isEmpty else { return print("no epoch, so there is no accuracy") }
  let (trainDataset, testDataset) = try loadDatasets(from: root)
  func lastAccuracies(seeds: Range<UInt64>, of makeModel: () -> Module) -> [Double] {
    seeds.map { seed in
      trainSilently(
        seed: seed, on: trainDataset, judgedBy: testDataset, epochs: history.testAccuracy.count,
        of: makeModel
      ).accuracies.last!
    }
  }
  // #region seeds
  let network =
    [history.testAccuracy.last!] + lastAccuracies(seeds: 1..<5) { Model() }
  let linear = lastAccuracies(seeds: 0..<5) { Sequential(Flatten(), Linear(784, 10)) }
  // #endregion seeds
  printMeans("network:     ", network)
  printMeans("linear layer:", linear)
}

/// Mean and deviation of the results of several seeds, and each result.
private func printMeans(_ name: String, _ shares: [Double]) {
  let (mean, deviation) = meanAndDeviation(shares)
  print(
    name, "mean \(percent(mean)) %, deviation \(percent(deviation)),",
    "seeds", shares.map(percent).joined(separator: " "))
}
