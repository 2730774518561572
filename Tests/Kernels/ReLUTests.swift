import Kernels
import TestSupport
import Testing

@Suite("ReLU") struct ReLUTests {
  /// What comes out, and the gradient that goes back, of gradients 1, 2, 3, …
  private func run(_ a: [Float]) -> (output: [Float], gradient: [Float]) {
    var output = a
    var passed = [Int32](repeating: 0x5555_5555, count: ReLU.wordCount(a.count))
    passed.withUnsafeMutableBufferPointer { ReLU.forward(&output, passed: $0) }
    var gradient = (0..<a.count).map { Float($0 + 1) }
    ReLU.backward(passed: passed, &gradient)
    return (output, gradient)
  }

  @Test("It keeps what is above 0 and a NaN; its slope at 0 is 0")
  func special() {
    let (output, gradient) = run([-2, -0.5, 0, -0.0, 0.5, .infinity, -.infinity, .nan])
    expectClose(output, [0, 0, 0, 0, 0.5, .infinity, 0, .nan], within: 0)
    #expect(output[3].sign == .minus)
    #expect(gradient == [0, 0, 0, 0, 5, 6, 0, 8])
  }

  @Test(
    "Any count, in whole vectors and blocks or not",
    arguments: [1, 7, 8, 15, 16, 17, 33, 255, 256, 257, 511, 512, 513, 1040, 40_000])
  func counts(count: Int) {
    let a = randomNumbers(count, seed: 24)
    let (output, gradient) = run(a)
    expectSameBits(output, a.map { $0 < 0 ? 0 : $0 })
    #expect(gradient == a.enumerated().map { $1 <= 0 ? 0 : Float($0 + 1) })
  }
}
