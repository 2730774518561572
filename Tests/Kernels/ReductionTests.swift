import ExitTestSupport
import Kernels
import TestSupport
import Testing

@Suite("Sums and maxima") struct ReductionTests {
  @Test(
    "A sum of any length agrees with one in double precision",
    arguments: [0, 1, 7, 8, 9, 511, 512, 513, 1000, 1024, 1025, 40_001])
  func sum(count: Int) {
    let elements = randomNumbers(count, seed: 12)
    let exact = elements.reduce(0.0) { $0 + Double($1) }
    // Halves first: the error grows with the logarithm of the count, about 64 + 8 additions of
    // 6e-8.
    let magnitude = elements.reduce(0.0) { $0 + Double(abs($1)) }
    #expect(abs(Double(Reduction.sum(elements)) - exact) <= 1e-6 * magnitude)
  }

  @Test("Ten million equal elements lose nothing")
  func manyEqual() {
    // One after the other, 0.1 stops growing near 2²¹: the sum would be about 1,087,937.
    let elements = [Float](repeating: 0.1, count: 10_000_000)
    #expect(abs(Reduction.sum(elements) - 1_000_000) <= 1)
  }

  @Test(
    "Sums over the middle agree with the definition",
    arguments: [
      (1, 1, 1), (3, 5, 1), (3, 5, 7), (2, 64, 3), (2, 65, 3), (1, 300, 2), (4, 0, 3), (0, 4, 3),
      (5, 2000, 1),
    ])
  func sumOverMiddle(outer: Int, length: Int, inner: Int) {
    let elements = randomNumbers(outer * length * inner, seed: 13)
    let result = written(outer * inner) {
      Reduction.sum(elements, outer: outer, length: length, inner: inner, into: $0)
    }
    var expected: [Float] = []
    for o in 0..<outer {
      for i in 0..<inner {
        expected.append(
          Float((0..<length).reduce(0.0) { $0 + Double(elements[(o * length + $1) * inner + i]) }))
      }
    }
    expectClose(result, expected, within: 2e-5)
  }

  private func largest(
    _ elements: [Float], _ outer: Int, _ length: Int, _ inner: Int
  ) -> (values: [Float], indices: [Int]) {
    var indices = [Int](repeating: -1, count: outer * inner)
    let values = written(outer * inner) {
      Reduction.max(
        elements, outer: outer, length: length, inner: inner, into: $0, indices: &indices)
    }
    return (values, indices)
  }

  @Test("The largest over the middle, and where it stands")
  func maximum() {
    // 2 × 3 × 2: the columns of [[1, 6], [5, 2], [3, 4]] and of [[−1, −6], [−5, −2], [−3, −4]].
    let (values, indices) = largest([1, 6, 5, 2, 3, 4, -1, -6, -5, -2, -3, -4], 2, 3, 2)
    #expect(values == [5, 6, -1, -2])
    #expect(indices == [1, 0, 0, 1])
  }

  @Test("Nothing has no largest", .withExitTests)
  func maximumOfNothing() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var indices: [Int] = []
      Reduction.max(
        [], outer: 0, length: 0, inner: 1, into: UnsafeMutableBufferPointer(start: nil, count: 0),
        indices: &indices)
    }
    expectMessage(result, "Reduction.max: the length is 0, wants at least 1")
  }

  @Test("Of equal elements the first counts, and the first NaN wins")
  func ties() {
    #expect(largest([3, 7, 7, 1], 1, 4, 1).indices == [1])
    let (values, indices) = largest([3, .nan, .infinity, .nan], 1, 4, 1)
    #expect(values[0].isNaN)
    #expect(indices == [1])
    #expect(largest([.nan, 9], 1, 2, 1).indices == [0])
    #expect(largest([-.infinity, -.infinity], 1, 2, 1).indices == [0])
  }
}
