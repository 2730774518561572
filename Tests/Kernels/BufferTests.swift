import ExitTestSupport
import Kernels
import TestSupport
import Testing

/// A kernel, and the buffers that it looks at.
struct CheckedKernel: Sendable {
  let name: String
  /// What it calls each buffer, and how many elements the call below should give it.
  let buffers: [(name: String, count: Int)]
  /// Calls it with buffers of so many elements.
  let call: @Sendable (_ counts: [Int]) -> Void

  init(
    _ name: String, _ buffers: KeyValuePairs<String, Int>,
    _ call: @escaping @Sendable (_ counts: [Int]) -> Void
  ) {
    self.name = name
    self.buffers = buffers.map { ($0.key, $0.value) }
    self.call = call
  }

  static let all = elementwise + matrices + reductions + normalization + images

  private static func floats(_ count: Int) -> [Float] { [Float](repeating: 1, count: count) }

  /// Memory that is never given back: most of these calls end their process.
  private static func buffer<Element: BitwiseCopyable & ExpressibleByIntegerLiteral>(
    _ count: Int
  ) -> UnsafeMutableBufferPointer<Element> {
    let buffer = UnsafeMutableBufferPointer<Element>.allocate(capacity: count)
    buffer.initialize(repeating: 0)
    return buffer
  }

  private static let elementwise = [
    CheckedKernel("Elementwise.add", ["second array": 4, "result": 4]) {
      Elementwise.add(floats(4), floats($0[0]), into: buffer($0[1]))
    },
    CheckedKernel("Elementwise.subtract", ["second array": 4, "result": 4]) {
      Elementwise.subtract(floats(4), floats($0[0]), into: buffer($0[1]))
    },
    CheckedKernel("Elementwise.multiply", ["second array": 4, "result": 4]) {
      Elementwise.multiply(floats(4), floats($0[0]), into: buffer($0[1]))
    },
    CheckedKernel("Elementwise.divide", ["second array": 4, "result": 4]) {
      Elementwise.divide(floats(4), floats($0[0]), into: buffer($0[1]))
    },
    CheckedKernel("Elementwise.affine", ["result": 4]) {
      Elementwise.affine(floats(4), scale: 2, offset: 1, into: buffer($0[0]))
    },
    CheckedKernel("Elementwise.addScaled", ["result": 4]) {
      var target = floats($0[0])
      Elementwise.addScaled(floats(4), scale: 2, to: &target)
    },
    CheckedKernel("Elementwise.power", ["result": 4]) {
      Elementwise.power(floats(4), 3, into: buffer($0[0]))
    },
    CheckedKernel("ReLU.forward", ["passed": ReLU.wordCount(40)]) {
      var a = floats(40)
      ReLU.forward(&a, passed: buffer($0[0]))
    },
    CheckedKernel("ReLU.backward", ["passed": ReLU.wordCount(40)]) {
      var gradient = floats(40)
      ReLU.backward(passed: [Int32](repeating: 0, count: $0[0]), &gradient)
    },
  ]

  // [2, 3] · [3, 4]. The matrix on the right is stored with a gap of one element between its rows,
  // and needs none behind the last one.
  private static let matrices = [
    CheckedKernel("MatrixProduct.plain", ["left": 6, "right": 14, "result": 8]) {
      MatrixProduct.plain(
        rows: 2, inner: 3, columns: 4, MatrixView(floats($0[0]), rowStride: 3),
        MatrixView(floats($0[1]), rowStride: 5), into: buffer($0[2]))
    },
    CheckedKernel("MatrixProduct.parallel", ["left": 6, "right": 14, "result": 8]) {
      MatrixProduct.parallel(
        rows: 2, inner: 3, columns: 4, MatrixView(floats($0[0]), rowStride: 3),
        MatrixView(floats($0[1]), rowStride: 5), into: buffer($0[2]))
    },
  ]

  private static let reductions = [
    CheckedKernel("Reduction.sum", ["input": 24, "result": 8]) {
      Reduction.sum(floats($0[0]), outer: 2, length: 3, inner: 4, into: buffer($0[1]))
    },
    CheckedKernel("Reduction.max", ["input": 24, "result": 8, "indices": 8]) {
      var indices = [Int](repeating: 0, count: $0[2])
      Reduction.max(
        floats($0[0]), outer: 2, length: 3, inner: 4, into: buffer($0[1]), indices: &indices)
    },
    CheckedKernel("Softmax.logSoftmax", ["input": 6, "result": 6]) {
      Softmax.logSoftmax(floats($0[0]), rows: 2, columns: 3, into: buffer($0[1]))
    },
    CheckedKernel(
      "Softmax.logSoftmaxGradient", ["output": 6, "output gradient": 6, "input gradient": 6]
    ) {
      Softmax.logSoftmaxGradient(
        output: floats($0[0]), outputGradient: floats($0[1]), rows: 2, columns: 3,
        into: buffer($0[2]))
    },
  ]

