import Kernels
import TestSupport
import Testing
import Vectors

@Suite("Skipping zeros") struct SparseGradientTests {
  static let sizes =
    ConvolutionTests.sizes.filter {
      $0.dilation == 1 && $0.kernel * $0.inputChannels % Vector.width == 0
    }
    // Elements of a pixel are looked at by 32 and by 64: one more or less of them, too.
    + [31, 32, 33, 47, 63, 64, 65, 100, 127, 129].map { channels in
      ConvolutionSize(
        batch: 2, inputChannels: 16, inputHeight: 8, inputWidth: 9, outputChannels: channels,
        kernel: 3, stride: 1, padding: 0, dilation: 1)
    }

  private func inputGradient(
    _ size: ConvolutionSize, _ arrays: ConvolutionTests.Arrays, _ sparse: SparseGradient?,
    weight: [Float]
  ) -> [Float] {
    written(arrays.input.count) {
      Convolution.inputGradient(
        size, outputGradient: arrays.gradientLast, sparse: sparse, weight: weight, into: $0)
    }
  }

  private func weightGradient(
    _ size: ConvolutionSize, _ arrays: ConvolutionTests.Arrays, _ sparse: SparseGradient?,
    input: [Float]
  ) -> [Float] {
    written(arrays.weight.count) {
      Convolution.weightGradient(
        size, input: input, outputGradient: arrays.gradientLast, sparse: sparse, into: $0)
    }
  }

  @Test("Changes no bit", arguments: [0, 0.02, 0.15, 0.35] as [Float])
  func sameBits(density: Float) throws {
    #expect(Self.sizes.count >= 15)
    for size in Self.sizes {
      let arrays = ConvolutionTests.Arrays(size, density: density)
      // Few elements may be denser by chance than they were drawn.
      guard arrays.gradient.count > 2000 else { continue }
      let lists = SparseGradient(size, outputGradient: arrays.gradientLast)
      let sparse = try #require(lists)
      expectSameBits(
        inputGradient(size, arrays, sparse, weight: arrays.weight),
        inputGradient(size, arrays, nil, weight: arrays.weight), "input, \(size)")
      expectSameBits(
        weightGradient(size, arrays, sparse, input: arrays.inputLast),
        weightGradient(size, arrays, nil, input: arrays.inputLast), "weight, \(size)")
    }
  }

  @Test("A dense gradient, a dilated window and one of odd size are left to the dense path")
  func unsuited() {
    let size = ConvolutionTests.sizes[0]
    let dense = ConvolutionTests.Arrays(size, density: 0.6)
    let lists = SparseGradient(size, outputGradient: dense.gradientLast)
    #expect(lists == nil)
    for size in ConvolutionTests.sizes
    where size.dilation > 1 || size.kernel * size.inputChannels % Vector.width != 0 {
      let arrays = ConvolutionTests.Arrays(size, density: 0)
      let lists = SparseGradient(size, outputGradient: arrays.gradientLast)
      #expect(lists == nil)
    }
  }

  @Test("−0 is 0, and NaN and the infinities are not")
  func specialValues() throws {
    let size = ConvolutionTests.sizes[0]
    let arrays = ConvolutionTests.Arrays(size, density: 0)
    var gradient = arrays.gradientLast.map { _ in Float(-0.0) }
    for (index, value) in [(17, Float.nan), (3000, .infinity), (9000, -.infinity)] {
      gradient[index] = value
    }
    let lists = SparseGradient(size, outputGradient: gradient)
    let sparse = try #require(lists)
    let results = [nil, sparse].map { sparse in
      written(arrays.input.count) {
        Convolution.inputGradient(
          size, outputGradient: gradient, sparse: sparse, weight: arrays.weight, into: $0)
      }
    }
    #expect(results[0].contains { $0.isNaN } && results[0].contains { $0.isInfinite })
    #expect(zip(results[0], results[1]).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
  }

  @Test(
    "0 times an infinite weight or input, or one that is NaN, is seen as NaN",
    arguments: [Float.infinity, -.infinity, .nan])
  func notFinite(value: Float) throws {
    let size = ConvolutionTests.sizes[0]
    let arrays = ConvolutionTests.Arrays(size, density: 0.1)
    let lists = SparseGradient(size, outputGradient: arrays.gradientLast)
    let sparse = try #require(lists)
    // In the middle of what is looked at a vector at a time, and at the very end.
    for index in [5, arrays.weight.count - 1] {
      var weight = arrays.weight
      weight[index] = value
      let result = inputGradient(size, arrays, sparse, weight: weight)
      #expect(result.filter { $0.isNaN }.count > arrays.input.count / 100)
    }
    for index in [5, arrays.input.count - 1] {
      var input = arrays.inputLast
      input[index] = value
      let result = weightGradient(size, arrays, sparse, input: input)
      #expect(result.contains { $0.isNaN })
    }
  }
}
