import Foundation

/// Loops that treat each element by itself: `result[i]` depends on index `i` alone.
///
/// All arrays and buffers of a call have the same length, or it traps.
package enum Elementwise {
  /// `a + b`.
  package static func add(
    _ a: [Float], _ b: [Float], into result: UnsafeMutableBufferPointer<Float>
  ) {
    forEachRange("Elementwise.add", a, b, result) { a, b, result, range in
      for i in range { result[i] = a[i] + b[i] }
    }
  }

  /// `a − b`.
  package static func subtract(
    _ a: [Float], _ b: [Float], into result: UnsafeMutableBufferPointer<Float>
  ) {
    forEachRange("Elementwise.subtract", a, b, result) { a, b, result, range in
      for i in range { result[i] = a[i] - b[i] }
    }
  }

  /// `a · b`.
  package static func multiply(
    _ a: [Float], _ b: [Float], into result: UnsafeMutableBufferPointer<Float>
  ) {
    forEachRange("Elementwise.multiply", a, b, result) { a, b, result, range in
      for i in range { result[i] = a[i] * b[i] }
    }
  }

  /// `a / b`.
  package static func divide(
    _ a: [Float], _ b: [Float], into result: UnsafeMutableBufferPointer<Float>
  ) {
    forEachRange("Elementwise.divide", a, b, result) { a, b, result, range in
      for i in range { result[i] = a[i] / b[i] }
    }
  }

  /// `scale · a + offset`, rounded after the product and after the sum.
  package static func affine(
    _ a: [Float], scale: Float, offset: Float, into result: UnsafeMutableBufferPointer<Float>
  ) {
    forEachRange("Elementwise.affine", a, result) { a, result, range in
      for i in range { result[i] = a[i] * scale + offset }
    }
  }

  /// `target + scale · a`, in place: what an optimizer's step is made of.
  package static func addScaled(_ a: [Float], scale: Float, to target: inout [Float]) {
    target.withUnsafeMutableBufferPointer {
      forEachRange("Elementwise.addScaled", a, $0) { a, target, range in
        for i in range { target[i] += scale * a[i] }
      }
    }
  }

  /// `a` to a fixed power.
  ///
  /// The powers that PyTorch computes without `pow`, so that the same comes out of −0 and −∞ too,
  /// of which `pow` and the square root make different things.
  package static func power(
    _ a: [Float], _ exponent: Float, into result: UnsafeMutableBufferPointer<Float>
  ) {
    forEachRange("Elementwise.power", a, result, length: 1 << 12) { a, result, range in
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

  /// Checks that lengths agree, and calls `loop` with pointers and each piece of work.
  private static func forEachRange(
    _ kernel: StaticString, _ a: [Float], _ result: UnsafeMutableBufferPointer<Float>,
    length: Int = 1 << 15,
    _ loop: (UnsafePointer<Float>, UnsafeMutablePointer<Float>, Range<Int>) -> Void
  ) {
    require(result.count, is: a.count, "result", of: kernel)
    let (count, result) = (a.count, result.start)
    withPointers(a) { a in
      Threads.forEachRange(count, length: length) { loop(a, result, $0) }
    }
  }

  /// The same for two arrays.
  private static func forEachRange(
    _ kernel: StaticString, _ a: [Float], _ b: [Float],
    _ result: UnsafeMutableBufferPointer<Float>,
    _ loop: (UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<Float>, Range<Int>)
      -> Void
  ) {
    require(b.count, is: a.count, "second array", of: kernel)
    require(result.count, is: a.count, "result", of: kernel)
    let (count, result) = (a.count, result.start)
    withPointers(a, b) { a, b in
      Threads.forEachRange(count) { loop(a, b, result, $0) }
    }
  }
}
