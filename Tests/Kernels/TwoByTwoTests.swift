import ExitTestSupport
import Kernels
import TestSupport
import Testing

/// Pooling with windows of 2 × 2 beside the loops for any window, which are tested against the
/// definition.
@Suite("Max pooling of 2 × 2") struct TwoByTwoTests {
  struct Pooled {
    let output: [Float]
    let winners: [Int32]

    /// What the loops for 2 × 2 write, on memory that holds other bits.
    init(_ size: PoolingSize, _ input: [Float]) {
      var winners = [Int32](repeating: 0x5555_5555, count: MaxPooling.twoByTwoCount(size))
      output = winners.withUnsafeMutableBufferPointer { winners in
        written(size.outputCount) {
          MaxPooling.forwardTwoByTwo(size, input: input, into: $0, winners: winners)
        }
      }
      self.winners = winners
    }
  }

  private func expectSame(_ size: PoolingSize, _ input: [Float]) {
    #expect(MaxPooling.isTwoByTwo(size))
    let count = size.batch * size.outputHeight * size.outputWidth * size.channels
    let any = MaxPoolingTests.Pooled(count: count) {
      MaxPooling.forward(size, input: input, into: $0, indices: $1)
    }
    let found = Pooled(size, input)
    expectSameBits(found.output, any.output, "forward")

    let gradient = randomNumbers(count, seed: 51)
    let expected = written(input.count) {
      MaxPooling.backward(size, outputGradient: gradient, indices: any.indices, into: $0)
    }
    let result = written(input.count) {
      MaxPooling.backwardTwoByTwo(
        size, outputGradient: gradient, winners: found.winners, into: $0)
    }
    expectSameBits(result, expected, "backward")
  }

  private func size(_ height: Int, _ width: Int, channels: Int, batch: Int = 3) -> PoolingSize {
    PoolingSize(
      batch: batch, channels: channels, inputHeight: height, inputWidth: width, kernel: 2,
      stride: 2, padding: 0)
  }

  @Test(
    "Rows and columns that no window reaches, and more windows than one word has bits for",
    arguments: [2, 5, 8], [2, 3, 31, 32, 33, 34, 67])
  func sizes(height: Int, width: Int) {
    let size = size(height, width, channels: 32)
    expectSame(size, randomNumbers(3 * height * width * 32, seed: 52))
  }

  @Test("Equal pixels, zeros of both signs, NaN and infinity in every place of a window")
  func special() {
    let values: [Float] = [1, 2, 0, -0.0, .nan, .infinity, -.infinity]
    // Each of the 7⁴ windows, one channel after the other.
    let (channels, windows) = (16, (2401 + 15) / 16)
    let size = size(2, 2 * windows, channels: channels, batch: 1)
    var input = [Float](repeating: 0, count: 2 * 2 * windows * channels)
    for number in 0..<2401 {
      let (window, channel) = number.quotientAndRemainder(dividingBy: channels)
      var rest = number
      for place in 0..<4 {
        let (row, column) = place.quotientAndRemainder(dividingBy: 2)
        let pixel = row * 2 * windows + 2 * window + column
        input[pixel * channels + channel] = values[rest % 7]
        rest /= 7
      }
    }
    expectSame(size, input)
  }

  @Test("Other windows, and channels that make no whole vector, are left to the loops for any")
  func others() {
    func isTwoByTwo(kernel: Int, stride: Int, padding: Int, channels: Int) -> Bool {
      MaxPooling.isTwoByTwo(
        PoolingSize(
          batch: 1, channels: channels, inputHeight: 8, inputWidth: 8, kernel: kernel,
          stride: stride, padding: padding))
    }
    #expect(isTwoByTwo(kernel: 2, stride: 2, padding: 0, channels: 16))
    #expect(!isTwoByTwo(kernel: 2, stride: 2, padding: 0, channels: 19))
    #expect(!isTwoByTwo(kernel: 2, stride: 1, padding: 0, channels: 16))
    #expect(!isTwoByTwo(kernel: 2, stride: 2, padding: 1, channels: 16))
    #expect(!isTwoByTwo(kernel: 3, stride: 2, padding: 0, channels: 16))
  }

  @Test("The loops for 2 × 2 refuse other windows", .withExitTests)
  func otherWindow() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let size = PoolingSize(
        batch: 1, channels: 16, inputHeight: 3, inputWidth: 3, kernel: 3, stride: 3, padding: 0)
      _ = Pooled(size, [Float](repeating: 0, count: size.inputCount))
    }
    expectMessage(result, "MaxPooling.forwardTwoByTwo: is not for PoolingSize(", "kernel: 3")
  }
}
