import Vectors

/// What a `ZeroSkippingTile` multiplies: two rows of elements on the left, with bits that say
/// which are not 0, and two or four vectors of columns on the right.
struct ZeroSkippingFactors {
  /// The first element of the first row; a row is one run.
  var left: UnsafePointer<Float>
  /// From one row to the next.
  var leftRow: Int
  /// A bit for each element of the first row, 32 in a word, the first one lowest.
  var bits: UnsafePointer<UInt32>
  /// From one row's bits to the next one's, in words.
  var bitsRow: Int
  /// Words of a row.
  var words: Int
  /// ``Tile/columns`` floats for each element of a row on the left.
  var right: UnsafePointer<Float>
  /// From there to as many columns behind them; nil where there are none.
  var nextPanel: Int?
}

/// A `Tile` that leaves out what is multiplied with 0.
///
/// A step of a tile can be left out if all of its rows have a 0 there, and the fewer they are, the
/// more often they have. So there are two rows here, of up to four vectors, where a `Tile` has
/// six rows of two.
///
/// The bits of both rows are put together, and the loop goes from one that is set to the next. That
/// takes a few instructions, which a processor does while its vectors still multiply.
enum ZeroSkippingTile {
  /// `result[r, c] = initial[r, c] + Σ left[r, ·] · right[·, c]` for any number of rows, the sum in
  /// order. `initialRow` is from one row of `initial` to the next: 0 where all start with the same.
  static func multiply(
    rows: Int, _ factors: ZeroSkippingFactors, from initial: UnsafePointer<Float>, initialRow: Int,
    into result: UnsafeMutablePointer<Float>, resultRow: Int
  ) {
    var (factors, row) = (factors, 0)
    while row < rows {
      let (initial, result) = (initial + row * initialRow, result + row * resultRow)
      let count = min(2, rows - row)
      // A literal for each size: the compiler makes a loop of its own of each.
      switch (count, factors.nextPanel) {
      case (2, .some): multiply(2, vectors: 4, factors, initial, initialRow, result, resultRow)
      case (2, nil): multiply(2, vectors: 2, factors, initial, initialRow, result, resultRow)
      case (_, .some): multiply(1, vectors: 4, factors, initial, initialRow, result, resultRow)
      case (_, nil): multiply(1, vectors: 2, factors, initial, initialRow, result, resultRow)
      }
      factors.left += count * factors.leftRow
      factors.bits += count * factors.bitsRow
      row += count
    }
  }

  @inline(__always)
  private static func multiply(
    _ rows: Int, vectors: Int, _ factors: ZeroSkippingFactors, _ initial: UnsafePointer<Float>,
    _ initialRow: Int, _ result: UnsafeMutablePointer<Float>, _ resultRow: Int
  ) {
    var first = Columns(vectors, initial, 2 * Vector.width)
    var second = rows > 1 ? Columns(vectors, initial + initialRow, 2 * Vector.width) : first
    let (leftRow, bitsRow, nextPanel) = (factors.leftRow, factors.bitsRow, factors.nextPanel ?? 0)
    var (left, right) = (factors.left, factors.right)
    for word in 0..<factors.words {
      // #region zeros
      var bits = factors.bits[word]
      if rows > 1 { bits |= factors.bits[word + bitsRow] }
      while bits != 0 {
        let number = bits.trailingZeroBitCount
        bits &= bits &- 1  // without the lowest one
        let columns = Columns(vectors, right + number &* (2 * Vector.width), nextPanel)
        first.add(left[number], times: columns, vectors)
        if rows > 1 { second.add(left[number &+ leftRow], times: columns, vectors) }
      }
      // #endregion zeros
      left += 32
      right += 32 * 2 * Vector.width
    }
    first.store(vectors, to: result)
    if rows > 1 { second.store(vectors, to: result + resultRow) }
  }

  /// Two or four vectors of one row.
  private struct Columns {
    var a, b, c, d: Vector

    /// The last two start `distance` behind the first.
    @inline(__always)
    init(_ vectors: Int, _ start: UnsafePointer<Float>, _ distance: Int) {
      (a, b) = (Vector(at: start), Vector(at: start + Vector.width))
      c = vectors > 2 ? Vector(at: start + distance) : .zero
      d = vectors > 2 ? Vector(at: start + distance + Vector.width) : .zero
    }

    @inline(__always)
    mutating func add(_ factor: Float, times columns: Columns, _ vectors: Int) {
      let factors = Vector(repeating: factor)
      a.add(factors, times: columns.a)
      b.add(factors, times: columns.b)
      if vectors > 2 {
        c.add(factors, times: columns.c)
        d.add(factors, times: columns.d)
      }
    }

    @inline(__always)
    func store(_ vectors: Int, to target: UnsafeMutablePointer<Float>) {
      a.store(to: target)
      b.store(to: target + Vector.width)
      if vectors > 2 {
        c.store(to: target + 2 * Vector.width)
        d.store(to: target + 3 * Vector.width)
      }
    }
  }
}
