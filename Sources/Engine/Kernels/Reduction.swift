import Vectors

/// Loops that make many elements into one.
///
/// An array is seen as outer × length × inner, and `length` is what goes away: summing dimension 1
/// of 32 × 64 × 5 × 5 is outer 32, length 64, inner 25.
package enum Reduction {
  /// The sum of all elements.
  ///
  /// Halves are summed by themselves and then added, so that the rounding error grows with the
  /// logarithm of the count and not with the count; pieces of up to 512 are summed in eight lanes.
  package static func sum(_ a: [Float]) -> Float { sum(a, count: a.count) }

  /// The same of `count` elements side by side.
  static func sum(_ a: UnsafePointer<Float>, count: Int) -> Float {
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
  package static func sum(
    _ a: [Float], outer: Int, length: Int, inner: Int,
    into result: UnsafeMutableBufferPointer<Float>
  ) {
    require(a.count, is: outer * length * inner, "input", of: "Reduction.sum")
    require(result.count, is: outer * inner, "result", of: "Reduction.sum")
    sum(a, outer: outer, length: length, inner: inner, into: result.start)
  }

  static func sum(
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
  package static func max(
    _ a: [Float], outer: Int, length: Int, inner: Int,
    into result: UnsafeMutableBufferPointer<Float>, indices: inout [Int]
  ) {
    require(a.count, is: outer * length * inner, "input", of: "Reduction.max")
    require(result.count, is: outer * inner, "result", of: "Reduction.max")
    require(indices.count, is: outer * inner, "indices", of: "Reduction.max")
    guard length > 0 else {
      fatalError("Reduction.max: the length is \(length), wants at least 1")
    }
    for o in 0..<outer {
      for i in 0..<inner {
        let start = o * length * inner + i
        var best = a[start]
        var bestIndex = 0
        for l in 1..<length {
          let value = a[start + l * inner]
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

  /// Whether no element is infinite or NaN: 0 times such a one is NaN, and 0 times any other is 0.
  package static func areFinite(_ a: [Float]) -> Bool { areFinite(a, count: a.count) }

  /// The same of `count` elements side by side.
  static func areFinite(_ values: UnsafePointer<Float>, count: Int) -> Bool {
    let length = 1 << 15
    let pieces = (count + length - 1) / length
    return withUnsafeTemporaryAllocation(of: Bool.self, capacity: pieces) { areFinite in
      let areFinite = areFinite.start
      Threads.forEach(pieces) { piece in
        let last = min(count, (piece + 1) * length)
        var (i, products) = (piece * length, Vector.zero)
        while i + Vector.width <= last {
          products += Vector(at: values + i) * 0
          i += Vector.width
        }
        var product = products.sum()
        while i < last {
          product += values[i] * 0
          i += 1
        }
        areFinite[piece] = product == 0
      }
      return (0..<pieces).allSatisfy { areFinite[$0] }
    }
  }
}
