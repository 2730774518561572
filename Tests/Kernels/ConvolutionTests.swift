import ExitTestSupport
import Foundation
import TestSupport
import Testing

@testable import Kernels

@Suite("Convolution") struct ConvolutionTests {
  /// Every stride, padding and dilation with odd and even images that the kernel fits in, and with
  /// channels below, at and above what a tile has.
  static let sizes: [ConvolutionSize] = {
    // Batch, channels in and out, height, width, kernel.
    let shapes = [
      [1, 1, 1, 5, 7, 1], [2, 3, 2, 9, 8, 3], [5, 2, 3, 7, 7, 2], [1, 1, 4, 3, 10, 3],
      [2, 17, 17, 7, 9, 3], [3, 8, 16, 6, 5, 2], [1, 40, 33, 8, 7, 3], [2, 16, 5, 9, 11, 5],
    ]
    // The tutorial's second convolution, one whose rows do not fit a block, one of several blocks, and
    // one of several groups of images.
    var sizes = [
      size([3, 32, 64, 13, 13, 3], stride: 1, padding: 0, dilation: 1),
      size([1, 2, 3, 5, 301, 3], stride: 1, padding: 1, dilation: 1),
      size([2, 16, 7, 9, 102, 3], stride: 1, padding: 0, dilation: 1),
      size([33, 128, 128, 3, 3, 3], stride: 1, padding: 0, dilation: 1),
    ]
    for stride in 1...3 {
      for padding in 0...2 {
        for dilation in 1...3 {
          sizes += shapes.map {
            size($0, stride: stride, padding: padding, dilation: dilation)
          }
        }
      }
    }
    return sizes.filter { $0.outputHeight > 0 && $0.outputWidth > 0 }
  }()

  private static func size(
    _ shape: [Int], stride: Int, padding: Int, dilation: Int
  ) -> ConvolutionSize {
    ConvolutionSize(
      batch: shape[0], inputChannels: shape[1], inputHeight: shape[3], inputWidth: shape[4],
      outputChannels: shape[2], kernel: shape[5], stride: stride, padding: padding,
      dilation: dilation)
  }

  /// Random arrays in PyTorch's order, and the same channels last.
  struct Arrays {
    let input: [Float]
    let weight: [Float]
    let bias: [Float]
    let gradient: [Float]
    let inputLast: [Float]
    let gradientLast: [Float]

    /// A gradient of which about `density` are not 0.
    init(_ size: ConvolutionSize, density: Float = 1) {
      let inputs = size.batch * size.inputChannels
      input = randomNumbers(inputs * size.inputHeight * size.inputWidth, seed: 5)
      let filters = size.outputChannels * size.inputChannels
      weight = randomNumbers(filters * size.kernel * size.kernel, seed: 6)
      bias = randomNumbers(size.outputChannels, seed: 7)
      let count = size.batch * size.outputChannels * size.outputHeight * size.outputWidth
      let kept = randomNumbers(count, seed: 9).map { ($0 + 1) / 2 < density }
      gradient = zip(randomNumbers(count, seed: 8), kept).map { $1 ? $0 : 0 }
      inputLast = ConvolutionTests.channelsLast(
        input, size.batch, size.inputChannels, size.inputHeight * size.inputWidth)
      gradientLast = ConvolutionTests.channelsLast(
        gradient, size.batch, size.outputChannels, size.outputHeight * size.outputWidth)
    }
  }

  static func channelsLast(
    _ values: [Float], _ batch: Int, _ channels: Int, _ pixels: Int
  ) -> [Float] {
    written(values.count) {
      ChannelsLast.fromContiguous(
        batch: batch, channels: channels, pixels: pixels, values, into: $0)
    }
  }

  static func contiguous(
    _ values: [Float], _ batch: Int, _ channels: Int, _ pixels: Int
  ) -> [Float] {
    written(values.count) {
      ChannelsLast.toContiguous(
        batch: batch, channels: channels, pixels: pixels, values, into: $0)
    }
  }

  @Test("Channels last and back", arguments: [(1, 1, 1), (2, 3, 5), (3, 17, 121), (1, 64, 9)])
  func channelsLast(batch: Int, channels: Int, pixels: Int) {
    let values = randomNumbers(batch * channels * pixels, seed: 3)
    let last = Self.channelsLast(values, batch, channels, pixels)
    for n in 0..<batch {
      for c in 0..<channels {
        for p in 0..<pixels {
          #expect(last[(n * pixels + p) * channels + c] == values[(n * channels + c) * pixels + p])
        }
      }
    }
    expectSameBits(Self.contiguous(last, batch, channels, pixels), values)
  }

  @Test("The fast forward agrees with the definition", arguments: [true, false])
  func forward(hasBias: Bool) {
    #expect(Self.sizes.count > 160)
    for size in Self.sizes {
      let arrays = Arrays(size)
      let bias = hasBias ? arrays.bias : nil
      let plain = written(arrays.gradient.count) {
        Convolution.plainForward(
          size, input: arrays.input, weight: arrays.weight, bias: bias, into: $0)
      }
      let fast = written(arrays.gradient.count) {
        Convolution.forward(
          size, input: arrays.inputLast, weight: arrays.weight, bias: bias, into: $0)
      }
      let positions = size.outputHeight * size.outputWidth
      // At most 400 products of factors below 1.
      expectClose(
        Self.contiguous(fast, size.batch, size.outputChannels, positions), plain, within: 2e-5,
        "\(size)")
    }
  }

