import Kernels
import TestSupport
import Testing

@Suite("Matrix product") struct MatrixProductTests {
  /// Rows, inner length and columns around the edges of a tile of 6 × 16, and nothing at all.
  static let sizes = [
    (1, 1, 1), (5, 3, 15), (6, 4, 16), (7, 5, 17), (13, 9, 31), (12, 64, 48), (3, 0, 4), (0, 3, 4),
    (4, 3, 0), (1, 100, 33), (37, 1, 2), (7, 300, 18),
  ]

  /// A matrix stored row by row or column by column, with `gap` unused elements between rows
  /// (columns), which hold NaN: whoever reads one is found out.
  struct Stored {
    var elements: [Float]
    let stride: Int
    let isTransposed: Bool

    init(rows: Int, columns: Int, isTransposed: Bool, gap: Int, seed: UInt64) {
      let (outer, inner) = isTransposed ? (columns, rows) : (rows, columns)
      stride = inner + gap
      self.isTransposed = isTransposed
      elements = [Float](repeating: .nan, count: outer * stride + 1)
      let random = randomNumbers(outer * inner, seed: seed)
      for o in 0..<outer {
        for i in 0..<inner { elements[o * stride + i] = random[o * inner + i] }
      }
    }

    var view: MatrixView {
      let stored = MatrixView(elements, rowStride: stride)
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
      let plain = written(rows * columns) {
        MatrixProduct.plain(rows: rows, inner: inner, columns: columns, a, b, into: $0)
      }
      let parallel = written(rows * columns) {
        MatrixProduct.parallel(rows: rows, inner: inner, columns: columns, a, b, into: $0)
      }
      // Up to 300 products of factors below 1, one with a rounding less each: 300 · 6e-8.
      expectClose(parallel, plain, within: 2e-5, "\(rows) × \(inner) × \(columns)")
    }
  }

  @Test("A product worked out by hand")
  func byHand() {
    // [1 2; 3 4] · [5 6; 7 8] = [1·5+2·7 1·6+2·8; 3·5+4·7 3·6+4·8]
    let left: [Float] = [1, 2, 3, 4]
    let right: [Float] = [5, 6, 7, 8]
    let result = written(4) {
      MatrixProduct.parallel(
        rows: 2, inner: 2, columns: 2, MatrixView(left, rowStride: 2),
        MatrixView(right, rowStride: 2), into: $0)
    }
    #expect(result == [19, 22, 43, 50])
  }
}
