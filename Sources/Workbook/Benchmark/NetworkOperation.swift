import Kernels
import Tensors

/// One operation of the network, ready to be timed forward and backward.
struct NetworkOperation {
  /// What it is called, and what becomes of one image.
  let name: String
  let shape: String
  /// What it takes in each direction.
  let forwardCost: Cost
  let backwardCost: Cost
  /// Whose gradients backward finds.
  let leaves: [Tensor]
  /// What is known of the result when the way back begins.
  let gradient: Tensor
  /// What goes into the operation, one for each round.
  let input: () -> Tensor
  /// Does the operation.
  let output: (consuming Tensor) -> Tensor

  /// How long the operation alone takes, without notes for a way back.
  func timeForward(_ stopwatch: Stopwatch) -> Timing {
    noGrad {
      stopwatch.time(preparing: input) { (input: consuming Tensor) in _ = output(input) }
    }
  }

  /// How long the way back takes. A graph can be walked once, so each round makes one, outside of
  /// the time that counts.
  ///
  /// The gradient stays for the next round. ReLU, which changes a gradient in place where nobody
  /// else holds it, as in training, has to copy it here.
  func timeBackward(_ stopwatch: Stopwatch) -> Timing {
    stopwatch.time(preparing: {
      for leaf in leaves { leaf.grad = nil }
      return output(input())
    }) { (result: consuming Tensor) in
      result.backward(gradient: gradient)
    }
  }
}

extension Tensor {
  /// The same images with all channels of a pixel side by side, which is how images lie between the
  /// layers of a network in training, and gradients on the way back.
  var channelsLast: Tensor {
    // A window of one pixel changes nothing; pooling leaves its result that way.
    noGrad { maxPool2d(self, kernelSize: 1) }
  }

  /// The same numbers as data that a gradient is wanted for.
  var asLeaf: Tensor {
    let leaf = detach()
    leaf.requiresGrad = true
    return leaf
  }
}
