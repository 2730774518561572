import Chapter1Data
import Datasets
import Foundation
import NN
import Plots
import Tensors

/// Puts two layers together that do not fit: stops the program.
public func mismatchChannels(from root: MNIST.Root = .bundled) throws {
  let (images, _) = try firstBatch(from: root)
  // #region wrong-channels
  let conv = Conv2d(1, 8, kernelSize: 3)
  let norm = BatchNorm2d(4)
  print(norm(conv(images)).shape)
  // #endregion wrong-channels
}

/// Tests in training mode, and finds that the model has changed.
public func forgetEval(from root: MNIST.Root = .bundled) throws {
  let (images, _) = try firstBatch(from: root)
  // #region forget-eval
  let norm = BatchNorm2d(1)
  norm.eval()
  _ = noGrad { norm(images) }
  print("asked after eval(): ", norm.runningMean)
  norm.train()
  _ = noGrad { norm(images) }
  print("asked after train():", norm.runningMean)
  // #endregion forget-eval
}

/// Drops pixels of a digit, different ones each time.
public func drawDropout(from root: MNIST.Root = .bundled) throws -> Figure {
  let (images, _) = try firstBatch(from: root)
  // #region dropout
  manualSeed(0)
  let dropout = Dropout(p: 0.5)
  var outputs = (0..<3).map { _ in dropout(images[0]) }
  dropout.eval()
  outputs.append(dropout(images[0]))
  // #endregion dropout
  let names = ["train()", "train()", "train()", "eval()"]
  for (name, output) in zip(names, outputs) {
    print("\(name): the pixels add up to", output.sum().item())
  }
  return Figure(
    width: 8, height: 2.4,
    alternative: "A digit three times with half of its pixels dropped, and once whole.",
    panels: [
      ImageGrid(
        images: zip(names, outputs).map { name, output in
          ImageGrid.Image(width: 28, height: 28, values: output.values, caption: name)
        }, columns: 4, colormap: .binary, range: 0...2)
    ])
}

/// What batch normalization does to the means and deviations of channels, and the same by hand.
public func normalizeBatch(from root: MNIST.Root = .bundled) throws -> Figure {
  let (images, _) = try firstBatch(from: root)
  var series: [LineChart.Series] = []
  func describe(_ name: String, _ x: Tensor) {
    let mean = x.mean(dim: [0, 2, 3], keepDim: true)
    let deviation = ((x - mean) * (x - mean)).mean(dim: [0, 2, 3]).sqrt()
    let columns = [mean.flatten(), deviation].map { numbers in
      numbers.values.map { String(format: "%5.2f", ($0 * 100).rounded() / 100 + 0) }
    }
    print(
      name.padding(toLength: 18, withPad: " ", startingAt: 0),
      columns.map { $0.joined(separator: " ") }.joined(separator: "     "))
    series.append(intervals(name, mean.values, deviation.values, below: series.count))
  }
  print("                    means                       deviations")
  // #region normalize
  manualSeed(0)
  let norm = BatchNorm2d(4)
  let x = Conv2d(1, 4, kernelSize: 3)(images)
  describe("before", x)
  let normalized = norm(x)
  describe("normalized", normalized)
  norm.weight.mutate { $0 = [1, 1, 2, 2] }  // as if it had learned them
  norm.bias.mutate { $0 = [0, 1, 2, 3] }
  describe("scaled and shifted", norm(x))

  // By hand: how far each number is from its channel's mean, over the deviation.
  let distance = x - x.mean(dim: [0, 2, 3], keepDim: true)
  let variance = (distance * distance).mean(dim: [0, 2, 3], keepDim: true)
  let byHand = distance / (variance + 1e-5).sqrt()
  let difference = byHand - normalized
  print("largest difference from the layer:", (difference * difference).max().sqrt().item())
  // #endregion normalize
  return Figure(
    width: 7, height: 3.6,
    alternative: "Mean and deviation of four channels: before, normalized, and scaled and shifted.",
    panels: [
      LineChart(
        title: "Mean ± deviation of each channel", series: series,
        xLabel: "value", yLabel: "channel", legend: .lowerRight)
    ])
}

/// A bar for each channel, from a deviation below its mean to a deviation above it.
private func intervals(
  _ name: String, _ means: [Float], _ deviations: [Float], below: Int
) -> LineChart.Series {
  let gap = Double.nan
  let ends = zip(means, deviations).flatMap { [Double($0 - $1), Double($0 + $1), gap] }
  let heights = means.indices.flatMap { channel in
    let height = Double(channel + 1) - 0.2 * Double(below)
    return [height, height, gap]
  }
  return LineChart.Series(name, heights, x: ends)
}

/// Trains a small network with batch normalization and without it, from weights of two sizes.
public func compareNormalization(from root: MNIST.Root = .bundled) throws {
  let (training, validation) = try splitTrainingDigits(from: root)
  // #region with-norm
  func network(normalized: Bool, size: Float) -> Module {
    let conv = Conv2d(1, 8, kernelSize: 3)
    conv.weight.mutate { $0 = $0.map { $0 * size } }
    return Sequential(
      conv, normalized ? BatchNorm2d(8) : Sequential([]), ReLU(), MaxPool2d(2),
      Flatten(), Linear(8 * 13 * 13, 10))
  }
  // #endregion with-norm
  for normalized in [false, true] {
    for size: Float in [0.1, 1] {
      let runs = (0..<3).map { seed in
        trainSilently(seed: seed, on: training, judgedBy: validation) {
          network(normalized: normalized, size: size)
        }.accuracies
      }
      let name = normalized ? "BatchNorm2d, " : "nothing there,"
      printEpochs("\(name) first weights × \(size)", runs, after: [1])
    }
  }
}
