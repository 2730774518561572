import TestSupport
import Testing
import Vectors

@testable import Kernels

/// Infinities and NaN in a few places, which random numbers choose: each fast loop has to make of
/// them what its plain loop makes, wherever they meet zeros, padding or one another.
@Suite("What is infinite or NaN") struct NotFiniteTests {
  /// Which of a convolution's arrays hold such numbers.
  enum Place: CaseIterable { case input, weight, gradient, everywhere }

  /// `values` with up to three others among them; `isSparse` makes most of the rest 0 first.
  private func spoiled(
    _ values: [Float], _ isSpoiled: Bool, isSparse: Bool = false, seed: UInt64
  ) -> [Float] {
    var values = values
    if isSparse {
      for (i, number) in randomNumbers(values.count, seed: seed).enumerated() where number < 0.7 {
        values[i] = i.isMultiple(of: 3) ? -0.0 : 0
      }
    }
    if !isSpoiled { return values }
    let places = randomNumbers(3, seed: seed + 1).map { Int(($0 + 1) / 2 * Float(values.count)) }
    for (place, value) in zip(places, [Float.nan, .infinity, -.infinity]) {
      values[min(place, values.count - 1)] = value
    }
    return values
  }

  private func channelsLast(
    _ values: [Float], _ size: ConvolutionSize, _ channels: Int
  ) -> [Float] {
    ConvolutionTests.channelsLast(
      values, size.batch, channels, values.count / (size.batch * channels))
  }

  /// Also those that skip zeros, of the input and of images with one channel.
  private static let sizes =
    ConvolutionTests.sizes + SparseForwardTests.sizes.dropLast() + OneChannelTests.sizes.dropFirst()

  @Test("Convolutions", arguments: Place.allCases, [false, true])
  func convolution(place: Place, isSparse: Bool) {
    func isSpoiled(_ other: Place) -> Bool { place == other || place == .everywhere }
    for (number, size) in Self.sizes.enumerated() {
      let (arrays, seed) = (ConvolutionTests.Arrays(size), UInt64(1000 + 10 * number))
      let input = spoiled(arrays.input, isSpoiled(.input), isSparse: isSparse, seed: seed)
      let weight = spoiled(arrays.weight, isSpoiled(.weight), seed: seed + 3)
      let gradient = spoiled(
        arrays.gradient, isSpoiled(.gradient), isSparse: isSparse, seed: seed + 6)
      let inputLast = channelsLast(input, size, size.inputChannels)
      let gradientLast = channelsLast(gradient, size, size.outputChannels)

      let output = written(gradient.count) {
        Convolution.forward(
          size, input: inputLast, weight: weight, bias: arrays.bias, into: $0)
      }
      let plainOutput = written(gradient.count) {
        Convolution.plainForward(size, input: input, weight: weight, bias: arrays.bias, into: $0)
      }
      expectClose(
        output, channelsLast(plainOutput, size, size.outputChannels), within: 5e-5,
        "forward, \(size)")

      let sparse = SparseGradient(size, outputGradient: gradientLast)
      let inputGradient = written(input.count) {
        Convolution.inputGradient(
          size, outputGradient: gradientLast, sparse: sparse, weight: weight, into: $0)
      }
      let plainInputGradient = written(input.count) {
        Convolution.plainInputGradient(size, outputGradient: gradient, weight: weight, into: $0)
      }
      expectClose(
        inputGradient, channelsLast(plainInputGradient, size, size.inputChannels), within: 5e-5,
        "input gradient, \(size)")

      let biasGradient = written(size.outputChannels) {
        Convolution.biasGradient(size, outputGradient: gradientLast, into: $0)
      }
      let weightGradient = written(weight.count) {
        Convolution.weightGradient(
          size, input: inputLast, outputGradient: gradientLast, sparse: sparse,
          isFinite: Reduction.areFinite(biasGradient), into: $0)
      }
      let plainWeightGradient = written(weight.count) {
        Convolution.plainWeightGradient(
          size, input: input, outputGradient: gradient, into: $0)
      }
      expectClose(weightGradient, plainWeightGradient, within: 1e-4, "weight gradient, \(size)")
    }
  }

