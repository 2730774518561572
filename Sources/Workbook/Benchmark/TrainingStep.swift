import NN
import Tensors

/// The tutorial's network with any number of channels.
///
/// A network of its own, so that the steps measure the engine on any day and in any copy of the
/// book; an epoch trains the network of the chapters, with whatever a reader made of it.
final class DigitNetwork: Module {
  let conv1: Conv2d  //                   1×28×28 → C×26×26
  let pool1 = MaxPool2d(2)  //                    → C×13×13
  let conv2: Conv2d  //                           → 2C×11×11
  let pool2 = MaxPool2d(2)  //                    → 2C×5×5
  let fc1: Linear
  let fc2 = Linear(64, 10)

  /// The second convolution gives twice as many channels as the first.
  init(channels: Int) {
    conv1 = Conv2d(1, channels, kernelSize: 3)
    conv2 = Conv2d(channels, 2 * channels, kernelSize: 3)
    fc1 = Linear(2 * channels * 25, 64)
  }

  override func forward(_ x: Tensor) -> Tensor {
    var x = pool1(relu(conv1(x)))
    x = pool2(relu(conv2(x)))
    x = x.flatten(startDim: 1)
    x = relu(fc1(x))
    return fc2(x)
  }
}

extension Report.StepResult {
  /// The tutorial's network on batches of four sizes, then a smaller and a larger one.
  static let sizes = [(8, 32), (32, 32), (128, 32), (512, 32), (32, 16), (32, 64)]

  /// Times forward, loss, backward and the optimizer's step, again and again on one batch of random
  /// images.
  static func measure(
    _ batchSize: Int, channels: Int, _ stopwatch: Stopwatch
  ) -> Report.StepResult {
    let model = DigitNetwork(channels: channels)
    let lossFunction = CrossEntropyLoss()
    let optimizer = SGD(model.parameters(), learningRate: 1e-2)
    let images = Tensor.rand([batchSize, 1, 28, 28])
    let labels = IntTensor((0..<batchSize).map { $0 % 10 })
    let timing = stopwatch.time {
      let loss = lossFunction(model(images), labels)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
    }
    return Report.StepResult(
      batchSize: batchSize, firstChannels: channels, secondChannels: 2 * channels,
      microsecondsPerImage: timing.median / Double(batchSize) * 1e6)
  }
}
