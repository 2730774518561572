import Foundation

/// Loops that treat each number by itself: `result[i]` depends on index `i` alone.
///
/// Where two arrays go in, they have the same length; making them so is the caller's business.
public enum Elementwise {
  /// `a + b`.
  public static func add(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    Threads.forEachRange(count) { range in
      for i in range { result[i] = a[i] + b[i] }
    }
  }

  /// `a − b`.
  public static func subtract(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    Threads.forEachRange(count) { range in
      for i in range { result[i] = a[i] - b[i] }
    }
  }

  /// `a · b`.
  public static func multiply(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    Threads.forEachRange(count) { range in
      for i in range { result[i] = a[i] * b[i] }
    }
  }

  /// `a / b`.
  public static func divide(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    Threads.forEachRange(count) { range in
      for i in range { result[i] = a[i] / b[i] }
    }
  }

  /// `scale · a + offset`, rounded after the product and after the sum.
  public static func affine(
    _ a: UnsafePointer<Float>, scale: Float, offset: Float,
    into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    Threads.forEachRange(count) { range in
      for i in range { result[i] = a[i] * scale + offset }
    }
  }

  /// `target + scale · a`, in place: what an optimizer's step is made of.
  public static func addScaled(
    _ a: UnsafePointer<Float>, scale: Float, to target: UnsafeMutablePointer<Float>, count: Int
  ) {
    Threads.forEachRange(count) { range in
      for i in range { target[i] += scale * a[i] }
    }
  }

  /// `eᵃ`.
  public static func exponential(
    _ a: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    Threads.forEachRange(count, length: 1 << 12) { range in
      for i in range { result[i] = exp(a[i]) }
    }
  }

  /// The natural logarithm.
  public static func logarithm(
    _ a: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    Threads.forEachRange(count, length: 1 << 12) { range in
      for i in range { result[i] = log(a[i]) }
    }
  }

  /// `a` to a fixed power.
  ///
  /// The powers that PyTorch computes without `pow`, so that the same comes out of −0 and −∞ too,
  /// of which `pow` and the square root make different things.
  public static func power(
    _ a: UnsafePointer<Float>, _ exponent: Float,
    into result: UnsafeMutablePointer<Float>, count: Int
  ) {
    Threads.forEachRange(count, length: 1 << 12) { range in
      switch exponent {
      case 0.5: for i in range { result[i] = a[i].squareRoot() }
      case -0.5: for i in range { result[i] = 1 / a[i].squareRoot() }
      case 2: for i in range { result[i] = a[i] * a[i] }
      case 3: for i in range { result[i] = a[i] * a[i] * a[i] }
      case -1: for i in range { result[i] = 1 / a[i] }
      case -2: for i in range { result[i] = 1 / (a[i] * a[i]) }
      default: for i in range { result[i] = pow(a[i], exponent) }
      }
    }
  }
}
