import Foundation
import Kernels

// The functions between a network's layers, without which all of them together would be one straight
// line. Each is a method, and a function that reads like a layer: `tanh(fc1(x))`.

extension Tensor {
  /// `max(x, 0)` of every element: the simplest function that is not a straight line.
  ///
  /// Where nobody else holds `x`, as in `relu(conv1(images))`, its elements are changed in place: a
  /// step then needs less memory, and less time to fetch it. Nobody who still holds `x` can tell.
  /// Source: `torch.relu`.
  public final consuming func relu() -> Tensor {
    CalledFunctions.note("relu")
    var x: Tensor = self
    let (shape, format) = (x.shape, x.memoryFormat)
    var output = Tensor.takeStorage(of: &x)
    let wordCount = ReLU.wordCount(output.count)
    let passed = [Int32](unsafeUninitializedCapacity: wordCount) { passed, initialized in
      ReLU.forward(&output, passed: passed)
      initialized = wordCount
    }
    return Tensor.result(output, shape: shape, format: format, of: "ReluBackward0", from: [x]) {
      (gradient: consuming Tensor) in
      // The slope is 1 above 0 and 0 elsewhere; at 0 itself PyTorch takes 0.
      gradient.convert(to: format)
      var inputGradient = Tensor.takeStorage(of: &gradient)
      ReLU.backward(passed: passed, &inputGradient)
      return [Tensor(storage: inputGradient, shape: shape, format: format)]
    }
  }

  /// The hyperbolic tangent of every element, `(eˣ − e⁻ˣ) / (eˣ + e⁻ˣ)`: between −1 and 1. Source:
  /// `torch.tanh`.
  public final func tanh() -> Tensor {
    // d(tanh x)/dx = 1 − tanh² x
    elementwise(
      "TanhBackward0", { Foundation.tanh($0) }, gradientFromOutput: { g, y in g * (1 - y * y) })
  }

  /// `1 / (1 + e⁻ˣ)` of every element: between 0 and 1, as a probability. Source: `torch.sigmoid`.
  public final func sigmoid() -> Tensor {
    // dσ(x)/dx = σ(x)·(1 − σ(x))
    elementwise(
      "SigmoidBackward0", { 1 / (1 + Foundation.exp(-$0)) },
      gradientFromOutput: { g, y in g * (1 - y) * y })
  }
}

/// ``Tensor/relu()`` as a function. Source: `torch.nn.functional.relu`.
public func relu(_ x: consuming Tensor) -> Tensor { x.relu() }

/// ``Tensor/tanh()`` as a function. Source: `torch.nn.functional.tanh`.
public func tanh(_ x: Tensor) -> Tensor { x.tanh() }

/// ``Tensor/sigmoid()`` as a function. Source: `torch.nn.functional.sigmoid`.
public func sigmoid(_ x: Tensor) -> Tensor { x.sigmoid() }
