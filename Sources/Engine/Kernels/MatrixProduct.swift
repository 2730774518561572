/// A matrix as a kernel sees it: where it starts, and how far apart neighbours are.
///
/// Element (i, j) stands at `start[i * rowStride + j * columnStride]`. A transposed matrix is the
/// same numbers with the two strides exchanged, so no kernel needs a transposed twin.
public struct MatrixView {
  /// Element (0, 0).
  public let start: UnsafePointer<Float>
  /// From one row to the next, in floats.
  public let rowStride: Int
  /// From one column to the next, in floats.
  public let columnStride: Int

  /// A matrix stored row after row, unless `columnStride` says otherwise.
  public init(_ start: UnsafePointer<Float>, rowStride: Int, columnStride: Int = 1) {
    self.start = start
    self.rowStride = rowStride
    self.columnStride = columnStride
  }

  /// Rows become columns; no number moves.
  public var transposed: MatrixView {
    MatrixView(start, rowStride: columnStride, columnStride: rowStride)
  }
}

/// The product of two matrices: nearly all of the arithmetic of a network.
public enum MatrixProduct {
  /// The definition, and the reference that the fast version is tested against:
  /// `result[i, j] = Σ_p left[i, p] · right[p, j]`.
  ///
  /// Shapes: left rows × inner, right inner × columns, result rows × columns, row after row.
  public static func plain(
    rows: Int, inner: Int, columns: Int, _ left: MatrixView, _ right: MatrixView,
    into result: UnsafeMutablePointer<Float>
  ) {
    for i in 0..<rows {
      for j in 0..<columns {
        var sum: Float = 0
        for p in 0..<inner {
          let a = left.start[i * left.rowStride + p * left.columnStride]
          let b = right.start[p * right.rowStride + j * right.columnStride]
          sum += a * b
        }
        result[i * columns + j] = sum
      }
    }
  }

  /// The same product, on all threads: each takes panels of 16 columns.
  ///
  /// An element's sum runs over `p` in one order whatever the number of threads.
  public static func parallel(
    rows: Int, inner: Int, columns: Int, _ left: MatrixView, _ right: MatrixView,
    into result: UnsafeMutablePointer<Float>
  ) {
    Threads.forEach((columns + 15) / 16) { panel in
      let first = panel * 16
      let part = MatrixView(
        right.start + first * right.columnStride,
        rowStride: right.rowStride, columnStride: right.columnStride)
      serial(
        rows: rows, inner: inner, columns: min(16, columns - first), left, part,
        into: result + first, resultStride: columns, adding: false)
    }
  }

  /// The same product on the calling thread; with `adding`, it is added to what `result` holds.
  ///
  /// The idea: a processor multiplies far faster than it loads. So 6 rows × 16 columns of the
  /// result stay in registers while `p` runs: 8 loads feed 96 multiplications. For that, 16 columns
  /// of `right` are first copied side by side, a panel of up to 160 × 16, with zeros behind the last
  /// column.
  ///
  /// A longer sum is made of sums over 160 numbers each. A panel of 10 KB stays in the fastest cache,
  /// and rounding errors grow with 160 and the number of parts, not with their product: the scores of
  /// a trained network come out with less than half of the error of one long sum.
  public static func serial(
    rows: Int, inner: Int, columns: Int, _ left: MatrixView, _ right: MatrixView,
    into result: UnsafeMutablePointer<Float>, resultStride: Int, adding: Bool
  ) {
    let partLength = 160
    withUnsafeTemporaryAllocation(
      byteCount: partLength * 16 * MemoryLayout<Float>.stride, alignment: 64
    ) { scratch in
      let panel = scratch.baseAddress!.bindMemory(to: Float.self, capacity: partLength * 16)
      for firstColumn in stride(from: 0, to: columns, by: 16) {
        let width = min(16, columns - firstColumn)
        var first = 0
        // At least once: without anything to add up, the result is 0.
        repeat {
          let length = min(partLength, inner - first)
          let part = MatrixView(
            right.start + first * right.rowStride, rowStride: right.rowStride,
            columnStride: right.columnStride)
          pack(part, inner: length, firstColumn: firstColumn, width: width, into: panel)
          multiply(
            rows, length, left.start + first * left.columnStride, left, panel,
            result + firstColumn, resultStride, width, adding || first > 0)
          first += partLength
        } while first < inner
      }
    }
  }

  /// All rows of the left matrix, from `start` on, times one panel.
  private static func multiply(
    _ rows: Int, _ inner: Int, _ start: UnsafePointer<Float>, _ left: MatrixView,
    _ panel: UnsafePointer<Float>, _ result: UnsafeMutablePointer<Float>, _ resultStride: Int,
    _ width: Int, _ adding: Bool
  ) {
    var row = 0
    while row + 6 <= rows {
      tile6(
        start + row * left.rowStride, left.rowStride, left.columnStride, panel, inner,
        result + row * resultStride, resultStride, width, adding)
      row += 6
    }
    while row < rows {
      tile1(
        start + row * left.rowStride, left.columnStride, panel, inner,
        result + row * resultStride, width, adding)
      row += 1
    }
  }

