import NN
import Tensors

/// Runs a network whose first linear layer has the wrong number: stops the program.
public func runWrongSize() {
  // #region wrong-size
  let model = Sequential(
    Conv2d(1, 32, kernelSize: 3), ReLU(), MaxPool2d(2),
    Conv2d(32, 64, kernelSize: 3), ReLU(), MaxPool2d(2),
    Flatten(),
    Linear(1000, 64), ReLU(),
    Linear(64, 10))
  let images = Tensor.rand([32, 1, 28, 28])
  print(model(images).shape)
  // #endregion wrong-size
}

/// Runs a network that does not turn each image into a row: stops the program.
public func forgetFlatten() {
  // #region no-flatten
  let model = Sequential(
    Conv2d(1, 32, kernelSize: 3), ReLU(), MaxPool2d(2),
    Linear(5408, 10))
  print(model(Tensor.rand([32, 1, 28, 28])).shape)
  // #endregion no-flatten
}
