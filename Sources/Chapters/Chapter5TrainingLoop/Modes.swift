import Chapter1Data
import Datasets
import Foundation
import NN
import Plots
import Tensors

// #region noisy-network
/// A small network with two layers that behave differently in training.
final class NoisyNetwork: Module {
  let conv = Conv2d(1, 4, kernelSize: 3)
  let norm = BatchNorm2d(4)
  let dropout = Dropout(p: 0.5)
  let fc = Linear(4 * 13 * 13, 10)

  override func forward(_ x: Tensor) -> Tensor {
    let x = maxPool2d(relu(norm(conv(x))), kernelSize: 2)
    return fc(dropout(x.flatten(startDim: 1)))
  }
}
// #endregion noisy-network

/// Shows one image to the network three times in each mode.
public func compareModes(from root: MNIST.Root = .bundled) throws {
  let (images, _) = try firstBatch(from: root)
  // #region modes
  manualSeed(0)
  let model = NoisyNetwork()
  func firstScore() -> Float { noGrad { model(images)[0][0].item() } }

  model.train()
  print("train():", firstScore(), firstScore(), firstScore())
  model.eval()
  print("eval(): ", firstScore(), firstScore(), firstScore())
  // #endregion modes
}

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
  manualSeed(0)
  let model = NoisyNetwork()
  print("at first:          ", model.norm.runningMean)
  model.eval()
  _ = noGrad { model(images) }
  print("asked after eval():", model.norm.runningMean)
  model.train()
  _ = noGrad { model(images) }
  print("asked after train():", model.norm.runningMean)
  // #endregion forget-eval
}

/// Drops pixels of a digit, other ones each time.
public func drawDropout(from root: MNIST.Root = .bundled) throws -> Figure {
  let (images, _) = try firstBatch(from: root)
  // #region dropout
  manualSeed(0)
  let dropout = Dropout(p: 0.5)
  var outputs = (0..<3).map { _ in dropout(images[0]) }
  dropout.eval()
  outputs.append(dropout(images[0]))
  for (name, output) in zip(["train()", "train()", "train()", "eval()"], outputs) {
    print("\(name): the pixels add up to", output.sum().item())
  }
  // #endregion dropout
  let names = ["train()", "train()", "train()", "eval()"]
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
  // #region normalize
  manualSeed(0)
  let norm = BatchNorm2d(4)
  let x = Conv2d(1, 4, kernelSize: 3)(images)
  func describe(_ name: String, _ x: Tensor) {
    let means = x.mean(dim: [0, 2, 3]).values.map { String(format: "%5.2f", $0) }
    print(name, means.joined(separator: " "))
  }
  describe("means of the channels:", x)
  describe("normalized:           ", norm(x))
  norm.bias.mutate { $0 = [0, 1, 2, 3] }  // as if it had learned them
  describe("with a learned shift: ", norm(x))
  // #endregion normalize
}

/// Trains a small network with batch normalization and without it, from weights of several sizes.
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
  for normalized in [false, true] {
    for size: Float in [0.1, 1, 10] {
      let runs = (0..<3).map { seed in
        trainSilently(seed: seed, on: training, judgedBy: validation) {
          network(normalized: normalized, size: size)
        }.accuracies
      }
      let name = normalized ? "BatchNorm2d," : "without it, "
      printEpochs("\(name) first weights × \(size)", runs, after: [1])
    }
  }
  // #endregion with-norm
}
