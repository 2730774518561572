import Kernels
import Tensors

/// One operation of the network, ready to be timed forward and backward.
struct NetworkOperation {
  let name: String
  /// What becomes of one image: `32×13×13 → 64×11×11`.
  let shape: String
  let costs: Costs
  /// Whose gradients the backward pass finds.
  let leaves: [Tensor]
  /// What is known of the result when the backward pass begins.
  let gradient: Tensor
  /// What goes into the operation, one for each round.
  let input: () -> Tensor
  /// Does the operation.
  let output: (consuming Tensor) -> Tensor

  /// An operation on `x`, each round on the same unless `input` makes another one.
  init(
    _ name: String, of x: Tensor, _ costs: Costs, parameters: [Tensor] = [], gradient: Tensor,
    input: (() -> Tensor)? = nil, output: @escaping (consuming Tensor) -> Tensor
  ) {
    self.name = name
    shape = [x, gradient].map { tensor in
      // One element, such as a loss, has no dimensions.
      tensor.shape.isEmpty ? "1" : tensor.shape.dropFirst().map(String.init).joined(separator: "×")
    }.joined(separator: " → ")
    self.costs = costs
    leaves = (x.requiresGrad ? [x] : []) + parameters
    self.gradient = gradient
    self.input = input ?? { x }
    self.output = output
  }

  /// Times one direction, beside what all threads can do at most.
  func measure(
    _ direction: Report.Direction, _ stopwatch: Stopwatch, allGigaflops: Double
  ) -> Report.OperationResult {
    let isForward = direction == .forward
    let cost = isForward ? costs.forward : costs.backward
    let timing = isForward ? timeForward(stopwatch) : timeBackward(stopwatch)
    let gigaflops = Double(cost.operations) / timing.median / 1e9
    return Report.OperationResult(
      name: name, shape: shape, direction: direction, milliseconds: timing.median * 1e3,
      bestMilliseconds: timing.best * 1e3, operations: cost.operations, bytes: cost.bytes,
      gigaflops: gigaflops, shareOfPeak: gigaflops / allGigaflops)
  }

  /// How long the operation alone takes, without notes for a backward pass.
  func timeForward(_ stopwatch: Stopwatch) -> Timing {
    noGrad {
      stopwatch.time(preparing: input) { (input: consuming Tensor) in _ = output(input) }
    }
  }

  /// How long the backward pass takes. A graph can be walked once, so each round makes one, outside
  /// of the time that counts.
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

extension NetworkOperation {
  /// A convolution of `x`, with weights and biases of its own.
  static func convolution(
    _ name: String, of x: Tensor, _ size: ConvolutionSize, gradient: Tensor? = nil
  ) -> NetworkOperation {
    let outputShape = [size.batch, size.outputChannels, size.outputHeight, size.outputWidth]
    let parameters = parameters(
      [size.outputChannels, size.inputChannels, size.kernel, size.kernel])
    return NetworkOperation(
      name, of: x, .convolution(size, needsInput: x.requiresGrad), parameters: parameters,
      gradient: (gradient ?? Tensor.uniform(outputShape, -1, 1)).channelsLast
    ) {
      conv2d(
        $0, parameters[0], parameters[1], stride: size.stride, padding: size.padding,
        dilation: size.dilation)
    }
  }

  /// Weights of that shape, and a bias for each output.
  static func parameters(_ shape: [Int]) -> [Tensor] {
    [shape, [shape[0]]].map { Tensor.uniform($0, -0.1, 0.1, requiresGrad: true) }
  }
}

extension Tensor {
  /// The same images with all channels of a pixel side by side, which is how images lie between the
  /// layers of a network in training, and gradients in the backward pass.
  var channelsLast: Tensor {
    // A window of one pixel changes nothing; pooling leaves its result that way.
    noGrad { maxPool2d(self, kernelSize: 1) }
  }

  /// The same elements as data that a gradient is wanted for.
  var asLeaf: Tensor {
    let leaf = detach()
    leaf.requiresGrad = true
    return leaf
  }
}
