import Kernels
import TestSupport
import Testing

@Suite("Convolution") struct ConvolutionTests {
  /// Every stride, padding and dilation with odd and even images that the kernel fits in.
  static let sizes: [ConvolutionSize] = [1, 2, 3].flatMap { stride in
    [0, 1, 2].flatMap { padding in
      [1, 2, 3].flatMap { dilation in
        [(1, 1, 1, 5, 7, 1), (2, 3, 2, 9, 8, 3), (5, 2, 3, 7, 7, 2), (1, 1, 4, 3, 10, 3)].map {
          batch, inputs, outputs, height, width, kernel in
          ConvolutionSize(
            batch: batch, inputChannels: inputs, inputHeight: height, inputWidth: width,
            outputChannels: outputs, kernel: kernel, stride: stride, padding: padding,
            dilation: dilation)
        }
      }
    }
  }.filter { $0.outputHeight > 0 && $0.outputWidth > 0 }

  struct Arrays {
    let input: [Float]
    let weight: [Float]
    let bias: [Float]
    let outputCount: Int

    init(_ size: ConvolutionSize) {
      let inputs = size.batch * size.inputChannels
      input = randomNumbers(inputs * size.inputHeight * size.inputWidth, seed: 5)
      let filters = size.outputChannels * size.inputChannels
      weight = randomNumbers(filters * size.kernel * size.kernel, seed: 6)
      bias = randomNumbers(size.outputChannels, seed: 7)
      outputCount = size.batch * size.outputChannels * size.outputHeight * size.outputWidth
    }
  }

  @Test("The fast forward agrees with the definition", arguments: [true, false])
  func forward(hasBias: Bool) {
    #expect(Self.sizes.count > 80)
    for size in Self.sizes {
      let arrays = Arrays(size)
      var plain = [Float](repeating: .nan, count: arrays.outputCount)
      var fast = plain
      arrays.bias.withUnsafeBufferPointer { buffer in
        let bias = hasBias ? buffer.baseAddress : nil
        Convolution.plainForward(
          size, input: arrays.input, weight: arrays.weight, bias: bias, into: &plain)
        Convolution.forward(
          size, input: arrays.input, weight: arrays.weight, bias: bias, into: &fast)
      }
      // At most 27 products of numbers below 1.
      expectClose(fast, plain, within: 5e-6, "\(size)")
    }
  }

  // The output is linear in input, weight and bias. So for any output gradient g and change d of
  // one of them, Σ g · forward(d) = Σ gradient(g) · d, which tests the three ways back against
  // plain forward.
  @Test("The three ways back are the transposes of the plain forward")
  func backward() {
    for size in Self.sizes {
      let arrays = Arrays(size)
      let gradient = randomNumbers(arrays.outputCount, seed: 8)
      var forward = [Float](repeating: .nan, count: arrays.outputCount)
      Convolution.plainForward(
        size, input: arrays.input, weight: arrays.weight, bias: nil, into: &forward)
      let expected = dot(forward, gradient)

      var inputGradient = [Float](repeating: .nan, count: arrays.input.count)
      Convolution.inputGradient(
        size, outputGradient: gradient, weight: arrays.weight, into: &inputGradient)
      var weightGradient = [Float](repeating: .nan, count: arrays.weight.count)
      Convolution.weightGradient(
        size, input: arrays.input, outputGradient: gradient, into: &weightGradient)
      var biasGradient = [Float](repeating: .nan, count: arrays.bias.count)
      Convolution.biasGradient(size, outputGradient: gradient, into: &biasGradient)

      // Sums of up to a few thousand products of size 1: rounding of some 1e-5.
      #expect(abs(dot(inputGradient, arrays.input) - expected) < 1e-3, "input, \(size)")
      #expect(abs(dot(weightGradient, arrays.weight) - expected) < 1e-3, "weight, \(size)")
      let positions = size.outputHeight * size.outputWidth
      let biasOfOutput = (0..<arrays.outputCount).map {
        arrays.bias[$0 / positions % size.outputChannels]
      }
      #expect(
        abs(dot(biasGradient, arrays.bias) - dot(gradient, biasOfOutput)) < 1e-3, "bias, \(size)")
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
