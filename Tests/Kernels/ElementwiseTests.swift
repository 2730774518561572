import Foundation
import Kernels
import TestSupport
import Testing

@Suite("Element by element") struct ElementwiseTests {
  /// Longer than one piece of work, so that the seam between two is inside.
  static let count = 1 << 15 | 5

  @Test("Two arrays")
  func twoArrays() {
    let a = randomNumbers(Self.count, seed: 17)
    let b = randomNumbers(Self.count, seed: 18)
    var result = [Float](repeating: .nan, count: Self.count)
    Elementwise.add(a, b, into: &result, count: Self.count)
    expectSameBits(result, zip(a, b).map { $0 + $1 }, "+")
    Elementwise.subtract(a, b, into: &result, count: Self.count)
    expectSameBits(result, zip(a, b).map { $0 - $1 }, "−")
    Elementwise.multiply(a, b, into: &result, count: Self.count)
    expectSameBits(result, zip(a, b).map { $0 * $1 }, "·")
    Elementwise.divide(a, b, into: &result, count: Self.count)
    expectSameBits(result, zip(a, b).map { $0 / $1 }, "/")
    result = b
    Elementwise.addScaled(a, scale: 0.3, to: &result, count: Self.count)
    expectSameBits(result, zip(a, b).map { $1 + 0.3 * $0 }, "b + 0.3a")
  }

  @Test("One array")
  func oneArray() {
    let a = randomNumbers(Self.count, seed: 19)
    var result = [Float](repeating: .nan, count: Self.count)
    Elementwise.affine(a, scale: 0.3, offset: 0.1, into: &result, count: Self.count)
    expectSameBits(result, a.map { $0 * 0.3 + 0.1 }, "0.3a + 0.1")
    Elementwise.exponential(a, into: &result, count: Self.count)
    expectSameBits(result, a.map { exp($0) }, "exp")
    Elementwise.logarithm(a, into: &result, count: Self.count)
    expectSameBits(result.map { $0.isNaN ? 9 : $0 }, a.map { $0 < 0 ? 9 : log($0) }, "log")
    Elementwise.power(a, 3, into: &result, count: Self.count)
    expectClose(result, a.map { $0 * $0 * $0 }, within: 1e-6, "a³")
  }
}
