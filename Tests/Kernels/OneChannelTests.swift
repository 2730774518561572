import TestSupport
import Testing

@testable import Kernels

@Suite("Skipping the zeros of images with one channel") struct OneChannelTests {
  /// Digits, images of a word's width, others with padding, and two panels of output channels.
  static let sizes = [
    size(images: 17, side: 28, channels: 32), size(images: 2, side: 32, channels: 64),
    size(images: 2, side: 30, channels: 32, padding: 1), size(images: 1, side: 3, channels: 32),
  ]

  private static func size(
    images: Int, side: Int, channels: Int, padding: Int = 0
  ) -> ConvolutionSize {
    ConvolutionSize(
      batch: images, inputChannels: 1, inputHeight: side, inputWidth: side,
      outputChannels: channels, kernel: 3, stride: 1, padding: padding, dilation: 1)
  }

  /// With a gradient that its sum shows to be finite, or one of which that is not known.
  private func weightGradient(
    _ size: ConvolutionSize, input: [Float], _ gradient: [Float], skippingZeros: Bool
  ) -> [Float] {
    let bias = written(size.outputChannels) {
      Convolution.biasGradient(size, outputGradient: gradient, into: $0)
    }
    return written(size.outputChannels * 9) {
      Convolution.weightGradient(
        size, input: input, outputGradient: gradient,
        isFinite: skippingZeros && Reduction.areFinite(bias), into: $0)
    }
  }

  private func input(_ count: Int, density: Float) -> [Float] {
    let kept = randomNumbers(count, seed: 9).map { ($0 + 1) / 2 < density }
    return zip(randomNumbers(count, seed: 5), kept).map { $1 ? $0 : -0.0 }
  }

  // What does not suit would be read beyond its end.
  @Test("Is for windows of 3 × 3 on rows of a word, and for whole tiles of output channels")
  func sizesThatSuit() {
    for size in Self.sizes { #expect(Convolution.isOneChannel(size), "\(size)") }
    for size in [
      Self.size(images: 1, side: 28, channels: 1), Self.size(images: 1, side: 28, channels: 33),
      Self.size(images: 1, side: 33, channels: 32),
      Self.size(images: 1, side: 31, channels: 32, padding: 1),
    ] {
      #expect(!Convolution.isOneChannel(size), "\(size)")
    }
    for (inputs, kernel, stride, dilation) in [
      (2, 3, 1, 1), (1, 2, 1, 1), (1, 3, 2, 1), (1, 3, 1, 2),
    ] {
      let size = ConvolutionSize(
        batch: 1, inputChannels: inputs, inputHeight: 28, inputWidth: 28, outputChannels: 32,
        kernel: kernel, stride: stride, padding: 0, dilation: dilation)
      #expect(!Convolution.isOneChannel(size), "\(size)")
    }
  }

  @Test("Changes no bit", arguments: [0, 0.05, 0.2, 1] as [Float])
  func sameBits(density: Float) {
    for size in Self.sizes {
      let arrays = ConvolutionTests.Arrays(size)
      let input = input(arrays.input.count, density: density)
      expectSameBits(
        weightGradient(size, input: input, arrays.gradientLast, skippingZeros: true),
        weightGradient(size, input: input, arrays.gradientLast, skippingZeros: false), "\(size)")
    }
  }

  @Test(
    "0 times an infinite gradient, or one that is NaN, is seen as NaN",
    arguments: [Float.infinity, -.infinity, .nan])
  func notFinite(value: Float) {
    let size = Self.sizes[0]
    let arrays = ConvolutionTests.Arrays(size)
    var gradient = arrays.gradientLast
    gradient[5] = value
    let input = [Float](repeating: 0, count: arrays.input.count)
    let result = weightGradient(size, input: input, gradient, skippingZeros: true)
    #expect(result.filter { $0.isNaN }.count == 9)
  }
}