  // A 3 × 3 image of ones within a border, and a window whose upper left weight is infinite: that
  // weight meets the image everywhere but at the upper and the left edge.
  @Test("A padding is not multiplied: 0 times an infinite weight is NaN, and nothing is nothing")
  func padding() {
    let size = ConvolutionSize(
      batch: 1, inputChannels: 1, inputHeight: 3, inputWidth: 3, outputChannels: 1, kernel: 3,
      stride: 1, padding: 1, dilation: 1)
    let (ones, inf) = ([Float](repeating: 1, count: 9), Float.infinity)
    let output = written(9) {
      Convolution.forward(
        size, input: ones, weight: [inf, 1, 1, 1, 1, 1, 1, 1, 1], bias: nil, into: $0)
    }
    #expect(output == [4, 6, 4, 6, inf, inf, 4, inf, inf])
    // The output's upper left pixel does not see the image through the first row or column.
    let weightGradient = written(9) {
      Convolution.weightGradient(
        size, input: ones, outputGradient: [inf, 1, 1, 1, 1, 1, 1, 1, 1], into: $0)
    }
    #expect(weightGradient == [4, 6, 4, 6, inf, inf, 4, inf, inf])
  }

  @Test("Matrix products")
  func matrixProduct() {
    for (number, (rows, inner, columns)) in MatrixProductTests.sizes.enumerated()
    where rows * inner * columns > 0 {
      let seed = UInt64(5000 + 10 * number)
      let left = spoiled(
        randomNumbers(rows * inner, seed: seed), true, isSparse: true, seed: seed)
      let right = spoiled(randomNumbers(inner * columns, seed: seed + 3), true, seed: seed + 4)
      let (a, b) = (MatrixView(left, rowStride: inner), MatrixView(right, rowStride: columns))
      let plain = written(rows * columns) {
        MatrixProduct.plain(rows: rows, inner: inner, columns: columns, a, b, into: $0)
      }
      let parallel = written(rows * columns) {
        MatrixProduct.parallel(rows: rows, inner: inner, columns: columns, a, b, into: $0)
      }
      expectClose(parallel, plain, within: 2e-5, "\(rows) × \(inner) × \(columns)")
    }
  }

  @Test("ReLU lets what is NaN through, forward and back, and stops any gradient at 0")
  func relu() {
    let special: [Float] = [.nan, -.nan, .infinity, -.infinity, 0, -0.0, 1, -1]
    for count in [1, 7, Vector.width, 33 * Vector.width + 5] {
      let input = (0..<count).map { special[$0 % 8] }
      let gradient = (0..<count).map { special[($0 * 5 + $0 / 8) % 8] }
      var (output, inputGradient) = (input, gradient)
      let passed = [Int32](unsafeUninitializedCapacity: ReLU.wordCount(count)) { words, filled in
        ReLU.forward(&output, passed: words)
        filled = words.count
      }
      ReLU.backward(passed: passed, &inputGradient)
      expectClose(output, input.map { $0 < 0 ? 0 : $0 }, within: 0)
      expectClose(
        inputGradient, zip(input, gradient).map { $0 > 0 || $0.isNaN ? $1 : 0 }, within: 0)
    }
  }

  @Test("Sums of many numbers, of which one is not finite", arguments: [1, 8, 513, 40_000])
  func sums(count: Int) {
    for place in [0, count / 2, count - 1] {
      for value in [Float.nan, .infinity, -.infinity] {
        var values = randomNumbers(count, seed: 1)
        values[place] = value
        #expect(!Reduction.areFinite(values))
        let sum = Reduction.sum(values)
        #expect(value.isNaN ? sum.isNaN : sum == value)
        for inner in [1, 3] {
          let repeated = values.flatMap { [Float](repeating: $0, count: inner) }
          let sums = written(inner) {
            Reduction.sum(repeated, outer: 1, length: count, inner: inner, into: $0)
          }
          #expect(sums.allSatisfy { value.isNaN ? $0.isNaN : $0 == value })
        }
      }
    }
    #expect(Reduction.areFinite(randomNumbers(count, seed: 1)))
    // What stands behind them is not theirs.
    #expect(Reduction.areFinite(randomNumbers(count, seed: 1) + [.nan], count: count))
  }
}
