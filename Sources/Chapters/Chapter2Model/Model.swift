import NN
import Tensors

// #region model
/// The network of this book: convolutions look, linear layers decide.
public final class Model: Module {
  let conv1 = Conv2d(1, 32, kernelSize: 3)  // 1×28×28 → 32×26×26
  let pool1 = MaxPool2d(2)  //                         → 32×13×13
  let conv2 = Conv2d(32, 64, kernelSize: 3)  //        → 64×11×11
  let pool2 = MaxPool2d(2)  //                         → 64×5×5
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
// #endregion model

/// Prints the model's layers, and sends a batch through them.
public func printModel() {
  // #region print-model
  let model = Model()
  print(model)
  let images = Tensor.rand([32, 1, 28, 28])
  print(images.shape, "->", model(images).shape)
  // #endregion print-model
}

/// Prints how many parameters each layer has.
public func summarizeModel() {
  // #region summary
  let model = Model()
  print(summary(model, inputSize: [1, 28, 28]))
  // #endregion summary
}

/// Prints what windows save, and how many multiplications a digit takes.
public func countCosts() {
  // #region costs
  let shared = 32 * (1 * 3 * 3 + 1)
  let unshared = 32 * 26 * 26 * (784 + 1)
  print("conv1:", shared, "parameters; a linear layer from 784 to as many numbers:", unshared)

  let multiplications = [
    ("conv1", 32 * 26 * 26 * 9), ("conv2", 64 * 11 * 11 * 288),
    ("fc1", 64 * 1600), ("fc2", 10 * 64),
  ]
  for (name, count) in multiplications { print(name, count) }
  print("multiplications for one digit:", multiplications.map(\.1).reduce(0, +))
  // #endregion costs
}

/// Prints where the model will run.
public func findDevice() {
  // #region device
  print(Device.best)
  // #endregion device
}
