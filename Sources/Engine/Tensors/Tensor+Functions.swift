import Foundation
import Kernels

// Each function of one element stands beside the gradient that goes back through it: with g the
// gradient of the result y, what reaches x is g · dy/dx.

extension Tensor {
  /// `eˣ` of every element. Source: `torch.exp`.
  public final func exp() -> Tensor {
    // d(eˣ)/dx = eˣ
    elementwise("ExpBackward0", { Foundation.exp($0) }, gradientFromOutput: { g, y in g * y })
  }

  /// The natural logarithm of every element; −∞ at 0, NaN below. Source: `torch.log`.
  public final func log() -> Tensor {
    // d(ln x)/dx = 1/x
    elementwise("LogBackward0", { Foundation.log($0) }, gradientFromInput: { g, x in g / x })
  }

  /// The square root of every element; NaN below 0. Source: `torch.sqrt`.
  public final func sqrt() -> Tensor {
    // d(√x)/dx = 1/(2√x)
    elementwise("SqrtBackward0", { $0.squareRoot() }, gradientFromOutput: { g, y in g / (y * 2) })
  }

  /// Every element to a fixed power. Source: `torch.pow`.
  public final func pow(_ exponent: Float) -> Tensor {
    let input = detach()
    let values = makeValues(count) { Elementwise.power(self.values, exponent, into: $0) }
    return Tensor.result(values, shape: shape, of: "PowBackward0", from: [self]) { gradient in
      // d(xᵃ)/dx = a·xᵃ⁻¹, and 0 for a constant, whatever its gradient: 0·0⁻¹ would not be a
      // number.
      [
        exponent == 0
          ? .zeros(input.shape) : gradient * (input.pow(exponent - 1) * exponent)
      ]
    }
  }
}

extension Tensor {
  /// `function` of every element, recorded under the name that PyTorch gives it.
  ///
  /// `gradientFromInput` is what reaches x, from the gradient g of the result and x itself. Only
  /// where it is simpler to say from the result is the other form better: it keeps no x.
  @inline(__always)
  final func elementwise(
    _ name: String, _ function: (Float) -> Float,
    gradientFromInput: @escaping (_ g: Float, _ x: Float) -> Float
  ) -> Tensor {
    let input = values
    return Tensor.result(
      combine(input, input) { x, _ in function(x) }, shape: shape, of: name, from: [self]
    ) { [shape] gradient in
      [Tensor(combine(gradient.values, input, gradientFromInput), shape: shape)]
    }
  }

  /// `function` of every element, recorded under the name that PyTorch gives it.
  ///
  /// `gradientFromOutput` is what reaches x, from the gradient g of the result and the result y.
  @inline(__always)
  final func elementwise(
    _ name: String, _ function: (Float) -> Float,
    gradientFromOutput: @escaping (_ g: Float, _ y: Float) -> Float
  ) -> Tensor {
    let input = values
    let output = combine(input, input) { x, _ in function(x) }
    return Tensor.result(output, shape: shape, of: name, from: [self]) { [shape] gradient in
      [Tensor(combine(gradient.values, output, gradientFromOutput), shape: shape)]
    }
  }
}

/// `function` of each two elements that stand at the same place.
@inline(__always)
private func combine(
  _ a: [Float], _ b: [Float], _ function: (Float, Float) -> Float
) -> [Float] {
  makeValues(a.count) { result in
    a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { b in
        Threads.forEachRange(a.count, length: 1 << 12) { range in
          for i in range { result[i] = function(a[i], b[i]) }
        }
      }
    }
  }
}
