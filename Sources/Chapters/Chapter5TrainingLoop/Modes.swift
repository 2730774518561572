import Chapter1Data
import Datasets
import NN
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
