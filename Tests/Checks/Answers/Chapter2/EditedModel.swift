import Exercises
import NN
import Tensors

/// Chapter 2's network with other numbers in it, as readers change them.
final class EditedModel: Module {
  let conv1: Conv2d
  let pool1 = MaxPool2d(2)
  let conv2: Conv2d
  let pool2 = MaxPool2d(2)
  let fc1: Linear
  let fc2: Linear

  private let usesSecondPooling: Bool
  private let flatten: @Sendable (Tensor) -> Tensor

  init(
    channels: (Int, Int) = (32, 64), inChannels: Int? = nil, kernelSizes: (Int, Int) = (3, 3),
    padding: Int = 0, features: Int = 1600, hidden: (Int, Int) = (64, 64), scores: Int = 10,
    usesSecondPooling: Bool = true,
    flatten: @escaping @Sendable (Tensor) -> Tensor = { $0.flatten(startDim: 1) }
  ) {
    conv1 = Conv2d(1, channels.0, kernelSize: kernelSizes.0, padding: padding)
    conv2 = Conv2d(
      inChannels ?? channels.0, channels.1, kernelSize: kernelSizes.1, padding: padding)
    fc1 = Linear(features, hidden.0)
    fc2 = Linear(hidden.1, scores)
    self.usesSecondPooling = usesSecondPooling
    self.flatten = flatten
  }

  override func forward(_ x: Tensor) -> Tensor {
    var x = pool1(relu(conv1(x)))
    x = relu(conv2(x))
    if usesSecondPooling { x = pool2(x) }
    x = flatten(x)
    x = relu(fc1(x))
    return fc2(x)
  }
}

/// Chapter 2's network with another way through its layers.
final class RewiredModel: Module {
  let conv1 = Conv2d(1, 32, kernelSize: 3)
  let pool1 = MaxPool2d(2)
  let conv2 = Conv2d(32, 64, kernelSize: 3)
  let extra = Linear(64, 64)
  let fc2 = Linear(64, 10)
  let fc1 = Linear(1600, 64)

  private let after: @Sendable (RewiredModel, _ features: Tensor) -> Tensor

  /// - Parameter after: the way from what comes out of the first linear layer.
  init(_ after: @escaping @Sendable (RewiredModel, _ features: Tensor) -> Tensor) {
    self.after = after
  }

  override func forward(_ x: Tensor) -> Tensor {
    let x = pool1(relu(conv2(pool1(relu(conv1(x))))))
    return after(self, relu(fc1(x.flatten(startDim: 1))))
  }
}