  private static let normalization = [
    CheckedKernel("BatchNormalization.statistics", ["input": 24, "mean": 3, "variance": 3]) {
      var (mean, variance) = (floats($0[1]), floats($0[2]))
      BatchNormalization.statistics(
        floats($0[0]), batch: 2, channels: 3, pixels: 4, mean: &mean, variance: &variance)
    },
    CheckedKernel(
      "BatchNormalization.normalize",
      ["input": 24, "mean": 3, "inverse deviation": 3, "result": 24]
    ) {
      BatchNormalization.normalize(
        floats($0[0]), batch: 2, channels: 3, pixels: 4, mean: floats($0[1]),
        inverseDeviation: floats($0[2]), into: buffer($0[3]))
    },
    CheckedKernel(
      "BatchNormalization.scale", ["input": 24, "weight": 3, "bias": 3, "result": 24]
    ) {
      BatchNormalization.scale(
        floats($0[0]), batch: 2, channels: 3, pixels: 4, weight: floats($0[1]),
        bias: floats($0[2]), into: buffer($0[3]))
    },
    CheckedKernel(
      "BatchNormalization.sums",
      ["input": 24, "output gradient": 24, "weight gradient": 3, "bias gradient": 3]
    ) {
      var (weightGradient, biasGradient) = (floats($0[2]), floats($0[3]))
      BatchNormalization.sums(
        normalized: floats($0[0]), outputGradient: floats($0[1]), batch: 2, channels: 3, pixels: 4,
        weightGradient: &weightGradient, biasGradient: &biasGradient)
    },
    CheckedKernel(
      "BatchNormalization.inputGradient",
      [
        "input": 24, "output gradient": 24, "weight": 3, "inverse deviation": 3,
        "weight gradient": 3, "bias gradient": 3, "input gradient": 24,
      ]
    ) {
      BatchNormalization.inputGradient(
        normalized: floats($0[0]), outputGradient: floats($0[1]), batch: 2, channels: 3, pixels: 4,
        weight: floats($0[2]), inverseDeviation: floats($0[3]), weightGradient: floats($0[4]),
        biasGradient: floats($0[5]), into: buffer($0[6]))
    },
  ]

  private static let convolution = ConvolutionSize(
    batch: 1, inputChannels: 2, inputHeight: 3, inputWidth: 3, outputChannels: 5, kernel: 2,
    stride: 1, padding: 0, dilation: 1)
  private static let pooling = PoolingSize(
    batch: 1, channels: 3, inputHeight: 2, inputWidth: 4, kernel: 2, stride: 2, padding: 0)
  private static let twoByTwo = PoolingSize(
    batch: 1, channels: 32, inputHeight: 2, inputWidth: 2, kernel: 2, stride: 2, padding: 0)

