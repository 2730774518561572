import Testing

@testable import Plots

@Suite struct AxisTests {
  private func labels(_ low: Double, _ high: Double, _ intervals: Int, whole: Bool = false)
    -> [String]
  {
    Axis(values: [low, high], margin: 0, wholeNumbers: whole).ticks(intervals: intervals).map(
      \.label)
  }

  @Test func stepsAreOneTwoOrFiveTimesAPowerOfTen() {
    #expect(labels(0, 1, 5) == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"])
    #expect(labels(0, 1, 2) == ["0.0", "0.5", "1.0"])
    #expect(labels(0, 10, 10) == (0...10).map(String.init))
    #expect(labels(0.77, 0.98, 5) == ["0.80", "0.85", "0.90", "0.95"])
    #expect(labels(-3, 3, 3) == ["-2", "0", "2"])
  }

  @Test func epochsAreWholeNumbers() {
    #expect(labels(1, 2, 10, whole: true) == ["1", "2"])
    #expect(labels(1, 2, 4) == ["1.0", "1.5", "2.0"])
    #expect(labels(1, 5, 4, whole: true) == ["1", "2", "3", "4", "5"])
  }

  @Test func greatAndSmallNumbersComeInScientificNotation() {
    #expect(labels(0, 4e6, 4) == ["0", "1e6", "2e6", "3e6", "4e6"])
    #expect(labels(0, 2e-5, 4) == ["0", "5e-6", "1.0e-5", "1.5e-5", "2.0e-5"])
  }

  @Test func equalValuesStandInTheMiddle() {
    #expect(Axis(values: [2, 2], margin: 0.05) == Axis(values: [1.9, 2.1], margin: 0))
    #expect(Axis(values: [0], margin: 0.05).fraction(of: 0) == 0.5)
    #expect(Axis(values: [7], margin: 0.05, wholeNumbers: true).low == 6.5)
  }

  @Test func valuesWithoutAPlaceAreLeftOut() {
    let axis = Axis(values: [.nan, 1, .infinity, 3, -.infinity, 1e301], margin: 0)
    #expect((axis.low, axis.high) == (1, 3))
    let empty = Axis(values: [.nan], margin: 0.05)
    #expect((empty.low, empty.high) == (0, 1))
  }

  /// For 2,000 ranges of all sizes: few ticks, inside the axis, evenly spaced, no label twice.
  @Test func ticksOfAnyRange() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let scale = Double.powerOfTen(Int.random(in: -250...250, using: &generator))
      let start = Double.random(in: -1...1, using: &generator) * scale
      let length = Double.random(in: 1e-6...1, using: &generator) * scale
      let intervals = Int.random(in: 1...12, using: &generator)
      let axis = Axis(values: [start, start + length], margin: 0.05)
      let ticks = axis.ticks(intervals: intervals)
      #expect(ticks.count <= intervals + 1)
      #expect(ticks.allSatisfy { (-1e-6...1 + 1e-6).contains(axis.fraction(of: $0.position)) })
      #expect(Set(ticks.map(\.label)).count == ticks.count, "\(start) \(length): \(ticks)")
      let gaps = zip(ticks, ticks.dropFirst()).map { $1.position - $0.position }
      if let least = gaps.min(), let greatest = gaps.max() {
        #expect(greatest - least <= least * 1e-3)
        #expect(least > 0)
      }
    }
  }
}
