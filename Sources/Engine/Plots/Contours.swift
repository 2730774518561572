/// Lines of equal height of a function of two numbers, as on a map: matplotlib's `plt.contour`. A
/// ``LineChart`` draws them below its own lines.
///
/// Between the points at which the function is asked, it is taken to be straight. Where it is not
/// finite, there is a gap.
public struct Contours: Sendable {
  /// From where to where the map reaches, from left to right.
  public let x: ClosedRange<Double>
  /// From where to where it reaches, from bottom to top.
  public let y: ClosedRange<Double>
  /// The heights that have a line, the lowest in the darkest colour.
  public let levels: [Double]

  /// Of the points of a square grid, row by row from the bottom.
  private let heights: [[Double]]

  private static let cells = 40

  /// A map of `height`; traps without levels, and where a range has no extent.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, levels: [Double],
    height: (_ x: Double, _ y: Double) -> Double
  ) {
    guard !levels.isEmpty else { fatalError("Contours: needs at least 1 level, but got 0") }
    for range in [x, y] {
      let length = range.upperBound - range.lowerBound
      guard length.isFinite, length > 0 else {
        fatalError("Contours: \(range) has no extent to draw on")
      }
    }
    self.x = x
    self.y = y
    self.levels = levels.sorted()
    heights = (0...Self.cells).map { row in
      (0...Self.cells).map { column in
        height(Self.position(Double(column), in: x), Self.position(Double(row), in: y))
      }
    }
  }

  private static func position(_ cell: Double, in range: ClosedRange<Double>) -> Double {
    range.lowerBound + cell / Double(cells) * (range.upperBound - range.lowerBound)
  }
}

extension Contours {
  typealias Point = LineChart.Point

  /// The pieces of the line at one level, one or two for each cell of the grid that it crosses.
  ///
  /// "Marching squares": the line enters and leaves a cell where an edge has one end below the
  /// level and one that is not.
  func pieces(at level: Double) -> [(from: Point, to: Point)] {
    var pieces: [(from: Point, to: Point)] = []
    for row in 0..<Self.cells {
      for column in 0..<Self.cells {
        // Around the cell, from its lower left corner to the right.
        let corners = [(0, 0), (1, 0), (1, 1), (0, 1)].map { across, up in
          (x: Double(column + across), y: Double(row + up), z: heights[row + up][column + across])
        }
        guard corners.allSatisfy({ $0.z.isDrawable }) else { continue }
        var crossings: [Point] = []
        for (corner, next) in zip(corners, corners[1...] + corners[..<1])
        where (corner.z < level) != (next.z < level) {
          let fraction = (level - corner.z) / (next.z - corner.z)
          crossings.append(
            Point(
              x: Self.position(corner.x + fraction * (next.x - corner.x), in: x),
              y: Self.position(corner.y + fraction * (next.y - corner.y), in: y)))
        }
        // With four, two opposite corners are below the level. The pieces cut off those two that
        // are not on the side of the middle.
        let isMiddleBelow = corners.map(\.z).reduce(0, +) / 4 < level
        if crossings.count == 4, isMiddleBelow != (corners[0].z < level) {
          crossings = [crossings[3], crossings[0], crossings[1], crossings[2]]
        }
        for first in stride(from: 0, to: crossings.count, by: 2) {
          pieces.append((crossings[first], crossings[first + 1]))
        }
      }
    }
    return pieces
  }

  /// The colour of the line at the level with this index.
  func color(of index: Int) -> Color {
    let share = levels.count > 1 ? Double(index) / Double(levels.count - 1) : 0
    return Colormap.blues.color(at: 0.9 - 0.6 * share)
  }
}
