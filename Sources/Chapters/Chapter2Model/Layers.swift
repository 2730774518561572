import Foundation
import NN
import Tensors

/// Shows the shape of a convolution's weights and what they make of a batch.
public func tryConvolution() {
  // #region convolution
  let conv1 = Conv2d(1, 32, kernelSize: 3)
  let images = Tensor.rand([32, 1, 28, 28])
  print("weights:", conv1.weight.shape)
  print("biases:", conv1.bias!.shape)
  print(images.shape, "->", conv1(images).shape)
  // #endregion convolution
}

/// A single number with four decimals.
func rounded(_ number: Tensor) -> String { String(format: "%.4f", number.item()) }

/// Computes one number of a convolution of 32 channels by hand.
public func sumOverChannels() {
  // #region all-channels
  manualSeed(0)
  let conv2 = Conv2d(32, 64, kernelSize: 3)
  print("weights:", conv2.weight.shape)
  // As large as the window, which fits in only one place.
  let x = Tensor.rand([1, 32, 3, 3])
  let products = conv2.weight[0] * x[0]
  let sum = products.sum() + conv2.bias![0]
  print("first channel by hand:", products.count, "products, sum", rounded(sum))
  print("first channel by conv2:", rounded(conv2(x)[0][0]))
  // #endregion all-channels
}

/// Keeps the largest of every two by two elements.
public func tryPooling() {
  // #region pooling
  let pool = MaxPool2d(2)
  let x = Tensor(
    [
      1, 5, 2, 0,
      3, 4, 1, 1,
      0, 2, 9, 8,
      1, 0, 7, 6,
    ], shape: [1, 1, 4, 4])
  print(pool(x).squeeze())
  // #endregion pooling
}

/// Shows that two linear layers with nothing between them are no more than one.
public func compareLinear() {
  // #region linear
  manualSeed(0)
  let first = Linear(3, 4, bias: false)
  let second = Linear(4, 2, bias: false)
  let x = Tensor([[1, 2, 3]])
  print("one after the other:", second(first(x)).detach())

  let both = second.weight.matmul(first.weight)  // 2×4 times 4×3 is 2×3
  print("as one layer:       ", linear(x, both).detach())
  // #endregion linear
}

/// Shows what becomes of x and of −x, with ReLU between two layers and without.
public func compareOpposites() {
  // #region opposites
  manualSeed(0)
  let first = Linear(3, 4, bias: false)
  let second = Linear(4, 2, bias: false)
  let x = Tensor([[1, 2, 3]])
  print("without:", second(first(x)).detach(), second(first(-x)).detach())
  print("ReLU:   ", second(relu(first(x))).detach(), second(relu(first(-x))).detach())

  let pool = MaxPool2d(2)
  let four = Tensor([1, 5, 3, 4], shape: [1, 1, 2, 2])
  print("pooling:", pool(four).item(), pool(-four).item())
  // #endregion opposites
}

/// The same network, written as a list of layers.
public func trySequential() {
  // #region sequential
  let model = Sequential(
    Conv2d(1, 32, kernelSize: 3), ReLU(), MaxPool2d(2),
    Conv2d(32, 64, kernelSize: 3), ReLU(), MaxPool2d(2),
    Flatten(),
    Linear(1600, 64), ReLU(),
    Linear(64, 10))
  print(model)
  // #endregion sequential
}
