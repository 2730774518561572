import NN
import Tensors

/// Exercise 2.4: a network of your own that has fewer than 30,000 parameters.
///
/// Input `[batch, 1, 28, 28]`, output ten scores for each image, `[batch, 10]`. They may be below
/// zero: nothing follows the last layer.
public final class SmallModel: Module {
  // #stub
  // public override func forward(_ x: Tensor) -> Tensor {
  //   fatalError("Exercise 2.4 has no answer yet")
  // }
  // #solution
  let conv1 = Conv2d(1, 16, kernelSize: 3)  // 1×28×28 → 16×26×26
  let pool1 = MaxPool2d(2)  //                         → 16×13×13
  let conv2 = Conv2d(16, 32, kernelSize: 3)  //        → 32×11×11
  let pool2 = MaxPool2d(2)  //                         → 32×5×5
  let fc1 = Linear(800, 24)
  let fc2 = Linear(24, 10)

  public override func forward(_ x: Tensor) -> Tensor {
    var x = pool1(relu(conv1(x)))
    x = pool2(relu(conv2(x)))
    x = x.flatten(startDim: 1)
    x = relu(fc1(x))
    return fc2(x)
  }
  // #end
}
