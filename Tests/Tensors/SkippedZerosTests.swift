import Tensors
import TestSupport
import Testing

/// A convolution with a bias knows from the bias gradient whether the output gradient is finite, and
/// skips zeros of images with one channel only then.
@Suite("Zeros that a convolution skips") struct SkippedZerosTests {
  /// The weight gradient of images of which most pixels are 0, for an output gradient that holds
  /// `value` in one place.
  private func weightGradient(_ value: Float, hasBias: Bool) -> [Float] {
    let pixels = randomNumbers(2 * 9 * 9, seed: 71).map { abs($0) < 0.8 ? 0 : $0 }
    var gradient = randomNumbers(2 * 32 * 7 * 7, seed: 72)
    gradient[100] = value
    let weight = Tensor.full([32, 1, 3, 3], 0.1, requiresGrad: true)
    let bias = hasBias ? Tensor.full([32], 0.1, requiresGrad: true) : nil
    conv2d(Tensor(pixels, shape: [2, 1, 9, 9]), weight, bias)
      .backward(gradient: Tensor(gradient, shape: [2, 32, 7, 7]))
    return weight.grad?.values ?? []
  }

  @Test("Change no bit")
  func sameBits() {
    let skipped = weightGradient(0.5, hasBias: true)
    #expect(skipped.contains { $0 != 0 })
    expectSameBits(skipped, weightGradient(0.5, hasBias: false))
  }

  @Test(
    "Are not skipped where the gradient is infinite or NaN: 0 times such a one is NaN",
    arguments: [Float.infinity, -.infinity, .nan], [true, false])
  func notFinite(value: Float, hasBias: Bool) {
    let gradient = weightGradient(value, hasBias: hasBias)
    // Element 100 belongs to output channel 2.
    let channel = gradient[2 * 9..<3 * 9]
    #expect(channel.contains { $0.isNaN })
    #expect(channel.allSatisfy { !$0.isFinite })
    #expect(gradient.filter { $0.isFinite }.count == 31 * 9)
  }
}
