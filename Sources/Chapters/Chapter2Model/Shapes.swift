import Foundation
import NN
import Tensors

// #region output-size
/// How many pixels are left of `size` after a window has slid over them.
public func outputSize(
  _ size: Int, kernelSize: Int, stride: Int = 1, padding: Int = 0
) -> Int {
  (size + 2 * padding - kernelSize) / stride + 1
}
// #endregion output-size

/// Computes the sizes of the model's images with the formula alone.
public func computeSizes() {
  // #region compute-sizes
  let afterConv1 = outputSize(28, kernelSize: 3)
  let afterPool1 = outputSize(afterConv1, kernelSize: 2, stride: 2)
  let afterConv2 = outputSize(afterPool1, kernelSize: 3)
  let afterPool2 = outputSize(afterConv2, kernelSize: 2, stride: 2)
  print(28, afterConv1, afterPool1, afterConv2, afterPool2)
  let pixels = afterPool2 * afterPool2
  print("64 channels of \(pixels) pixels make", 64 * pixels)
  // #endregion compute-sizes
}

/// Sends one image through the layers and prints the shape after each.
public func walkShapes() {
  // #region shape-walk
  var x = Tensor.rand([1, 1, 28, 28])
  func show(_ step: String) {
    let name = step.padding(toLength: 8, withPad: " ", startingAt: 0)
    print(name, x.shape.dropFirst())
  }
  show("image")
  x = Conv2d(1, 32, kernelSize: 3)(x)
  show("conv1")
  x = MaxPool2d(2)(relu(x))
  show("pool1")
  x = Conv2d(32, 64, kernelSize: 3)(x)
  show("conv2")
  x = MaxPool2d(2)(relu(x))
  show("pool2")
  x = x.flatten(startDim: 1)
  show("flatten")
  x = relu(Linear(1600, 64)(x))
  show("fc1")
  x = Linear(64, 10)(x)
  show("fc2")
  // #endregion shape-walk
}

/// Prints how many pixels of the image, along one side, a number after each layer depends on.
public func printReceptiveFields() {
  // #region receptive-field
  var pixels = 1
  var step = 1  // how many pixels of the image two neighbours are apart
  for (layer, kernelSize, stride) in [
    ("conv1", 3, 1), ("pool1", 2, 2), ("conv2", 3, 1), ("pool2", 2, 2),
  ] {
    pixels += (kernelSize - 1) * step
    step *= stride
    print(layer, "sees", pixels, "×", pixels)
  }
  // #endregion receptive-field
}
