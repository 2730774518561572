import NN
import Tensors

/// The network of the tutorial, on images of 1 × 28 × 28.
///
/// The workbook's own is chapter 2's to change; the engine's tests keep this one.
public final class Model: Module {
  let conv1 = Conv2d(1, 32, kernelSize: 3)
  let pool1 = MaxPool2d(2)
  let conv2 = Conv2d(32, 64, kernelSize: 3)
  let pool2 = MaxPool2d(2)
  let fc1 = Linear(1600, 64)
  let fc2 = Linear(64, 10)

  public override func forward(_ x: Tensor) -> Tensor {
    var x = pool1(relu(conv1(x)))
    x = pool2(relu(conv2(x)))
    x = x.flatten(startDim: 1)
    x = relu(fc1(x))
    return fc2(x)
  }
}

/// Runs `body` with random numbers that start at `seed`, untouched by tests that run beside it.
public func seeded<Result>(_ seed: UInt64, _ body: () throws -> Result) rethrows -> Result {
  try Generator.withCurrent(Generator(seed: seed), body)
}
