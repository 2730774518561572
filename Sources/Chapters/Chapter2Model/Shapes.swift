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

/// Sends one image through the model and prints the shape after each layer.
public func walkShapes() {
  // #region shape-walk
  var x = Tensor.rand([1, 1, 28, 28])
  func show(_ step: String) {
    let name = step.padding(toLength: 8, withPad: " ", startingAt: 0)
    print(name, x.shape.dropFirst())
  }
  show("image")
  for call in layerCalls(of: Model(), for: x) {
    if call.input.dim < x.dim {  // what came between the two layers
      x = call.input
      show("flatten")
    }
    x = call.output
    show(call.name)
  }
  // #endregion shape-walk
}

/// Prints how many pixels of the image, along one side, a number after each layer depends on.
public func printReceptiveFields() {
  // #region receptive-field
  var pixels = 1
  var step = 1  // how many pixels of the image two neighbours are apart
  for call in layerCalls(of: Model(), for: .rand([1, 1, 28, 28])) {
    let (kernelSize, stride): (Int, Int)
    switch call.layer {
    case let conv as Conv2d: (kernelSize, stride) = (conv.kernelSize, conv.stride)
    case let pool as MaxPool2d: (kernelSize, stride) = (pool.kernelSize, pool.stride)
    default: continue
    }
    pixels += (kernelSize - 1) * step
    step *= stride
    print(call.name, "sees", pixels, "×", pixels)
  }
  // #endregion receptive-field
}
