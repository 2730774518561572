import ExitTestSupport
import Kernels
import TestSupport
import Testing

@Suite("Max pooling") struct MaxPoolingTests {
  struct Pooled {
    let output: [Float]
    let indices: [Int32]

    /// What `pool` writes, on memory that holds neither results nor indices.
    init(
      count: Int,
      _ pool: (UnsafeMutableBufferPointer<Float>, UnsafeMutableBufferPointer<Int32>) -> Void
    ) {
      var indices = [Int32](repeating: -7, count: count)
      output = indices.withUnsafeMutableBufferPointer { indices in
        written(count) { pool($0, indices) }
      }
      self.indices = indices
    }
  }

  private func size(
    planes: Int = 1, height: Int, width: Int, kernel: Int, stride: Int, padding: Int = 0
  ) -> PoolingSize {
    PoolingSize(
      batch: 1, channels: planes, inputHeight: height, inputWidth: width, kernel: kernel,
      stride: stride, padding: padding)
  }

  private func pool(
    _ input: [Float], planes: Int = 1, height: Int, width: Int, kernel: Int, stride: Int,
    padding: Int = 0
  ) -> Pooled {
    let size = size(
      planes: planes, height: height, width: width, kernel: kernel, stride: stride,
      padding: padding)
    let count = planes * size.outputHeight * size.outputWidth
    let pooled = Pooled(count: count) {
      MaxPooling.plainForward(size, input: input, into: $0, indices: $1)
    }
    expectFastIsTheSame(size, input, pooled)
    return pooled
  }

  /// Runs the fast loops on the same images channels last, as one channel, and as 19 that differ.
  private func expectFastIsTheSame(_ size: PoolingSize, _ input: [Float], _ plain: Pooled) {
    for channels in [1, 19] {
      let many = PoolingSize(
        batch: size.batch * size.channels, channels: channels, inputHeight: size.inputHeight,
        inputWidth: size.inputWidth, kernel: size.kernel, stride: size.stride,
        padding: size.padding)
      // Only the last channel has the pixels of the test, so that it has to be found.
      func spread<Number>(_ values: [Number], _ other: Number) -> [Number] {
        values.flatMap { [Number](repeating: other, count: channels - 1) + [$0] }
      }
      func gather<Number>(_ values: [Number]) -> [Number] {
        stride(from: channels - 1, to: values.count, by: channels).map { values[$0] }
      }
      let images = spread(input, 0.5)
      let fast = Pooled(count: plain.output.count * channels) {
        MaxPooling.forward(many, input: images, into: $0, indices: $1)
      }
      expectSameBits(gather(fast.output), plain.output, "forward with \(channels) channels")
      #expect(gather(fast.indices) == plain.indices)

      let gradient = randomNumbers(plain.output.count, seed: 12)
      let expected = written(input.count) {
        MaxPooling.plainBackward(
          size, outputGradient: gradient, indices: plain.indices, into: $0)
      }
      let found = written(images.count) {
        MaxPooling.backward(
          many, outputGradient: spread(gradient, 3), indices: fast.indices, into: $0)
      }
      expectClose(gather(found), expected, within: 1e-6, "backward with \(channels) channels")
      #expect(!found.contains { $0.isNaN })
    }
  }

  @Test("The largest of each window, and a row and a column that no window reaches")
  func largest() {
    let input: [Float] = [
      1, 2, 0, 4, 9,
      3, 0, 5, 1, 9,
      9, 9, 9, 9, 9,
    ]
    let pooled = pool(input, height: 3, width: 5, kernel: 2, stride: 2)
    #expect(pooled.output == [3, 5])
    #expect(pooled.indices == [5, 7])
  }

  @Test("Of equal pixels the first counts")
  func ties() {
    let pooled = pool([2, 2, 2, 2], height: 2, width: 2, kernel: 2, stride: 2)
    #expect(pooled.indices == [0])
  }

  @Test("A NaN wins wherever it stands", arguments: 0..<4)
  func notANumber(position: Int) {
    var input: [Float] = [1, .infinity, 2, -1]
    input[position] = .nan
    let pooled = pool(input, height: 2, width: 2, kernel: 2, stride: 2)
    #expect(pooled.output[0].isNaN)
    #expect(pooled.indices == [Int32(position)])
  }

