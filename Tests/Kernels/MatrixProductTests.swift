import Kernels
import TestSupport
import Testing

@Suite("Matrix product") struct MatrixProductTests {
  /// Rows, inner length and columns around the edges of a tile of 6 × 16, and nothing at all.
  static let sizes = [
    (1, 1, 1), (5, 3, 15), (6, 4, 16), (7, 5, 17), (13, 9, 31), (12, 64, 48), (3, 0, 4), (0, 3, 4),
    (4, 3, 0), (1, 100, 33), (37, 1, 2),
  ]

  /// A matrix stored row by row or column by column, with `gap` unused elements between rows
  /// (columns), which hold NaN: whoever reads one is found out.
  struct Stored {
    var numbers: [Float]
    let stride: Int
    let isTransposed: Bool

    init(rows: Int, columns: Int, isTransposed: Bool, gap: Int, seed: UInt64) {
      let (outer, inner) = isTransposed ? (columns, rows) : (rows, columns)
      stride = inner + gap
      self.isTransposed = isTransposed
      numbers = [Float](repeating: .nan, count: outer * stride + 1)
      let random = randomNumbers(outer * inner, seed: seed)
      for o in 0..<outer {
        for i in 0..<inner { numbers[o * stride + i] = random[o * inner + i] }
      }
    }

    func view(_ start: UnsafePointer<Float>) -> MatrixView {
      let stored = MatrixView(start, rowStride: stride)
      return isTransposed ? stored.transposed : stored
    }
  }

  @Test(
    "Fast products agree with the definition for every way of storing a matrix",
    arguments: [(false, false), (false, true), (true, false), (true, true)], [0, 3])
  func agreesWithPlain(isTransposed: (left: Bool, right: Bool), gap: Int) {
    for (rows, inner, columns) in Self.sizes {
      let left = Stored(
        rows: rows, columns: inner, isTransposed: isTransposed.left, gap: gap, seed: 1)
      let right = Stored(
        rows: inner, columns: columns, isTransposed: isTransposed.right, gap: gap, seed: 2)
      let (a, b) = (left.view, right.view)
      var plain = [Float](repeating: .nan, count: rows * columns)
      var parallel = plain
      var serial = plain
      left.numbers.withUnsafeBufferPointer { l in
        right.numbers.withUnsafeBufferPointer { r in
          let (a, b) = (a(l.baseAddress!), b(r.baseAddress!))
          MatrixProduct.plain(rows: rows, inner: inner, columns: columns, a, b, into: &plain)
          MatrixProduct.parallel(rows: rows, inner: inner, columns: columns, a, b, into: &parallel)
          MatrixProduct.serial(
            rows: rows, inner: inner, columns: columns, a, b, into: &serial,
            resultStride: columns, adding: false)
        }
      }
      // Up to 100 products of elements below 1, one with a rounding less each: 100 · 6e-8.
      let size = "\(rows) × \(inner) × \(columns)"
      expectClose(parallel, plain, within: 1e-5, "parallel \(size)")
      expectSameBits(serial, parallel, "serial \(size)")
    }
  }

  @Test("Adding keeps what was there, and nothing behind a row is touched", arguments: [1, 16, 21])
  func addsInPlace(columns: Int) {
    let (rows, inner, resultStride) = (8, 3, columns + 5)
    let left = randomNumbers(rows * inner, seed: 3)
    let right = randomNumbers(inner * columns, seed: 4)
    var plain = [Float](repeating: 0, count: rows * columns)
    var result = [Float](repeating: 10, count: rows * resultStride)
    left.withUnsafeBufferPointer { l in
      right.withUnsafeBufferPointer { r in
        let a = MatrixView(l.baseAddress!, rowStride: inner)
        let b = MatrixView(r.baseAddress!, rowStride: columns)
        MatrixProduct.plain(rows: rows, inner: inner, columns: columns, a, b, into: &plain)
        MatrixProduct.serial(
          rows: rows, inner: inner, columns: columns, a, b, into: &result,
          resultStride: resultStride, adding: true)
      }
    }
    let expected = (0..<rows * resultStride).map { index in
      let (row, column) = index.quotientAndRemainder(dividingBy: resultStride)
      return column < columns ? 10 + plain[row * columns + column] : 10
    }
    expectClose(result, expected, within: 1e-6)
  }

  @Test("A product worked out by hand")
  func byHand() {
    // [1 2; 3 4] · [5 6; 7 8] = [1·5+2·7 1·6+2·8; 3·5+4·7 3·6+4·8]
    let left: [Float] = [1, 2, 3, 4]
    let right: [Float] = [5, 6, 7, 8]
    var result = [Float](repeating: 0, count: 4)
    left.withUnsafeBufferPointer { l in
      right.withUnsafeBufferPointer { r in
        MatrixProduct.parallel(
          rows: 2, inner: 2, columns: 2, MatrixView(l.baseAddress!, rowStride: 2),
          MatrixView(r.baseAddress!, rowStride: 2), into: &result)
      }
    }
    #expect(result == [19, 22, 43, 50])
  }
}
