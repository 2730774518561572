import TestSupport
import Testing

@testable import Kernels

@Suite("Skipping zeros forward") struct SparseForwardTests {
  /// One, two and three panels of output channels, one and two words of input channels, odd and
  /// even rows of pixels, and more rows than a piece of work has.
  static let sizes = [
    size(channels: 32, 64, image: 13, kernel: 3), size(channels: 32, 32, image: 9, kernel: 3),
    size(channels: 64, 96, image: 8, kernel: 2), size(channels: 32, 64, image: 10, padding: 1),
    size(channels: 32, 96, image: 12, stride: 2, padding: 1),
    size(channels: 32, 32, image: 7, stride: 3), size(channels: 32, 64, image: 6, kernel: 1),
    size(channels: 32, 64, image: 40, kernel: 3),
  ]

  /// One whose window is not made of runs, which is left to the dense path.
  private static let dilated = ConvolutionSize(
    batch: 2, inputChannels: 32, inputHeight: 9, inputWidth: 9, outputChannels: 64, kernel: 3,
    stride: 1, padding: 0, dilation: 2)

  private static func size(
    channels inputs: Int, _ outputs: Int, image: Int, kernel: Int = 3, stride: Int = 1,
    padding: Int = 0
  ) -> ConvolutionSize {
    ConvolutionSize(
      batch: 2, inputChannels: inputs, inputHeight: image, inputWidth: image + 1,
      outputChannels: outputs, kernel: kernel, stride: stride, padding: padding, dilation: 1)
  }

  // Words of bits would be read, or tiles written, that there are not.
  @Test("Is for whole words of input channels, whole tiles of output channels, and short sums")
  func sizesThatSuit() {
    for size in Self.sizes { #expect(Convolution.canSkipZeros(size), "\(size)") }
    for size in [
      Self.dilated, Self.size(channels: 33, 64, image: 8), Self.size(channels: 32, 33, image: 8),
      Self.size(channels: 64, 32, image: 8),
    ] {
      #expect(!Convolution.canSkipZeros(size), "\(size)")
    }
  }

  private func forward(
    _ size: ConvolutionSize, input: [Float], weight: [Float], bias: [Float], skippingZeros: Bool
  ) -> [Float] {
    let count = size.batch * size.outputChannels * size.outputHeight * size.outputWidth
    return written(count) {
      Convolution.forward(
        size, input: input, weight: weight, bias: bias, skippingZeros: skippingZeros, into: $0)
    }
  }

  /// An input of which about `density` are not 0, and every third of the others is −0.
  private func input(_ count: Int, density: Float) -> [Float] {
    let kept = randomNumbers(count, seed: 9).map { ($0 + 1) / 2 < density }
    return randomNumbers(count, seed: 5).enumerated().map { index, value in
      kept[index] ? value : index % 3 == 0 ? -0.0 : 0
    }
  }

  @Test("Changes no bit", arguments: [0, 0.1, 0.5, 0.75, 1] as [Float])
  func sameBits(density: Float) {
    for size in Self.sizes + [Self.dilated] {
      let arrays = ConvolutionTests.Arrays(size)
      let input = input(arrays.input.count, density: density)
      expectSameBits(
        forward(
          size, input: input, weight: arrays.weight, bias: arrays.bias, skippingZeros: true),
        forward(
          size, input: input, weight: arrays.weight, bias: arrays.bias, skippingZeros: false),
        "\(size)")
    }
  }

  @Test("Inputs that are NaN or infinite are not 0")
  func specialInputs() {
    let size = Self.sizes[0]
    let arrays = ConvolutionTests.Arrays(size)
    var input = input(arrays.input.count, density: 0.1)
    for (index, value) in [(17, Float.nan), (3000, .infinity), (9000, -.infinity)] {
      input[index] = value
    }
    let results = [true, false].map {
      forward(size, input: input, weight: arrays.weight, bias: arrays.bias, skippingZeros: $0)
    }
    #expect(results[0].contains { $0.isNaN } && results[0].contains { $0.isInfinite })
    #expect(zip(results[0], results[1]).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
  }

  @Test(
    "0 times an infinite weight, or one that is NaN, is seen as NaN",
    arguments: [Float.infinity, -.infinity, .nan])
  func notFinite(value: Float) {
    let size = Self.sizes[0]
    let arrays = ConvolutionTests.Arrays(size)
    var weight = arrays.weight
    weight[weight.count - 1] = value
    let input = [Float](repeating: 0, count: arrays.input.count)
    let result = forward(
      size, input: input, weight: weight, bias: arrays.bias, skippingZeros: true)
    #expect(result.filter { $0.isNaN }.count == result.count / size.outputChannels)
  }
}
