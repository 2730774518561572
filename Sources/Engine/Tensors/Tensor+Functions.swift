import Kernels

extension Tensor {
  private typealias Loop = ([Float], UnsafeMutableBufferPointer<Float>) -> Void

  private final func map(_ loop: Loop) -> [Float] {
    makeValues(count) { loop(values, $0) }
  }

  /// `eˣ` of every number. Source: `torch.exp`.
  public final func exp() -> Tensor {
    let values = map(Elementwise.exponential)
    let output = Tensor(values, shape: shape)
    return Tensor.result(values, shape: shape, of: "ExpBackward0", from: [self]) { gradient in
      [gradient * output]  // d(eˣ)/dx = eˣ
    }
  }

  /// The natural logarithm of every number; −∞ at 0, NaN below. Source: `torch.log`.
  public final func log() -> Tensor {
    let input = detach()
    let values = map(Elementwise.logarithm)
    return Tensor.result(values, shape: shape, of: "LogBackward0", from: [self]) { gradient in
      [gradient / input]  // d(ln x)/dx = 1/x
    }
  }

  /// Every number to a fixed power. Source: `torch.pow`.
  public final func pow(_ exponent: Float) -> Tensor {
    let input = detach()
    let values = map { Elementwise.power($0, exponent, into: $1) }
    return Tensor.result(values, shape: shape, of: "PowBackward0", from: [self]) { gradient in
      // d(xᵃ)/dx = a·xᵃ⁻¹, and 0 for a constant: 0·0⁻¹ would not be a number.
      [exponent == 0 ? gradient * 0 : gradient * (input.pow(exponent - 1) * exponent)]
    }
  }

  /// The square root of every number; NaN below 0. Source: `torch.sqrt`.
  public final func sqrt() -> Tensor {
    let values = self.values.map { $0.squareRoot() }
    let output = Tensor(values, shape: shape)
    return Tensor.result(values, shape: shape, of: "SqrtBackward0", from: [self]) { gradient in
      [gradient / (output * 2)]  // d(√x)/dx = 1/(2√x)
    }
  }

  /// Every negative number made 0. Source: `torch.relu`; ``relu(_:)`` is the same as a function.
  public final func relu() -> Tensor { Tensors.relu(self) }
}

/// `max(x, 0)` of every number, of the shape that goes in: the simplest function that is not a
/// straight line.
///
/// Where nobody else holds `x`, as in `relu(conv1(images))`, its numbers are changed in place: a
/// quarter of the memory of a step is not needed, nor the time to fetch it. Nobody who still holds
/// `x` can tell. Source: `torch.nn.functional.relu`.
public func relu(_ x: consuming Tensor) -> Tensor {
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
