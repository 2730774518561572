import NN
import Tensors

/// Exercise 2.3: the network of this chapter, which should look through windows of 5 × 5 pixels in
/// both convolutions. Change the kernels, and mend what no longer fits. Leave the padding at 0, and
/// all else as it is.
///
/// Input `[batch, 1, 28, 28]`, output `[batch, 10]`.
public final class LargerKernels: Module {
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
