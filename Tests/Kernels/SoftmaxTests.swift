import Foundation
import Kernels
import TestSupport
import Testing

@Suite("Softmax") struct SoftmaxTests {
  private func logSoftmax(_ scores: [Float], columns: Int) -> [Float] {
    written(scores.count) {
      Softmax.logSoftmax(scores, rows: scores.count / columns, columns: columns, into: $0)
    }
  }

  @Test("Rows agree with the formula in double precision")
  func formula() {
    let (rows, columns) = (300, 7)
    let scores = randomNumbers(rows * columns, seed: 14).map { $0 * 5 }
    let expected = (0..<rows).flatMap { row -> [Float] in
      let scores = scores[row * columns..<(row + 1) * columns].map { Double($0) }
      let logarithm = log(scores.reduce(0) { $0 + exp($1) })
      return scores.map { Float($0 - logarithm) }
    }
    expectClose(logSoftmax(scores, columns: columns), expected, within: 1e-6)
  }

  @Test("Scores of 1,000 neither overflow nor vanish")
  func largeScores() {
    // Row 1: −log(1 + e⁻¹ + e⁻²) − (0, 1, 2); row 2: two alike, ln ½; row 3, whose largest score
    // stands last: e⁻²⁰⁰⁰ and e⁻¹⁰⁰⁰ are nothing beside e⁰; row 4, whose largest stands in the
    // middle.
    let scores: [Float] = [
      1000, 999, 998, -1000, -1000, -3000, -1000, 0, 1000, 0, 1000, -1000,
    ]
    expectClose(
      logSoftmax(scores, columns: 3),
      [
        -0.4076060, -1.4076060, -2.4076060, -0.6931472, -0.6931472, -2000.6931472, -2000, -1000, 0,
        -1000, 0, -2000,
      ], within: 1e-6)
  }

  @Test("One score is certain, and a NaN spoils its own row only")
  func edges() {
    #expect(logSoftmax([5, -3], columns: 1) == [0, 0])
    let spoiled = logSoftmax([1, .nan, 1, 1], columns: 2)
    #expect(spoiled[0].isNaN && spoiled[1].isNaN)
    expectClose(Array(spoiled[2...]), [-0.6931472, -0.6931472], within: 1e-6)
  }

  @Test("The gradient of a row sums to zero, since all probabilities sum to one")
  func gradient() {
    let scores = randomNumbers(50, seed: 15)
    let output = logSoftmax(scores, columns: 5)
    let gradient = randomNumbers(50, seed: 16)
    let inputGradient = written(50) {
      Softmax.logSoftmaxGradient(
        output: output, outputGradient: gradient, rows: 10, columns: 5, into: $0)
    }
    for row in 0..<10 {
      let range = row * 5..<row * 5 + 5
      #expect(abs(inputGradient[range].reduce(0, +)) < 1e-6)
      // d/dx[0] = g[0] − p[0] · Σ g
      let sum = gradient[range].reduce(0, +)
      let first = range.lowerBound
      #expect(abs(inputGradient[first] - (gradient[first] - exp(output[first]) * sum)) < 1e-6)
    }
  }
}
