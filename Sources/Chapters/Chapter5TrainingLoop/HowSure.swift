import Chapter1Data
import Chapter2Model
import Datasets
import Foundation
import NN
import Tensors

// #region standard-error
/// How far a share of right answers may lie from the share among all digits
/// that there are, because these are only so many: its standard error.
public func standardError(of share: Double, among count: Int) -> Double {
  (share * (1 - share) / Double(count)).squareRoot()
}

/// The mean, and how far the values lie from it: their standard deviation.
public func meanAndDeviation(_ values: [Double]) -> (mean: Double, deviation: Double) {
  let mean = values.reduce(0, +) / Double(values.count)
  let squares = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
  return (mean, (squares / Double(values.count - 1)).squareRoot())
}
// #endregion standard-error

/// The share in percent, as the chapters print it.
public func percent(_ share: Double) -> String {
  String(format: "%.1f", share * 100)
}

/// What 1,000 digits can say of a network: the standard error of its accuracy.
public func printStandardError(of history: History, from root: MNIST.Root = .bundled) throws {
  let (_, testDataset) = try loadDatasets(from: root)
  // #region how-sure
  let share = history.testAccuracy.last!
  let error = standardError(of: share, among: testDataset.count)
  print("right: \(percent(share)) %, standard error \(percent(error)) points")
  print("likely from", percent(share - 2 * error), "to", percent(share + 2 * error))
  // #endregion how-sure
}

/// Trains by the same recipe from several seeds, and one linear layer beside it.
public func compareSeeds(first: History, from root: MNIST.Root = .bundled) throws {
  let (trainDataset, testDataset) = try loadDatasets(from: root)
  // #region seeds
  func lastAccuracy(seed: UInt64, of makeModel: () -> Module) -> Double {
    trainSilently(
      seed: seed, on: trainDataset, judgedBy: testDataset, epochs: 5, of: makeModel
    ).accuracies.last!
  }
  let network =
    [first.testAccuracy.last!]
    + (1..<5).map { lastAccuracy(seed: $0, of: Model.init) }
  let linear = (0..<5).map {
    lastAccuracy(seed: $0) { Sequential(Flatten(), Linear(784, 10)) }
  }
  for (name, shares) in [("network:     ", network), ("linear layer:", linear)] {
    let (mean, deviation) = meanAndDeviation(shares)
    print(name, shares.map(percent).joined(separator: "  "))
    print("  mean \(percent(mean)) %, deviation \(percent(deviation)) points")
  }
  // #endregion seeds
}
