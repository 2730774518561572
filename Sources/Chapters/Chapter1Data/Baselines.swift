import Datasets
import Foundation
import Plots
import Tensors

// #region mean-digits
/// The mean image of each digit, one in a row: `[10, 784]`.
public func meanDigits(in loader: DataLoader) -> Tensor {
  var sums = [Tensor](repeating: .zeros([784]), count: 10)
  var counts = [Float](repeating: 0, count: 10)
  for (images, labels) in loader {
    for (row, digit) in labels.values.enumerated() {
      sums[digit] = sums[digit] + images[row].flatten()
      counts[digit] += 1
    }
  }
  return .stack(zip(sums, counts).map { sum, count in sum / max(count, 1) })
}
// #endregion mean-digits

// #region nearest
/// Which row of `known` is nearest to each image: the one where the squared differences of the
/// pixels have the smallest sum.
public func nearest(_ images: Tensor, to known: Tensor) -> IntTensor {
  // (x − k)² is x² − 2xk + k². For one image, x² is the same for every k. So the sum is smallest
  // where the sum of xk − k²/2 is largest.
  // `linear` computes the sum of xk for each image x and each k.
  let products = linear(images.flatten(startDim: 1), known)
  let scores = products - (known * known).sum(dim: 1) / 2
  return scores.argmax(dim: 1)
}

/// The share of right answers if each digit gets the label of the row nearest to it.
public func accuracy(
  ofNearest known: Tensor, labels: [Int], on loader: DataLoader
) -> Double {
  var correct = 0
  for (images, truth) in loader {
    let answers = nearest(images, to: known).values.map { labels[$0] }
    correct += zip(answers, truth.values).count { $0 == $1 }
  }
  return Double(correct) / Double(loader.dataset.count)
}
// #endregion nearest

// #region standard-error
/// How far the share of right answers among `count` digits usually is from the share among all the
/// digits that there could be.
public func standardError(of share: Double, count: Int) -> Double {
  (share * (1 - share) / Double(count)).squareRoot()
}
// #endregion standard-error

/// Draws the mean digits.
public func drawMeanDigits(from root: MNIST.Root = .bundled) throws -> Figure {
  let means = meanDigits(in: DataLoader(try loadDatasets(from: root).train, batchSize: 32))
  let images = (0..<10).map { digit in
    ImageGrid.Image(width: 28, height: 28, values: means[digit].values, caption: "\(digit)")
  }
  return Figure(
    width: 20, height: 2.6,
    alternative: "The mean of all training images of each digit, 0 to 9, blurred at the edges.",
    panels: [ImageGrid(images: images, columns: 10, colormap: .binary)])
}

/// Says how often three programs without a network are right.
public func compareBaselines(from root: MNIST.Root = .bundled) throws {
  let (trainDataset, testDataset) = try loadDatasets(from: root)
  let testLoader = DataLoader(testDataset, batchSize: 32)
  func report(_ name: String, _ share: Double, numbers: Int) {
    let error = standardError(of: share, count: testDataset.count)
    print(
      name, String(format: "%.1f %% ± %.1f, %9d numbers kept", share * 100, error * 100, numbers))
  }
  // #region baselines
  let sevens = testDataset.targets.values.count { $0 == 7 }
  report("always 7:      ", Double(sevens) / Double(testDataset.count), numbers: 1)

  let means = meanDigits(in: DataLoader(trainDataset, batchSize: 32))
  let byMean = accuracy(ofNearest: means, labels: Array(0...9), on: testLoader)
  report("nearest mean:  ", byMean, numbers: means.count)

  let all = trainDataset.batch(Array(0..<trainDataset.count))
  let digits = all.images.flatten(startDim: 1)
  let byDigit = accuracy(ofNearest: digits, labels: all.labels.values, on: testLoader)
  report("nearest digit: ", byDigit, numbers: digits.count)
  // #endregion baselines
}
