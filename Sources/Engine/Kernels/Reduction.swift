import Vectors

/// Loops that make many numbers into one.
///
/// An array is seen as outer × length × inner, and `length` is what goes away: summing dimension 1
/// of 32 × 64 × 5 × 5 is outer 32, length 64, inner 25.
public enum Reduction {
  /// The sum of `count` numbers standing side by side.
  ///
  /// Halves are summed by themselves and then added, so that the rounding error grows with the
  /// logarithm of the count and not with the count; pieces of up to 512 are summed in eight lanes.
  public static func sum(_ a: UnsafePointer<Float>, count: Int) -> Float {
    if count > 512 {
      let half = (count / 2 + 7) & ~7
      return sum(a, count: half) + sum(a + half, count: count - half)
    }
    var lanes = SIMD8<Float>.zero
    var i = 0
    while i + 8 <= count {
      lanes += UnsafeRawPointer(a + i).loadUnaligned(as: SIMD8<Float>.self)
      i += 8
    }
    var sum = ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6]))
    sum += ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]))
    while i < count {
      sum += a[i]
      i += 1
    }
    return sum
  }

  /// Sums over the middle: outer × length × inner to outer × inner.
  public static func sum(
    _ a: UnsafePointer<Float>, outer: Int, length: Int, inner: Int,
    into result: UnsafeMutablePointer<Float>
  ) {
    if inner == 1 {
      Threads.forEachRange(outer, length: Swift.max(1, (1 << 14) / Swift.max(1, length))) { range in
        for o in range { result[o] = sum(a + o * length, count: length) }
      }
      return
    }
    Threads.forEach(outer) { o in
      let target = result + o * inner
      sumRows(a + o * length * inner, rows: length, width: inner, into: target)
    }
  }

  /// Adds up rows of `width`, halves first as ``sum(_:count:)`` does.
  private static func sumRows(
    _ a: UnsafePointer<Float>, rows: Int, width: Int, into result: UnsafeMutablePointer<Float>
  ) {
    if rows > 64 {
      let half = rows / 2
      sumRows(a, rows: half, width: width, into: result)
      withUnsafeTemporaryAllocation(of: Float.self, capacity: width) { second in
        let rest = second.baseAddress!
        sumRows(a + half * width, rows: rows - half, width: width, into: rest)
        for i in 0..<width { result[i] += rest[i] }
      }
      return
    }
    // Two vectors of columns at a time, whose sums stay in registers.
    var first = 0
    while first + 2 * Vector.width <= width {
      var (low, high) = (Vector.zero, Vector.zero)
      var source = a + first
      for _ in 0..<rows {
        low += Vector(at: source)
        high += Vector(at: source + Vector.width)
        source += width
      }
      low.store(to: result + first)
      high.store(to: result + first + Vector.width)
      first += 2 * Vector.width
    }
    (result + first).update(repeating: 0, count: width - first)
    for row in 0..<rows {
      let source = a + row * width
      for i in first..<width { result[i] += source[i] }
    }
  }

  /// The largest over the middle, and where it stands: the first one where several are equal, and a
  /// NaN where there is one, as PyTorch has it.
  public static func max(
    _ a: UnsafePointer<Float>, outer: Int, length: Int, inner: Int,
    into result: UnsafeMutablePointer<Float>, indices: UnsafeMutablePointer<Int>
  ) {
    for o in 0..<outer {
      for i in 0..<inner {
        let start = a + o * length * inner + i
        var best = start[0]
        var bestIndex = 0
        for l in 1..<Swift.max(1, length) {
          let value = start[l * inner]
          if value > best || (value.isNaN && !best.isNaN) {
            best = value
            bestIndex = l
          }
        }
        result[o * inner + i] = best
        indices[o * inner + i] = bestIndex
      }
    }
  }
}
