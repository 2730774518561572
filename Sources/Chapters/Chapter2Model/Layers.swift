import Chapter1Data
import Datasets
import NN
import Plots
import Tensors

/// Slides one window of weights, chosen by hand, over a digit: it answers to vertical edges.
public func findEdges(from root: MNIST.Root = .bundled) throws -> Figure {
  let (images, _) = try firstBatch(from: root)
  // #region edges
  let weight = Tensor([-1, 0, 1, -1, 0, 1, -1, 0, 1], shape: [1, 1, 3, 3])
  let digit = images[0..<1]
  let edges = conv2d(digit, weight)
  print(digit.shape, "->", edges.shape)
  // #endregion edges
  let before = ImageGrid.Image(width: 28, height: 28, values: digit.values, caption: "digit")
  let after = ImageGrid.Image(width: 26, height: 26, values: edges.values, caption: "edges")
  return Figure(
    width: 6, height: 3, columns: 2,
    alternative: "A digit, and beside it where its left and right edges are.",
    panels: [
      ImageGrid(images: [before], columns: 1, colormap: .binary),
      ImageGrid(images: [after], columns: 1, colormap: .diverging),
    ])
}

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

/// Cuts off what is below zero.
public func tryReLU() {
  // #region relu
  print(relu(Tensor([-2, -1, 0, 1, 2])))
  // #endregion relu
}

/// Two linear layers with nothing between them are no more than one.
public func compareLinear() {
  // #region linear
  manualSeed(0)
  let first = Linear(3, 4, bias: false)
  let second = Linear(4, 2, bias: false)
  let x = Tensor([[1, 2, 3]])
  print("one after the other:", second(first(x)).detach())

  let both = second.weight.matmul(first.weight)  // 2×4 times 4×3 is 2×3
  print("as one layer:       ", linear(x, both).detach())
  print("with ReLU between:  ", second(relu(first(x))).detach())
  // #endregion linear
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
