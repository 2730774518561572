import Vectors

/// What a `Tile` multiplies: up to six rows of elements on the left, and columns, two vectors of
/// them, on the right.
///
/// A row's elements come in runs. Within a run, they are `step` floats apart;
/// between the starts of two runs lie `run` floats. A matrix is one run. The patch of an image
/// under a convolution's window is one run for each row of the window, so that no patch has to be
/// copied together first.
struct TileFactors {
  /// The first element of the first row, and where it goes from there.
  var left: UnsafePointer<Float>
  /// From one row to the next.
  var leftRow: Int
  var leftStep: Int
  var leftRun: Int
  /// The first of a row of columns side by side, which all rows are multiplied with.
  var right: UnsafePointer<Float>
  var rightStep: Int
  var rightRun: Int
  var runs: Int
  var runLength: Int
}

/// Where a `Tile` puts its sums.
struct TileResult {
  var start: UnsafeMutablePointer<Float>
  /// From one row to the next.
  var row: Int
  /// How many of the columns are written.
  var width: Int
  /// Whether the sums are added to what stands there.
  var isAdding: Bool
}

/// The one loop in which nearly all of the arithmetic of a network happens.
///
/// The idea: a processor multiplies far faster than it loads. So the sums of 6 rows × 2 vectors
/// stay in 12 registers for as long as they grow: for each step two vectors are loaded from the
/// right and one element for each row from the left, and these 8 loads feed 12 multiplications of
/// whole vectors. Fewer than six rows feed fewer, and below four the additions also wait for one
/// another. So 11 rows are cut into 6 and 5, and 26 into 6 and four times 5: there is no remainder.
///
/// The plain loop beside it is ``MatrixProduct/plain(rows:inner:columns:_:_:into:)``.
enum Tile {
  /// The most rows that fit.
  static let rows = 6
  /// The columns that a tile has.
  static let columns = 2 * Vector.width

  /// `result[r, c] = initial[c] + Σ left[r, ·] · right[·, c]` for any number of rows, the sum in
  /// the order of the runs, `initial` being 0 where there is none.
  static func multiply(
    rows count: Int, _ factors: TileFactors, from initial: UnsafePointer<Float>? = nil,
    into result: TileResult
  ) {
    var (factors, result) = (factors, result)
    var left = count
    // As few tiles as will do, as even as can be.
    var tiles = (count + rows - 1) / rows
    while tiles > 0 {
      let rows = (left + tiles - 1) / tiles
      // A literal for each count of rows: the compiler makes a loop of its own of each.
      switch rows {
      case 6: multiply(exactly: 6, factors, initial, result)
      case 5: multiply(exactly: 5, factors, initial, result)
      case 4: multiply(exactly: 4, factors, initial, result)
      case 3: multiply(exactly: 3, factors, initial, result)
      case 2: multiply(exactly: 2, factors, initial, result)
      default: multiply(exactly: 1, factors, initial, result)
      }
      factors.left += rows * factors.leftRow
      result.start += rows * result.row
      left -= rows
      tiles -= 1
    }
  }

  @inline(__always)
  private static func multiply(
    exactly rows: Int, _ factors: TileFactors, _ initial: UnsafePointer<Float>?,
    _ result: TileResult
  ) {
    let initialLow = initial.map { Vector(at: $0) } ?? .zero
    let initialHigh = initial.map { Vector(at: $0 + Vector.width) } ?? .zero
    var (low0, low1, low2) = (initialLow, initialLow, initialLow)
    var (low3, low4, low5) = (initialLow, initialLow, initialLow)
    var (high0, high1, high2) = (initialHigh, initialHigh, initialHigh)
    var (high3, high4, high5) = (initialHigh, initialHigh, initialHigh)
    let (row, leftStep, rightStep) = (factors.leftRow, factors.leftStep, factors.rightStep)
    let (leftRun, rightRun, runLength) = (factors.leftRun, factors.rightRun, factors.runLength)
    var (leftStart, rightStart) = (factors.left, factors.right)
    for _ in 0..<factors.runs {
      var (left, right) = (leftStart, rightStart)
      // #region tile
      for _ in 0..<runLength {
        let low = Vector(at: right)
        let high = Vector(at: right + Vector.width)
        add(left[0], low, high, &low0, &high0)
        if rows > 1 { add(left[row], low, high, &low1, &high1) }
        if rows > 2 { add(left[2 * row], low, high, &low2, &high2) }
        if rows > 3 { add(left[3 * row], low, high, &low3, &high3) }
        if rows > 4 { add(left[4 * row], low, high, &low4, &high4) }
        if rows > 5 { add(left[5 * row], low, high, &low5, &high5) }
        left += leftStep
        right += rightStep
      }
      // #endregion tile
      leftStart += leftRun
      rightStart += rightRun
    }
    write(0, low0, high0, result)
    if rows > 1 { write(1, low1, high1, result) }
    if rows > 2 { write(2, low2, high2, result) }
    if rows > 3 { write(3, low3, high3, result) }
    if rows > 4 { write(4, low4, high4, result) }
    if rows > 5 { write(5, low5, high5, result) }
  }

  @inline(__always)
  private static func add(
    _ factor: Float, _ low: Vector, _ high: Vector, _ lowSum: inout Vector,
    _ highSum: inout Vector
  ) {
    let factors = Vector(repeating: factor)
    lowSum.add(factors, times: low)
    highSum.add(factors, times: high)
  }

  @inline(__always)
  private static func write(
    _ row: Int, _ low: Vector, _ high: Vector, _ result: TileResult
  ) {
    let target = result.start + row * result.row
    if result.width == columns {
      if result.isAdding {
        (Vector(at: target) + low).store(to: target)
        (Vector(at: target + Vector.width) + high).store(to: target + Vector.width)
      } else {
        low.store(to: target)
        high.store(to: target + Vector.width)
      }
      return
    }
    for column in 0..<result.width {
      let sum = column < Vector.width ? low[column] : high[column - Vector.width]
      target[column] = result.isAdding ? target[column] + sum : sum
    }
  }
}
