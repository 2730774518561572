import Vectors

/// What a core can do at most: the yardstick for all other rates.
package enum PeakRate {
  /// Multiplies and adds in 12 vectors that do not wait for one another, `rounds` times, and
  /// returns the number of floating-point operations: 2 for each multiplication with its addition.
  ///
  /// Nothing is loaded from memory. 12 sums hide the four cycles that an addition takes on a
  /// processor that starts two in each cycle.
  @inline(never)
  package static func run(rounds: Int) -> (operations: Int, sum: Float) {
    let factor = Vector(repeating: 0.5)
    let (a, b) = (factor, factor)
    var (s0, s1, s2, s3) = (a, a, a, a)
    var (s4, s5, s6, s7) = (a, a, a, a)
    var (s8, s9, s10, s11) = (a, a, a, a)
    for _ in 0..<rounds {
      s0.add(s0, times: b)
      s1.add(s1, times: b)
      s2.add(s2, times: b)
      s3.add(s3, times: b)
      s4.add(s4, times: b)
      s5.add(s5, times: b)
      s6.add(s6, times: b)
      s7.add(s7, times: b)
      s8.add(s8, times: b)
      s9.add(s9, times: b)
      s10.add(s10, times: b)
      s11.add(s11, times: b)
    }
    let total = s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11
    return (2 * 12 * Vector.width * rounds, total.sum())
  }
}
