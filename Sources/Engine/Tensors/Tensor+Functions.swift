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

  /// `1/√x` of every element; ∞ at 0, NaN below. Source: `torch.rsqrt`.
  public final func rsqrt() -> Tensor {
    // d(x^−½)/dx = −½·x^−³⁄²
    elementwise(
      "RsqrtBackward0", { 1 / $0.squareRoot() },
      gradientFromOutput: { g, y in -0.5 * g * (y * y * y) })
  }

  /// Every element without its sign. Source: `torch.abs`.
  public final func abs() -> Tensor {
    // d|x|/dx = sign x, for which 0 is taken at 0.
    elementwise("AbsBackward0", { $0.magnitude }, gradientFromInput: { g, x in g * signOf(x) })
  }

  /// −1, 0 or 1 for every element: what sign it has. Its slope is 0. Source: `torch.sign`.
  public final func sign() -> Tensor { stepwise("SignBackward0", signOf) }

  /// Every element rounded to a whole number, of two that are as near to the even one. Its slope is 0.
  /// Source: `torch.round`.
  public final func round() -> Tensor {
    stepwise("RoundBackward0") { $0.rounded(.toNearestOrEven) }
  }

  /// The largest whole number that is not above, for every element. Its slope is 0. Source:
  /// `torch.floor`.
  public final func floor() -> Tensor { stepwise("FloorBackward0") { $0.rounded(.down) } }

  /// The smallest whole number that is not below, for every element. Its slope is 0. Source:
  /// `torch.ceil`.
  public final func ceil() -> Tensor { stepwise("CeilBackward0") { $0.rounded(.up) } }

  private final func stepwise(_ name: String, _ function: (Float) -> Float) -> Tensor {
    elementwise(name, function, gradientFromInput: { _, _ in 0 })
  }

  /// Every element brought between two bounds: what is below `min` becomes `min`, what is above `max`
  /// becomes `max`.
  ///
  /// The slope is 1 between the bounds and at them, and 0 outside. Traps where neither is given.
  /// Source: `torch.clamp`.
  public final func clamp(min: Float? = nil, max: Float? = nil) -> Tensor {
    guard min != nil || max != nil else { fatalError("clamp: wants min, max or both") }
    let (lower, upper) = (min ?? -.infinity, max ?? .infinity)
    return elementwise(
      "ClampBackward1",
      { x in
        if lower.isNaN || upper.isNaN { return .nan }
        return x < lower || x > upper ? Swift.min(Swift.max(x, lower), upper) : x
      },
      gradientFromInput: { g, x in lower <= x && x <= upper ? g : 0 })
  }

  /// A tensor of its own with the same elements, through which gradients go back. Source: `torch.clone`.
  public final func clone() -> Tensor {
    Tensor.result(
      storage, shape: shape, format: memoryFormat, of: "CloneBackward0", from: [self]
    ) { [$0] }
  }

  /// Every element squared. Source: `torch.square`.
  public final func square() -> Tensor { pow(2) }

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

private func signOf(_ x: Float) -> Float { x > 0 ? 1 : x < 0 ? -1 : 0 }

/// ``Tensor/exp()`` as a function. Source: `torch.exp`.
public func exp(_ x: Tensor) -> Tensor { x.exp() }

/// ``Tensor/log()`` as a function. Source: `torch.log`.
public func log(_ x: Tensor) -> Tensor { x.log() }

/// ``Tensor/sqrt()`` as a function. Source: `torch.sqrt`.
public func sqrt(_ x: Tensor) -> Tensor { x.sqrt() }

/// ``Tensor/abs()`` as a function. Source: `torch.abs`.
public func abs(_ x: Tensor) -> Tensor { x.abs() }

/// ``Tensor/pow(_:)`` as a function. Source: `torch.pow`.
public func pow(_ x: Tensor, _ exponent: Float) -> Tensor { x.pow(exponent) }

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
