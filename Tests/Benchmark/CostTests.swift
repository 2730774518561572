import Kernels
import Tensors
import Testing

@testable import Benchmark

@Suite struct CostTests {
  /// Two images of 3 × 6 × 5, and 4 windows of 3 × 3: outputs of 4 × 4 × 3.
  private let size = ConvolutionSize(
    batch: 2, inputChannels: 3, inputHeight: 6, inputWidth: 5, outputChannels: 4, kernel: 3,
    stride: 1, padding: 0, dilation: 1)

  @Test func convolution() {
    // 2·4·4·3 = 96 outputs, each of 27 multiply-adds; 180 inputs, 108 weights, 4 biases.
    let forward = Costs.convolution(size).forward
    #expect(forward.operations == 2 * 96 * 27)
    #expect(forward.bytes == 4 * (180 + 108 + 4 + 96))
    let first = Costs.convolution(size, needsInput: false).backward
    #expect(first.operations == 2 * 96 * 27)
    #expect(first.bytes == 4 * (96 + 180 + 108 + 4))
    let inner = Costs.convolution(size, needsInput: true).backward
    #expect(inner.operations == 2 * 2 * 96 * 27)
    #expect(inner.bytes == 4 * (96 + 2 * 180 + 2 * 108 + 4))
  }

  @Test func strideAndPaddingShrinkAndGrowTheOutput() {
    let size = ConvolutionSize(
      batch: 1, inputChannels: 1, inputHeight: 4, inputWidth: 4, outputChannels: 1, kernel: 3,
      stride: 2, padding: 1, dilation: 1)
    // 2 × 2 outputs of 9 multiply-adds, those with the padding too.
    #expect(Costs.convolution(size).forward.operations == 2 * 4 * 9)
    #expect(Costs.convolution(size).forward.bytes == 4 * (16 + 9 + 1 + 4))
  }

  @Test func linear() {
    let forward = Costs.linear(rows: 2, inputs: 5, outputs: 3).forward
    #expect(forward.operations == 60)
    #expect(forward.bytes == 4 * (10 + 15 + 3 + 6))
    let backward = Costs.linear(rows: 2, inputs: 5, outputs: 3).backward
    #expect(backward.operations == 120)
    #expect(backward.bytes == 4 * (6 + 10 + 15 + 10 + 15 + 3))
  }

  @Test func whatComputesLittle() {
    #expect(Costs.relu(count: 7).forward == Cost(operations: 7, elements: 14))
    #expect(Costs.relu(count: 7).backward == Cost(operations: 7, elements: 21))
    let pooling = PoolingSize(
      batch: 2, channels: 3, inputHeight: 5, inputWidth: 4, kernel: 2, stride: 2, padding: 0)
    // 120 elements, of which 2·3·2·2 = 24 come out, each the largest of 4, with its place.
    #expect(Costs.maxPooling(pooling).forward == Cost(operations: 72, elements: 120 + 48))
    #expect(Costs.maxPooling(pooling).backward == Cost(operations: 24, elements: 48 + 120))
    #expect(Costs.crossEntropy(rows: 2, classes: 10).forward == Cost(operations: 100, elements: 23))
    #expect(Costs.crossEntropy(rows: 2, classes: 10).backward == Cost(operations: 60, elements: 42))
  }

  @Test func theNetworksSecondConvolution() throws {
    let operations = NetworkOperations().all
    #expect(operations.count == 10)
    let operation = try #require(operations.first { $0.name == "conv2" })
    #expect(operation.shape == "32×13×13 → 64×11×11")
    // 32·64·11·11 outputs of 32·3·3 multiply-adds.
    #expect(operation.costs.forward.operations == 142_737_408)
    #expect(operation.costs.backward.operations == 285_474_816)
    let sparse = try #require(operations.first { $0.name == "conv2, with the zeros of training" })
    let kept = sparse.gradient.values.count { $0 != 0 }
    #expect((0.14...0.16).contains(Double(kept) / Double(sparse.gradient.count)))
    #expect(operation.gradient.values.count { $0 != 0 } > operation.gradient.count * 99 / 100)
  }
}
