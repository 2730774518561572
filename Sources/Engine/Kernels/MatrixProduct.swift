/// A matrix as it lies in an array: how far apart its neighbours are.
///
/// Element (i, j) stands at `elements[i * rowStride + j * columnStride]`. A transposed matrix is
/// the same elements with the two strides exchanged, so no kernel needs a transposed twin.
package struct MatrixView {
  /// The array that the matrix is in, from element (0, 0) on.
  package let elements: [Float]
  /// From one row to the next, in floats.
  package let rowStride: Int
  /// From one column to the next, in floats.
  package let columnStride: Int

  /// A matrix stored row after row, unless `columnStride` says otherwise. Traps for a stride below
  /// 0.
  package init(_ elements: [Float], rowStride: Int, columnStride: Int = 1) {
    guard rowStride >= 0, columnStride >= 0 else {
      fatalError("MatrixView: the strides \(rowStride) and \(columnStride) start at 0")
    }
    self.elements = elements
    self.rowStride = rowStride
    self.columnStride = columnStride
  }

  /// Rows become columns; no element moves.
  package var transposed: MatrixView {
    MatrixView(elements, rowStride: columnStride, columnStride: rowStride)
  }

  /// Traps where the array ends before the last of so many rows and columns does.
  fileprivate func require(rows: Int, columns: Int, _ side: StaticString, of kernel: StaticString) {
    guard rows > 0, columns > 0 else { return }
    let count = (rows - 1) * rowStride + (columns - 1) * columnStride + 1
    guard elements.count >= count else {
      fatalError("\(kernel): \(side) has \(elements.count) elements, wants at least \(count)")
    }
  }
}

/// The same where a loop works on it: from any element on.
private struct MatrixPointer {
  let start: UnsafePointer<Float>
  let rowStride: Int
  let columnStride: Int

  init(_ start: UnsafePointer<Float>, like view: MatrixView) {
    self.init(start, view.rowStride, view.columnStride)
  }

  private init(_ start: UnsafePointer<Float>, _ rowStride: Int, _ columnStride: Int) {
    (self.start, self.rowStride, self.columnStride) = (start, rowStride, columnStride)
  }

  /// What is left of the matrix without its first rows and columns.
  func from(row: Int = 0, column: Int = 0) -> MatrixPointer {
    MatrixPointer(start + row * rowStride + column * columnStride, rowStride, columnStride)
  }
}

/// The product of two matrices: nearly all of the arithmetic of a network.
package enum MatrixProduct {
  /// The definition, and the reference that the fast version is tested against:
  /// `result[i, j] = Σ_p left[i, p] · right[p, j]`.
  ///
  /// Shapes: left rows × inner, right inner × columns, result rows × columns, row after row.
  package static func plain(
    rows: Int, inner: Int, columns: Int, _ left: MatrixView, _ right: MatrixView,
    into result: UnsafeMutableBufferPointer<Float>
  ) {
    withMatrices("MatrixProduct.plain", rows, inner, columns, left, right, result) {
      left, right, result in
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
  }

  /// The same product, on all threads: each takes panels of a tile's columns.
  ///
  /// An element's sum runs over `p` in one order whatever the number of threads.
  package static func parallel(
    rows: Int, inner: Int, columns: Int, _ left: MatrixView, _ right: MatrixView,
    into result: UnsafeMutableBufferPointer<Float>
  ) {
    withMatrices("MatrixProduct.parallel", rows, inner, columns, left, right, result) {
      left, right, result in
      Threads.forEach((columns + Tile.columns - 1) / Tile.columns) { panel in
        let first = panel * Tile.columns
        multiplyPanel(
          rows: rows, inner: inner, width: min(Tile.columns, columns - first), left,
          right.from(column: first), into: result + first, resultStride: columns)
      }
    }
  }

  /// Checks that there are so many rows and columns, and calls `body` with pointers.
  private static func withMatrices(
    _ kernel: StaticString, _ rows: Int, _ inner: Int, _ columns: Int, _ left: MatrixView,
    _ right: MatrixView, _ result: UnsafeMutableBufferPointer<Float>,
    body: (MatrixPointer, MatrixPointer, UnsafeMutablePointer<Float>) -> Void
  ) {
    left.require(rows: rows, columns: inner, "left", of: kernel)
    right.require(rows: inner, columns: columns, "right", of: kernel)
    require(result.count, is: rows * columns, "result", of: kernel)
    withPointers(left.elements, right.elements) { leftStart, rightStart in
      body(
        MatrixPointer(leftStart, like: left), MatrixPointer(rightStart, like: right), result.start)
    }
  }

  /// The product for a tile's columns of `right`, or the fewer that are left at its end.
  ///
  /// The idea is at `Tile`. For it, these columns are first copied side by side, a panel of up to
  /// 160 rows, with zeros behind the last column.
  ///
  /// A longer sum is made of sums over 160 products each. Such a panel stays in the fastest cache,
  /// and rounding errors grow with 160 and the number of parts, not with their product.
  private static func multiplyPanel(
    rows: Int, inner: Int, width: Int, _ left: MatrixPointer, _ right: MatrixPointer,
    into result: UnsafeMutablePointer<Float>, resultStride: Int
  ) {
    let partLength = 160
    Convolution.withScratch(partLength * Tile.columns) { panel in
      var first = 0
      // At least once: without anything to add up, the result is 0.
      repeat {
        let length = min(partLength, inner - first)
        pack(right.from(row: first), inner: length, width: width, into: panel)
        Tile.multiply(
          rows: rows,
          TileFactors(
            left: left.from(column: first).start, leftRow: left.rowStride,
            leftStep: left.columnStride, leftRun: 0, right: panel, rightStep: Tile.columns,
            rightRun: 0, runs: 1, runLength: length),
          into: TileResult(
            start: result, row: resultStride, width: width, isAdding: first > 0))
        first += partLength
      } while first < inner
    }
  }

  /// Copies a tile's columns of `right`, or the first `width` of them, side by side.
  private static func pack(
    _ right: MatrixPointer, inner: Int, width: Int, into panel: UnsafeMutablePointer<Float>
  ) {
    let (start, rowStride, columnStride) = (right.start, right.rowStride, right.columnStride)
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
