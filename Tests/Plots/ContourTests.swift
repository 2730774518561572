import Testing

@testable import Plots

@Suite struct ContourTests {
  private let square = -2.0...2.0

  /// The circle of radius 1.
  private var circle: Contours {
    Contours(x: square, y: square, levels: [1]) { x, y in x * x + y * y }
  }

  @Test func aContourOfAConeIsACircle() {
    let pieces = circle.pieces(at: 1)
    #expect(pieces.count > 40)
    for (from, to) in pieces {
      for point in [from, to] {
        // Cells are 0.1 wide, and along an edge the parabola is off its chord by 0.1² / 4 at most.
        let radius = (point.x * point.x + point.y * point.y).squareRoot()
        #expect(abs(radius - 1) < 0.003)
      }
    }
  }

  @Test func theLineIsClosed() {
    var ends: [String: Int] = [:]
    // A level that no point of the grid is at: there a line may stand still for a moment.
    for (from, to) in circle.pieces(at: 1.1) {
      for point in [from, to] {
        ends["\((point.x * 1e6).rounded()) \((point.y * 1e6).rounded())", default: 0] += 1
      }
    }
    #expect(ends.values.allSatisfy { $0 == 2 })
  }

  @Test func aContourOfASlopeIsStraight() {
    let slope = Contours(x: 0...3, y: 0...1, levels: [0.5]) { x, y in x / 3 + y }
    let pieces = slope.pieces(at: 0.5)
    #expect(!pieces.isEmpty)
    for (from, to) in pieces {
      #expect(abs(from.x / 3 + from.y - 0.5) < 1e-9)
      #expect(abs(to.x / 3 + to.y - 0.5) < 1e-9)
    }
  }

  @Test func aLevelThatIsNeverReachedHasNoLine() {
    #expect(circle.pieces(at: -1).isEmpty)
    #expect(circle.pieces(at: 9).isEmpty)
  }

  @Test func whereTheFunctionHasNoValueThereIsAGap() {
    let half = Contours(x: square, y: square, levels: [1]) { x, y in
      x < 0 ? .nan : x * x + y * y
    }
    let pieces = half.pieces(at: 1)
    #expect(!pieces.isEmpty)
    #expect(pieces.allSatisfy { $0.from.x >= 0 && $0.to.x >= 0 })
  }

  /// In the middle of a saddle two corners are below the level and two above: which of them are
  /// connected is told by the middle.
  @Test(arguments: [-0.001, 0.001], [0, 5, -5])
  func aSaddleIsCutOnItsOwnSide(level: Double, height: Double) {
    // An odd number of cells has one in the middle; ours are moved by half of one.
    let saddle = Contours(x: -2.05...1.95, y: -2.05...1.95, levels: [height + level]) { x, y in
      height + x * y
    }
    let nearMiddle = saddle.pieces(at: height + level).filter { piece in
      [piece.from, piece.to].allSatisfy { abs($0.x) < 0.06 && abs($0.y) < 0.06 }
    }
    #expect(nearMiddle.count == 2)
    for (from, to) in nearMiddle {
      // x · y has the sign of the level on the whole piece, also half way.
      let (x, y) = ((from.x + to.x) / 2, (from.y + to.y) / 2)
      #expect(x * y * level > 0)
    }
  }

  @Test func lowLevelsAreDark() {
    let map = Contours(x: square, y: square, levels: [3, 1, 2]) { x, y in x * x + y * y }
    #expect(map.levels == [1, 2, 3])
    let brightness = map.levels.indices.map { map.color(of: $0).brightness }
    #expect(brightness == brightness.sorted())
    #expect(Set(brightness).count == 3)
    // One level alone is as dark as the lowest of several.
    #expect(circle.color(of: 0) == map.color(of: 0))
  }

  @Test func theAxesReachAroundTheMapAndNotBeyondIt() {
    let chart = LineChart(title: "", series: [.init("a", [0, 1], x: [0, 1])], contours: circle)
    #expect(chart.xAxis(margin: 0.05).low == -2)
    #expect(chart.yAxis(margin: 0.05).high == 2)
  }

  @Test func plainTextHasPointsBelowTheLines() {
    let chart = LineChart(
      title: "Map", series: [.init("way", [2, 0], x: [-2, 0])], legend: .none, contours: circle)
    let lines = text(chart, width: 30, style: .plain)
    #expect(lines.contains("."))
    #expect(lines.contains("*"))
  }
}