  private static let images = [
    CheckedKernel("ChannelsLast.fromContiguous", ["input": 24, "output": 24]) {
      ChannelsLast.fromContiguous(
        batch: 2, channels: 3, pixels: 4, floats($0[0]), into: buffer($0[1]))
    },
    CheckedKernel("ChannelsLast.toContiguous", ["input": 24, "output": 24]) {
      ChannelsLast.toContiguous(
        batch: 2, channels: 3, pixels: 4, floats($0[0]), into: buffer($0[1]))
    },
    CheckedKernel(
      "Convolution.plainForward", ["input": 18, "weight": 40, "bias": 5, "output": 20]
    ) {
      Convolution.plainForward(
        convolution, input: floats($0[0]), weight: floats($0[1]), bias: floats($0[2]),
        into: buffer($0[3]))
    },
    CheckedKernel("Convolution.forward", ["input": 18, "weight": 40, "bias": 5, "output": 20]) {
      Convolution.forward(
        convolution, input: floats($0[0]), weight: floats($0[1]), bias: floats($0[2]),
        into: buffer($0[3]))
    },
    CheckedKernel(
      "Convolution.plainInputGradient",
      ["output gradient": 20, "weight": 40, "input gradient": 18]
    ) {
      Convolution.plainInputGradient(
        convolution, outputGradient: floats($0[0]), weight: floats($0[1]), into: buffer($0[2]))
    },
    CheckedKernel(
      "Convolution.inputGradient", ["output gradient": 20, "weight": 40, "input gradient": 18]
    ) {
      Convolution.inputGradient(
        convolution, outputGradient: floats($0[0]), weight: floats($0[1]), into: buffer($0[2]))
    },
    CheckedKernel(
      "Convolution.plainWeightGradient",
      ["input": 18, "output gradient": 20, "weight gradient": 40]
    ) {
      Convolution.plainWeightGradient(
        convolution, input: floats($0[0]), outputGradient: floats($0[1]), into: buffer($0[2]))
    },
    CheckedKernel(
      "Convolution.weightGradient", ["input": 18, "output gradient": 20, "weight gradient": 40]
    ) {
      Convolution.weightGradient(
        convolution, input: floats($0[0]), outputGradient: floats($0[1]), into: buffer($0[2]))
    },
    CheckedKernel("Convolution.biasGradient", ["output gradient": 20, "bias gradient": 5]) {
      Convolution.biasGradient(
        convolution, outputGradient: floats($0[0]), into: buffer($0[1]))
    },
    CheckedKernel("SparseGradient.init", ["output gradient": 20]) {
      _ = SparseGradient(convolution, outputGradient: floats($0[0]))
    },
    CheckedKernel("MaxPooling.plainForward", ["input": 24, "output": 6, "indices": 6]) {
      MaxPooling.plainForward(
        pooling, input: floats($0[0]), into: buffer($0[1]), indices: buffer($0[2]))
    },
    CheckedKernel("MaxPooling.forward", ["input": 24, "output": 6, "indices": 6]) {
      MaxPooling.forward(
        pooling, input: floats($0[0]), into: buffer($0[1]), indices: buffer($0[2]))
    },
    CheckedKernel(
      "MaxPooling.plainBackward", ["output gradient": 6, "indices": 6, "input gradient": 24]
    ) {
      MaxPooling.plainBackward(
        pooling, outputGradient: floats($0[0]), indices: [Int32](repeating: 0, count: $0[1]),
        into: buffer($0[2]))
    },
    CheckedKernel(
      "MaxPooling.backward", ["output gradient": 6, "indices": 6, "input gradient": 24]
    ) {
      MaxPooling.backward(
        pooling, outputGradient: floats($0[0]), indices: [Int32](repeating: 0, count: $0[1]),
        into: buffer($0[2]))
    },
    CheckedKernel("MaxPooling.forwardTwoByTwo", ["input": 128, "output": 32, "winners": 32]) {
      MaxPooling.forwardTwoByTwo(
        twoByTwo, input: floats($0[0]), into: buffer($0[1]), winners: buffer($0[2]))
    },
    CheckedKernel(
      "MaxPooling.backwardTwoByTwo",
      ["output gradient": 32, "winners": 32, "input gradient": 128]
    ) {
      MaxPooling.backwardTwoByTwo(
        twoByTwo, outputGradient: floats($0[0]), winners: [Int32](repeating: 0, count: $0[1]),
        into: buffer($0[2]))
    },
  ]
}

@Suite("Sizes of buffers") struct BufferTests {
  /// Every buffer of every kernel.
  static let all = CheckedKernel.all.indices.flatMap { kernel in
    CheckedKernel.all[kernel].buffers.indices.map { (kernel: kernel, buffer: $0) }
  }

  @Test("Kernels take buffers of the right size", arguments: CheckedKernel.all.indices)
  func rightSize(kernel: Int) {
    let kernel = CheckedKernel.all[kernel]
    kernel.call(kernel.buffers.map(\.count))
  }

  @Test("A buffer that is too small by one element is refused", .withExitTests, arguments: all)
  func tooSmall(kernel: Int, buffer: Int) async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) { [kernel, buffer] in
      let kernel = CheckedKernel.all[kernel]
      var counts = kernel.buffers.map(\.count)
      counts[buffer] -= 1
      kernel.call(counts)
    }
    let (name, count) = CheckedKernel.all[kernel].buffers[buffer]
    expectMessage(
      result, "\(CheckedKernel.all[kernel].name): \(name) has \(count - 1) elements, wants",
      " \(count)\n")
  }

  @Test("A matrix whose strides would reach in front of its array is refused", .withExitTests)
  func negativeStride() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = MatrixView([1, 2], rowStride: -1)
    }
    expectMessage(result, "MatrixView: the strides -1 and 1 start at 0")
  }

  @Test("The sparse gradient of another size is refused", .withExitTests)
  func otherSparseGradient() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let (size, other) = (SparseForwardTests.sizes[0], SparseForwardTests.sizes[1])
      func zeros(_ count: Int) -> [Float] { [Float](repeating: 0, count: count) }
      let sparse = SparseGradient(other, outputGradient: zeros(other.outputCount))
      _ = written(size.inputCount) {
        Convolution.inputGradient(
          size, outputGradient: zeros(size.outputCount), sparse: sparse,
          weight: zeros(size.weightCount), into: $0)
      }
    }
    expectMessage(result, "Convolution.inputGradient: the sparse gradient is one of")
  }
}
