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
  if noGrad({ model(images) }).shape != [32, 10] {
    print("There are ten digits: each image should get ten scores, [32, 10].")
  }
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
  let calls = noGrad { layerCalls(of: Model(), for: .rand([1, 1, 28, 28])) }
  let (first, pixels) = (calls[0], calls[0].input.count)
  let shared = first.layer.parameters().map(\.count).reduce(0, +)
  let unshared = first.output.count * (pixels + 1)
  print(first.name + ":", shared, "parameters;", terminator: " ")
  print("a linear layer from \(pixels) to as many numbers:", unshared)

  var sum = 0
  for call in calls {
    for weight in call.layer.parameters() where weight.dim > 1 {
      let places = call.output.count / weight.shape[0]  // where each weight is used
      print(call.name, places * weight.count)
      sum += places * weight.count
    }
  }
  print("multiplications for one digit:", sum)
  // #endregion costs
}

/// Prints where the model will run.
public func findDevice() {
  // #region device
  print(Device.best)
  // #endregion device
}
