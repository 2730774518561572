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

/// Which digits of a loader get their own label.
public func rightAnswers(on loader: DataLoader, guess: (Tensor) -> IntTensor) -> [Bool] {
  loader.flatMap { images, labels in
    zip(guess(images).values, labels.values).map { $0 == $1 }
  }
}
// #endregion nearest

// #region standard-error
/// How far the share of right answers among `count` digits usually is from the share among all the
/// digits that there could be.
public func standardError(of share: Double, count: Int) -> Double {
  (share * (1 - share) / Double(count)).squareRoot()
}

/// The same for the difference between two models that were tested on the same `count` digits. Of
/// these, one model alone was right about `gained`, and the other alone about `lost`.
public func standardErrorOfDifference(gained: Int, lost: Int, count: Int) -> Double {
  let difference = Double(gained - lost) / Double(count)
  let differ = Double(gained + lost) / Double(count)
  return ((differ - difference * difference) / Double(count)).squareRoot()
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

/// The images, moved by some pixels: what comes in is paper, and what goes out is lost.
public func moved(_ images: Tensor, right: Int, down: Int = 0) -> Tensor {
  let (old, height, width) = (images.values, images.size(-2), images.size(-1))
  var values = [Float](repeating: 0, count: old.count)
  for index in old.indices {
    let (row, column) = (index / width % height - down, index % width - right)
    if 0..<height ~= row, 0..<width ~= column {
      values[index] = old[index - down * width - right]
    }
  }
  return Tensor(values, shape: images.shape)
}

/// Says how often programs without a network are right.
public func compareBaselines(from root: MNIST.Root = .bundled) throws {
  let (trainDataset, testDataset) = try loadDatasets(from: root)
  let testLoader = DataLoader(testDataset, batchSize: 32)
  @discardableResult
  func report(
    _ name: String, numbers: Int, guess: (_ images: Tensor) -> IntTensor
  ) -> [Bool] {
    let right = rightAnswers(on: testLoader, guess: guess)
    let share = Double(right.count { $0 }) / Double(right.count)
    let error = standardError(of: share, count: right.count)
    print(
      name, String(format: "%.1f %% ± %.1f, %9d numbers kept", share * 100, error * 100, numbers))
    return right
  }
  func reportDifference(_ first: [Bool], _ second: [Bool]) {
    let gained = zip(first, second).count { $0 && !$1 }
    let lost = zip(first, second).count { !$0 && $1 }
    let error = standardErrorOfDifference(gained: gained, lost: lost, count: first.count)
    print("nearest digit alone right: \(gained) times, nearest mean alone: \(lost)")
    print(
      String(
        format: "difference: %.1f points ± %.1f",
        100 * Double(gained - lost) / Double(first.count), 100 * error))
  }
  // #region baselines
  report("always 7:      ", numbers: 1) { IntTensor([Int](repeating: 7, count: $0.size(0))) }
  let means = meanDigits(in: DataLoader(trainDataset, batchSize: 32))
  let ink = means.mean(dim: 1, keepDim: true)
  report("nearest ink:   ", numbers: ink.count) { nearest($0.mean(dim: [2, 3]), to: ink) }
  let byMean = report("nearest mean:  ", numbers: means.count) { nearest($0, to: means) }

  let all = trainDataset.batch(Array(0..<trainDataset.count))
  let digits = all.images.flatten(startDim: 1)
  func nearestDigit(_ images: Tensor) -> IntTensor {
    IntTensor(nearest(images, to: digits).values.map { all.labels.values[$0] })
  }
  let byDigit = report("nearest digit: ", numbers: digits.count, guess: nearestDigit)
  reportDifference(byDigit, byMean)

  report("moved by 3:    ", numbers: digits.count) { nearestDigit(moved($0, right: 3)) }
  // #endregion baselines
}
