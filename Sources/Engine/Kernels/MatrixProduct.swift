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
    // #region plain
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
    // #endregion plain
  }

  /// The same product, on all threads: each takes panels of a tile's columns.
  ///
  /// An element's sum runs over `p` in one order whatever the number of threads.
  public static func parallel(
    rows: Int, inner: Int, columns: Int, _ left: MatrixView, _ right: MatrixView,
    into result: UnsafeMutablePointer<Float>
  ) {
    Threads.forEach((columns + Tile.columns - 1) / Tile.columns) { panel in
      let first = panel * Tile.columns
      let part = MatrixView(
        right.start + first * right.columnStride,
        rowStride: right.rowStride, columnStride: right.columnStride)
      serial(
        rows: rows, inner: inner, columns: min(Tile.columns, columns - first), left, part,
        into: result + first, resultStride: columns, adding: false)
    }
  }

  /// The same product on the calling thread; with `adding`, it is added to what `result` holds.
  ///
  /// The idea is at ``Tile``. For it, a tile's columns of `right` are first copied side by side, a
  /// panel of up to 160 rows, with zeros behind the last column.
  ///
  /// A longer sum is made of sums over 160 numbers each. Such a panel stays in the fastest cache,
  /// and rounding errors grow with 160 and the number of parts, not with their product: the scores
  /// of a trained network come out with less than half of the error of one long sum.
  public static func serial(
    rows: Int, inner: Int, columns: Int, _ left: MatrixView, _ right: MatrixView,
    into result: UnsafeMutablePointer<Float>, resultStride: Int, adding: Bool
  ) {
    let partLength = 160
    withUnsafeTemporaryAllocation(
      byteCount: partLength * Tile.columns * MemoryLayout<Float>.stride, alignment: 64
    ) { scratch in
      let panel = scratch.baseAddress!.bindMemory(
        to: Float.self, capacity: partLength * Tile.columns)
      for firstColumn in stride(from: 0, to: columns, by: Tile.columns) {
        let width = min(Tile.columns, columns - firstColumn)
        var first = 0
        // At least once: without anything to add up, the result is 0.
        repeat {
          let length = min(partLength, inner - first)
          let part = MatrixView(
            right.start + first * right.rowStride, rowStride: right.rowStride,
            columnStride: right.columnStride)
          pack(part, inner: length, firstColumn: firstColumn, width: width, into: panel)
          Tile.multiply(
            rows: rows,
            TileFactors(
              left: left.start + first * left.columnStride, leftRow: left.rowStride,
              leftStep: left.columnStride, leftRun: 0, right: panel, rightStep: Tile.columns,
              rightRun: 0, runs: 1, runLength: length),
            into: TileResult(
              start: result + firstColumn, row: resultStride, width: width,
              isAdding: adding || first > 0))
          first += partLength
        } while first < inner
      }
    }
  }

  private static func pack(
    _ right: MatrixView, inner: Int, firstColumn: Int, width: Int,
    into panel: UnsafeMutablePointer<Float>
  ) {
    let start = right.start + firstColumn * right.columnStride
    let rowStride = right.rowStride
    let columnStride = right.columnStride
    if width == Tile.columns && columnStride == 1 {
      for p in 0..<inner {
        (panel + p * Tile.columns).update(from: start + p * rowStride, count: Tile.columns)
      }
      return
    }
    for p in 0..<inner {
      let source = start + p * rowStride
      let target = panel + p * Tile.columns
      for j in 0..<width { target[j] = source[j * columnStride] }
      for j in width..<Tile.columns { target[j] = 0 }
    }
  }
}
