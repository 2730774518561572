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
    func expect(
      _ name: String, _ operation: (Float, Float) -> Float,
      _ kernel: ([Float], [Float], UnsafeMutableBufferPointer<Float>) -> Void
    ) {
      expectSameBits(written(Self.count) { kernel(a, b, $0) }, zip(a, b).map(operation), name)
    }
    expect("+", +, Elementwise.add)
    expect("−", -, Elementwise.subtract)
    expect("·", *, Elementwise.multiply)
    expect("/", /, Elementwise.divide)
    var result = b
    Elementwise.addScaled(a, scale: 0.3, to: &result)
    expectSameBits(result, zip(a, b).map { $1 + 0.3 * $0 }, "b + 0.3a")
  }

  @Test("One array")
  func oneArray() {
    let a = randomNumbers(Self.count, seed: 19)
    expectSameBits(
      written(Self.count) { Elementwise.affine(a, scale: 0.3, offset: 0.1, into: $0) },
      a.map { $0 * 0.3 + 0.1 }, "0.3a + 0.1")
    expectClose(
      written(Self.count) { Elementwise.power(a, 3, into: $0) }, a.map { $0 * $0 * $0 },
      within: 1e-6, "a³")
  }
}
