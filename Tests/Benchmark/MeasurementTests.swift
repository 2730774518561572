import Kernels
import Tensors
import Testing

@testable import Benchmark

/// What was measured took less than the measuring itself, in whatever unit it is said.
@Suite struct MeasurementTests {
  private let stopwatch = Stopwatch(budget: .zero, leastRounds: 1)

  /// What `body` returns, and how many milliseconds it took.
  private func timed<Result>(_ body: () -> Result) -> (result: Result, milliseconds: Double) {
    let start = ContinuousClock.now
    let result = body()
    return (result, (ContinuousClock.now - start) / .milliseconds(1))
  }

  private let size = ConvolutionSize(
    batch: 2, inputChannels: 3, inputHeight: 6, inputWidth: 5, outputChannels: 4, kernel: 3,
    stride: 1, padding: 0, dilation: 1)

  @Test func aConvolution() {
    let (result, most) = timed { ConvolutionCase(name: "small", size: size).measure(stopwatch) }
    #expect(result.forwardMilliseconds > 0 && result.backwardMilliseconds > 0)
    #expect(result.forwardMilliseconds + result.backwardMilliseconds <= most)
  }

  @Test(arguments: [Report.Direction.forward, .backward])
  func anOperation(_ direction: Report.Direction) throws {
    let operation = NetworkOperation.convolution("small", of: Tensor.rand([2, 3, 6, 5]), size)
    // Weights and biases learn; nobody asks for the gradient of the images.
    try #require(operation.leaves.allSatisfy { $0.requiresGrad })
    #expect(operation.leaves.map(\.shape) == [[4, 3, 3, 3], [4]])
    let (result, most) = timed { operation.measure(direction, stopwatch, allGigaflops: 1) }
    #expect(result.milliseconds > 0 && result.milliseconds <= most)
    #expect(result.bestMilliseconds > 0 && result.bestMilliseconds <= result.milliseconds)
    let gradients = operation.leaves.map { $0.grad?.shape }
    #expect(gradients == (direction == .forward ? [nil, nil] : [[4, 3, 3, 3], [4]]))
  }

  @Test func aTrainingStep() {
    let (result, most) = timed { Report.StepResult.measure(2, channels: 1, stopwatch) }
    #expect(result.microsecondsPerImage > 0)
    #expect(2 * result.microsecondsPerImage / 1000 <= most)
  }
}
