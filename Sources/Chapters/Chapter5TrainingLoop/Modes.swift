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

/// What batch normalization does to the means of channels.
public func normalizeBatch(from root: MNIST.Root = .bundled) throws {
  let (images, _) = try firstBatch(from: root)
  func describe(_ name: String, _ x: Tensor) {
    let means = x.mean(dim: [0, 2, 3]).values.map { String(format: "%5.2f", $0) }
    print(name, means.joined(separator: " "))
  }
  // #region normalize
  manualSeed(0)
  let norm = BatchNorm2d(4)
  let x = Conv2d(1, 4, kernelSize: 3)(images)
  describe("means of the channels:", x)
  describe("normalized:           ", norm(x))
  norm.bias.mutate { $0 = [0, 1, 2, 3] }  // as if it had learned them
  describe("with a learned shift: ", norm(x))
  // #endregion normalize
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
