import Kernels
import TestSupport
import Testing

@Suite("Max pooling") struct MaxPoolingTests {
  struct Pooled {
    var output: [Float]
    var indices: [Int32]
  }

  private func pool(
    _ input: [Float], planes: Int = 1, height: Int, width: Int, kernel: Int, stride: Int,
    padding: Int = 0
  ) -> Pooled {
    func size(_ length: Int) -> Int {
      ConvolutionSize.output(length, kernel: kernel, stride: stride, padding: padding, dilation: 1)
    }
    let count = planes * size(height) * size(width)
    var pooled = Pooled(
      output: [Float](repeating: -7, count: count), indices: [Int32](repeating: -7, count: count))
    MaxPooling.forward(
      planes: planes, height: height, width: width, kernel: kernel, stride: stride,
      padding: padding, input: input, into: &pooled.output, indices: &pooled.indices)
    return pooled
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

  @Test("Of equal numbers the first counts")
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
    var gradient = [Float](repeating: .nan, count: 9)
    MaxPooling.backward(
      planes: 1, inputPlane: 9, outputPlane: 4, outputGradient: [1, 2, 3, 4],
      indices: pooled.indices, into: &gradient)
    #expect(gradient == [0, 0, 0, 0, 10, 0, 0, 0, 0])
  }

  @Test(
    "Random planes agree with a loop over all pixels",
    arguments: [(2, 2, 0), (3, 1, 1), (3, 2, 1)])
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
    expectSameBits(found, expected, "numbers at the indices")
  }
}