  // Behind the weights stand numbers that are none, which must not be read.
  @Test("A tile of weights has zeros for output channels, and for elements of a run, that are not")
  func partOfATile() {
    func rows(_ count: Int, ones: Int) -> [Float] {
      (0..<count * Tile.columns).map { $0 % Tile.columns < ones ? 1 : 0 }
    }
    let size = Self.size([1, 1, Tile.columns + 3, 5, 5, 3], stride: 1, padding: 0, dilation: 1)
    let weight = [Float](repeating: 1, count: size.weightCount) + [Float](repeating: 2, count: 999)
    let panel = written(size.patchCount * Tile.columns) {
      Convolution.packPanel(size, weight, 1, into: $0.baseAddress!)
    }
    #expect(panel == rows(size.patchCount, ones: 3))
    for run in 0..<3 {
      let tile = written(size.outputChannels * Tile.columns) {
        Convolution.packRun(size, WindowRuns(size), weight, run, 0, into: $0.baseAddress!)
      }
      #expect(tile == rows(size.outputChannels, ones: 3))
    }
  }

  @Test("Sums that take more memory than the machine has are refused", .withExitTests)
  func tooManySums() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      Convolution.withScratch(Int(ProcessInfo.processInfo.physicalMemory / 4) + 1) { _ in }
    }
    expectMessage(result, "Convolution: its sums take")
  }

  @Test("The fast input gradient agrees with the definition")
  func inputGradient() {
    for size in Self.sizes {
      let arrays = Arrays(size)
      let plain = written(arrays.input.count) {
        Convolution.plainInputGradient(
          size, outputGradient: arrays.gradient, weight: arrays.weight, into: $0)
      }
      let fast = written(arrays.input.count) {
        Convolution.inputGradient(
          size, outputGradient: arrays.gradientLast, weight: arrays.weight, into: $0)
      }
      let pixels = size.inputHeight * size.inputWidth
      expectClose(
        Self.contiguous(fast, size.batch, size.inputChannels, pixels), plain, within: 2e-5,
        "\(size)")
    }
  }

  @Test("The fast weight gradient agrees with the definition")
  func weightGradient() {
    for size in Self.sizes {
      let arrays = Arrays(size)
      let plain = written(arrays.weight.count) {
        Convolution.plainWeightGradient(
          size, input: arrays.input, outputGradient: arrays.gradient, into: $0)
      }
      let fast = written(arrays.weight.count) {
        Convolution.weightGradient(
          size, input: arrays.inputLast, outputGradient: arrays.gradientLast, into: $0)
      }
      expectClose(fast, plain, within: 5e-5, "\(size)")
    }
  }

  @Test("The bias's gradient is the sum over images and pixels")
  func biasGradient() {
    for size in Self.sizes {
      let arrays = Arrays(size)
      var expected = [Double](repeating: 0, count: size.outputChannels)
      for (i, value) in arrays.gradient.enumerated() {
        expected[i / (size.outputHeight * size.outputWidth) % size.outputChannels] += Double(value)
      }
      let gradient = written(size.outputChannels) {
        Convolution.biasGradient(size, outputGradient: arrays.gradientLast, into: $0)
      }
      expectClose(gradient, expected.map { Float($0) }, within: 1e-5, "\(size)")
    }
  }

  // The output is linear in input and weight. So for any output gradient g and change d of one of
  // them, Σ g · forward(d) = Σ gradient(g) · d, which tests the plain gradients against the plain
  // forward.
  @Test("The plain gradients are the transposes of the plain forward")
  func plainBackward() {
    for size in Self.sizes {
      let arrays = Arrays(size)
      let forward = written(arrays.gradient.count) {
        Convolution.plainForward(
          size, input: arrays.input, weight: arrays.weight, bias: nil, into: $0)
      }
      let expected = dot(forward, arrays.gradient)
      let inputGradient = written(arrays.input.count) {
        Convolution.plainInputGradient(
          size, outputGradient: arrays.gradient, weight: arrays.weight, into: $0)
      }
      let weightGradient = written(arrays.weight.count) {
        Convolution.plainWeightGradient(
          size, input: arrays.input, outputGradient: arrays.gradient, into: $0)
      }
      // Sums of up to many thousand products of size 1, and their roundings.
      let tolerance = 1e-6 * Double(arrays.gradient.count) + 1e-3
      #expect(abs(dot(inputGradient, arrays.input) - expected) < tolerance, "input, \(size)")
      #expect(abs(dot(weightGradient, arrays.weight) - expected) < tolerance, "weight, \(size)")
    }
  }

  // ⌊(28 + 2·1 − 2·(3 − 1) − 1) / 3⌋ + 1 = ⌊25 / 3⌋ + 1 = 9, and so on by the formula.
  @Test(
    "The size of the output follows the formula, and is 0 where the kernel does not fit",
    arguments: [
      ([28, 3, 1, 0, 1], 26), ([28, 3, 3, 1, 2], 9), ([5, 5, 4, 0, 1], 1), ([5, 6, 1, 0, 1], 0),
      ([4, 3, 2, 0, 2], 0), ([5, 3, 2, 0, 2], 1), ([1, 1, 7, 0, 9], 1),
    ])
  func outputSize(_ sizes: [Int], expected: Int) {
    let output = ConvolutionSize.output(
      sizes[0], kernel: sizes[1], stride: sizes[2], padding: sizes[3], dilation: sizes[4])
    #expect(output == expected)
  }

  private func dot(_ a: [Float], _ b: [Float]) -> Double {
    zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) }
  }
}