  private static func pack(
    _ right: MatrixView, inner: Int, firstColumn: Int, width: Int,
    into panel: UnsafeMutablePointer<Float>
  ) {
    let start = right.start + firstColumn * right.columnStride
    let rowStride = right.rowStride
    let columnStride = right.columnStride
    if width == 16 && columnStride == 1 {
      for p in 0..<inner {
        (panel + p * 16).update(from: start + p * rowStride, count: 16)
      }
      return
    }
    for p in 0..<inner {
      let source = start + p * rowStride
      let target = panel + p * 16
      for j in 0..<width { target[j] = source[j * columnStride] }
      for j in width..<16 { target[j] = 0 }
    }
  }

  /// `sum + a · b` in each lane: one rounding where the processor has a fused multiply-add, two
  /// where it has not (there, asking for the fused one would be a slow call into the C library).
  @inline(__always)
  private static func multiplyAdd(
    _ sum: SIMD8<Float>, _ a: SIMD8<Float>, _ b: SIMD8<Float>
  ) -> SIMD8<Float> {
    #if FUSED_MULTIPLY_ADD
      sum.addingProduct(a, b)
    #else
      sum + a * b
    #endif
  }

  @inline(__always)
  private static func load(_ pointer: UnsafePointer<Float>) -> SIMD8<Float> {
    UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self)
  }

  /// Writes one row of a tile: all 16 columns, or the first `width` of them.
  @inline(__always)
  private static func store(
    _ low: SIMD8<Float>, _ high: SIMD8<Float>, _ target: UnsafeMutablePointer<Float>,
    _ width: Int, _ adding: Bool
  ) {
    if width == 16 {
      let raw = UnsafeMutableRawPointer(target)
      if adding {
        raw.storeBytes(of: load(target) + low, as: SIMD8<Float>.self)
        raw.storeBytes(of: load(target + 8) + high, toByteOffset: 32, as: SIMD8<Float>.self)
      } else {
        raw.storeBytes(of: low, as: SIMD8<Float>.self)
        raw.storeBytes(of: high, toByteOffset: 32, as: SIMD8<Float>.self)
      }
      return
    }
    for j in 0..<width {
      let value = j < 8 ? low[j] : high[j - 8]
      target[j] = adding ? target[j] + value : value
    }
  }

  private static func tile6(
    _ left: UnsafePointer<Float>, _ rowStride: Int, _ columnStride: Int,
    _ panel: UnsafePointer<Float>, _ inner: Int,
    _ result: UnsafeMutablePointer<Float>, _ resultStride: Int, _ width: Int, _ adding: Bool
  ) {
    var low0 = SIMD8<Float>.zero, low1 = low0, low2 = low0, low3 = low0, low4 = low0, low5 = low0
    var high0 = low0, high1 = low0, high2 = low0, high3 = low0, high4 = low0, high5 = low0
    var a = left
    var b = panel
    for _ in 0..<inner {
      let low = load(b)
      let high = load(b + 8)
      var factor = SIMD8<Float>(repeating: a[0])
      low0 = multiplyAdd(low0, factor, low)
      high0 = multiplyAdd(high0, factor, high)
      factor = SIMD8(repeating: a[rowStride])
      low1 = multiplyAdd(low1, factor, low)
      high1 = multiplyAdd(high1, factor, high)
      factor = SIMD8(repeating: a[2 * rowStride])
      low2 = multiplyAdd(low2, factor, low)
      high2 = multiplyAdd(high2, factor, high)
      factor = SIMD8(repeating: a[3 * rowStride])
      low3 = multiplyAdd(low3, factor, low)
      high3 = multiplyAdd(high3, factor, high)
      factor = SIMD8(repeating: a[4 * rowStride])
      low4 = multiplyAdd(low4, factor, low)
      high4 = multiplyAdd(high4, factor, high)
      factor = SIMD8(repeating: a[5 * rowStride])
      low5 = multiplyAdd(low5, factor, low)
      high5 = multiplyAdd(high5, factor, high)
      a += columnStride
      b += 16
    }
    store(low0, high0, result, width, adding)
    store(low1, high1, result + resultStride, width, adding)
    store(low2, high2, result + 2 * resultStride, width, adding)
    store(low3, high3, result + 3 * resultStride, width, adding)
    store(low4, high4, result + 4 * resultStride, width, adding)
    store(low5, high5, result + 5 * resultStride, width, adding)
  }

  private static func tile1(
    _ left: UnsafePointer<Float>, _ columnStride: Int, _ panel: UnsafePointer<Float>,
    _ inner: Int, _ result: UnsafeMutablePointer<Float>, _ width: Int, _ adding: Bool
  ) {
    var low = SIMD8<Float>.zero
    var high = SIMD8<Float>.zero
    for p in 0..<inner {
      let factor = SIMD8<Float>(repeating: left[p * columnStride])
      low = multiplyAdd(low, factor, load(panel + p * 16))
      high = multiplyAdd(high, factor, load(panel + p * 16 + 8))
    }
    store(low, high, result, width, adding)
  }
}