  // x = torch.tensor([[[[nan, nan], [inf, nan]]]]); F.max_pool2d(x, 2, return_indices=True)
  @Test("Of several NaN the last counts, as in PyTorch, whichever loop finds it", arguments: 0..<16)
  func severalNaN(places: Int) {
    let input = (0..<4).map { places & 1 << $0 == 0 ? Float.infinity : .nan }
    let last = Int32(input.lastIndex(where: \.isNaN) ?? 0)
    let pooled = pool(input, height: 2, width: 2, kernel: 2, stride: 2)
    #expect(pooled.indices == [last])
    // Channels last, with one vector of channels and one more channel behind it.
    for channels in [1, 32, 33] {
      let size = PoolingSize(
        batch: 1, channels: channels, inputHeight: 2, inputWidth: 2, kernel: 2, stride: 2,
        padding: 0)
      let images = input.flatMap { [Float](repeating: $0, count: channels) }
      let indices = [Int32](unsafeUninitializedCapacity: channels) { indices, filled in
        _ = written(channels) {
          MaxPooling.forward(size, input: images, into: $0, indices: indices)
        }
        filled = channels
      }
      #expect(indices == [Int32](repeating: last, count: channels))
    }
  }

  @Test("Padding never wins, not even against −∞")
  func padding() {
    let input: [Float] = [-1, -2, -3, -.infinity]
    let pooled = pool(input, height: 2, width: 2, kernel: 2, stride: 2, padding: 1)
    #expect(pooled.output == input)
    #expect(pooled.indices == [0, 1, 2, 3])
  }

  @Test("Windows that overlap add up their gradients in the pixel that won them all")
  func overlap() {
    // The 9 in the middle wins all four windows: 1 + 2 + 3 + 4 = 10.
    let input: [Float] = [1, 2, 3, 4, 9, 5, 6, 7, 8]
    let pooled = pool(input, height: 3, width: 3, kernel: 2, stride: 1)
    #expect(pooled.output == [9, 9, 9, 9])
    let gradient = written(9) {
      MaxPooling.plainBackward(
        size(height: 3, width: 3, kernel: 2, stride: 1), outputGradient: [1, 2, 3, 4],
        indices: pooled.indices, into: $0)
    }
    #expect(gradient == [0, 0, 0, 0, 10, 0, 0, 0, 0])
  }

  @Test(
    "Each of many channels is pooled by itself",
    arguments: [(2, 2, 0), (3, 1, 1), (3, 2, 1), (2, 3, 0)], [1, 8, 16, 21])
  func channels(window: (kernel: Int, stride: Int, padding: Int), channels: Int) {
    let size = PoolingSize(
      batch: 3, channels: channels, inputHeight: 7, inputWidth: 6, kernel: window.kernel,
      stride: window.stride, padding: window.padding)
    let positions = size.outputHeight * size.outputWidth
    let input = randomNumbers(3 * channels * 42, seed: 13)
    let gradient = randomNumbers(3 * channels * positions, seed: 14)
    let plain = Pooled(count: gradient.count) {
      MaxPooling.plainForward(size, input: input, into: $0, indices: $1)
    }
    let expected = written(input.count) {
      MaxPooling.plainBackward(size, outputGradient: gradient, indices: plain.indices, into: $0)
    }

    let inputLast = ConvolutionTests.channelsLast(input, 3, channels, 42)
    let gradientLast = ConvolutionTests.channelsLast(gradient, 3, channels, positions)
    let fast = Pooled(count: gradient.count) {
      MaxPooling.forward(size, input: inputLast, into: $0, indices: $1)
    }
    let found = written(input.count) {
      MaxPooling.backward(size, outputGradient: gradientLast, indices: fast.indices, into: $0)
    }
    expectSameBits(
      ConvolutionTests.contiguous(fast.output, 3, channels, positions), plain.output, "output")
    expectClose(
      ConvolutionTests.contiguous(found, 3, channels, 42), expected, within: 1e-6, "gradient")
  }

  @Test(
    "Pixels that no window sees get a gradient of 0",
    arguments: [(3, 2, 2), (2, 3, 2), (5, 4, 2), (4, 5, 2), (4, 3, 3), (3, 4, 3)])
  func unseen(height: Int, width: Int, kernel: Int) {
    let size = size(height: height, width: width, kernel: kernel, stride: kernel)
    let count = size.outputHeight * size.outputWidth
    let pooled = pool(
      randomNumbers(height * width, seed: 15), height: height, width: width, kernel: kernel,
      stride: kernel)
    let gradient = written(height * width) {
      MaxPooling.backward(
        size, outputGradient: [Float](repeating: 1, count: count), indices: pooled.indices, into: $0
      )
    }
    #expect(gradient.filter { $0 == 1 }.count == count)
    #expect(gradient.filter { $0 == 0 }.count == height * width - count)
  }

  @Test(
    "Random planes agree with a loop over all pixels",
    arguments: [(2, 2, 0), (3, 1, 1), (3, 2, 1), (2, 3, 0), (3, 3, 0), (5, 2, 2)])
  func random(kernel: Int, stride: Int, padding: Int) {
    let (planes, height, width) = (37, 6, 9)
    let input = randomNumbers(planes * height * width, seed: 11)
    let pooled = pool(
      input, planes: planes, height: height, width: width, kernel: kernel, stride: stride,
      padding: padding)
    let rows = (height + 2 * padding - kernel) / stride + 1
    let columns = (width + 2 * padding - kernel) / stride + 1
    var expected: [Float] = []
    for plane in 0..<planes {
      for y in 0..<rows {
        for x in 0..<columns {
          var largest = -Float.infinity
          for row in 0..<height where abs(2 * (row - y * stride + padding) - kernel + 1) < kernel {
            for column in 0..<width
            where abs(2 * (column - x * stride + padding) - kernel + 1) < kernel {
              largest = max(largest, input[(plane * height + row) * width + column])
            }
          }
          expected.append(largest)
        }
      }
    }
    expectSameBits(pooled.output, expected)
    let perPlane = rows * columns
    let found = pooled.indices.enumerated().map { input[$0 / perPlane * height * width + Int($1)] }
    expectSameBits(found, expected, "pixels at the indices")
  }

  @Test("Of no images there is nothing to pool")
  func noImages() {
    let size = PoolingSize(
      batch: 0, channels: 3, inputHeight: 4, inputWidth: 4, kernel: 3, stride: 1, padding: 0)
    let pooled = Pooled(count: 0) { MaxPooling.forward(size, input: [], into: $0, indices: $1) }
    #expect(pooled.output.isEmpty)
    let gradient = written(0) {
      MaxPooling.backward(size, outputGradient: [], indices: pooled.indices, into: $0)
    }
    #expect(gradient.isEmpty)
  }

  @Test("An image of more pixels than an index can count is refused", .withExitTests)
  func tooManyPixels() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      // 2³¹ pixels, one more than the largest Int32.
      let size = PoolingSize(
        batch: 1, channels: 1, inputHeight: 1 << 16, inputWidth: 1 << 15, kernel: 2, stride: 2,
        padding: 0)
      _ = Pooled(count: 0) { MaxPooling.forward(size, input: [], into: $0, indices: $1) }
    }
    expectMessage(
      result, "MaxPooling.forward: an image of 65536 × 32768 has more pixels than an index counts")
  }

  @Test("Windows beside the image are refused", .withExitTests)
  func windowsOutside() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let size = PoolingSize(
        batch: 1, channels: 1, inputHeight: 1, inputWidth: 1, kernel: 1, stride: 1, padding: 1)
      _ = Pooled(count: 9) { MaxPooling.forward(size, input: [1], into: $0, indices: $1) }
    }
    expectMessage(result, "MaxPooling.forward: some windows see nothing of the image")
  }

  @Test("Windows on images without pixels are refused", .withExitTests)
  func noPixels() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let size = PoolingSize(
        batch: 1, channels: 1, inputHeight: 0, inputWidth: 0, kernel: 2, stride: 1, padding: 1)
      _ = Pooled(count: 1) { MaxPooling.forward(size, input: [], into: $0, indices: $1) }
    }
    expectMessage(result, "MaxPooling.forward: some windows see nothing of the image")
  }

  @Test("An index outside of its image is refused by the plain loop", .withExitTests)
  func indexOutside() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let size = PoolingSize(
        batch: 1, channels: 1, inputHeight: 2, inputWidth: 2, kernel: 2, stride: 2, padding: 0)
      _ = written(4) {
        MaxPooling.plainBackward(size, outputGradient: [1], indices: [4], into: $0)
      }
    }
    expectMessage(result, "MaxPooling.plainBackward: index 0 is 4, and an image has 4 pixels")
  }
}
