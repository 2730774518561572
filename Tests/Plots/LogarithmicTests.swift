import Testing

@testable import Plots

@Suite struct LogarithmicTests {
  private func axis(_ low: Double, _ high: Double, margin: Double = 0) -> Axis {
    Axis(values: [low, high], margin: margin, scale: .logarithmic)
  }

  private func labels(_ low: Double, _ high: Double, _ intervals: Int) -> [String] {
    axis(low, high).ticks(intervals: intervals).map(\.label)
  }

  @Test func equalRatiosAreEqualLengths() {
    let axis = axis(1, 10_000)
    for (value, fraction) in [(1.0, 0.0), (10, 0.25), (100, 0.5), (1000, 0.75), (10_000, 1)] {
      #expect(abs(axis.fraction(of: value) - fraction) < 1e-12)
    }
  }

  @Test func theMarginIsAShareOfTheDecades() {
    let wide = axis(1, 100, margin: 0.5)
    #expect(abs(wide.low - 0.1) < 1e-12)
    #expect(abs(wide.high - 1000) < 1e-9)
    let equal = axis(1, 1)
    #expect(abs(equal.low * equal.high - 1) < 1e-12)
    #expect(abs(equal.high / equal.low - 10) < 1e-9)
  }

  @Test func onlyPositiveNumbersHaveAPlace() {
    let some = Axis(values: [-5, 0, 2, .infinity, 8], margin: 0, scale: .logarithmic)
    #expect(abs(some.low - 2) < 1e-12)
    #expect(abs(some.high - 8) < 1e-12)
    let none = Axis(values: [-5, 0], margin: 0.05, scale: .logarithmic)
    #expect((none.low, none.high) == (1, 10))
    let chart = LineChart(
      title: "", series: [.init("a", [1, 0, 10, 100, -1])], yScale: .logarithmic)
    #expect(chart.pieces(of: chart.series[0]).map { $0.map(\.x) } == [[0], [2, 3]])
  }

  @Test func ticksAreThinnedOutUntilTheyFit() {
    #expect(labels(0.1, 10, 6) == ["0.1", "0.2", "0.5", "1", "2", "5", "10"])
    #expect(labels(0.1, 10, 5) == ["0.1", "1", "10"])
    #expect(labels(1e-3, 1e3, 3) == ["0.01", "1", "100"])
    #expect(labels(1e-6, 1e6, 4) == ["1e-6", "0.001", "1", "1000", "1e6"])
  }

  @Test func lessThanADecadeIsMarkedAsOnALinearAxis() {
    #expect(labels(30, 45, 3) == ["30", "35", "40", "45"])
    // Of 1, 2 and 5, 10, 20 and 50 and so on there is one, 50.
    #expect(labels(40, 60, 3) == ["40", "50", "60"])
  }

  /// For 2,000 ranges of all sizes: few ticks, inside the axis, ascending, no label twice.
  @Test func ticksOfAnyRange() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<2000 {
      let low = Double.powerOfTen(Int.random(in: -200...200, using: &generator))
      let high = low * Double.powerOfTen(Int.random(in: 0...60, using: &generator)) * 1.5
      let intervals = Int.random(in: 1...12, using: &generator)
      let axis = Axis(values: [low, high], margin: 0.05, scale: .logarithmic)
      let ticks = axis.ticks(intervals: intervals)
      #expect(ticks.count <= intervals + 1)
      #expect(ticks.allSatisfy { (-1e-6...1 + 1e-6).contains(axis.fraction(of: $0.position)) })
      #expect(Set(ticks.map(\.label)).count == ticks.count)
      #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.position < $1.position })
    }
  }

  @Test func plainText() {
    let chart = LineChart(
      title: "", x: [1, 10, 100],
      series: [
        .init("line", [1, 10, 100], look: .line), .init("points", [50, 5, 1], look: .points),
      ],
      xScale: .logarithmic, yScale: .logarithmic)
    #expect(
      text(chart, width: 40, style: .plain) == """
        100 +                                **
            |                              **
            | o                         ***
            |                        ***
            |                      **
            |                   ***
         10 +                ***
            |             *** o
            |          ***
            |      ****
            |   ***
          1 + **                              o
            +-+---------------+---------------+-
              1              10              100
                 *** line    o  points
        """)
  }
}

@Suite struct PointTests {
  private let chart = LineChart(
    title: "", x: [1, 2, 3],
    series: [
      .init("a line", [1, 2, 3], look: .line),
      .init("points", [1, 1, 3], look: .points, names: ["first", "second", ""]),
    ])

  @Test func pointsHaveMarkersAndNoLineAndLinesTheOther() throws {
    let paths = try #require(SVGContent(figure(chart).svg())?.attributes["path"])
    let line = paths.filter { $0["stroke"] == Color.tab10[0].svg && $0["fill"] == "none" }
    #expect(line.count == 2)  // and its sample in the legend
    #expect(!paths.contains { $0["fill"] == Color.tab10[0].svg })
    #expect(!paths.contains { $0["stroke"] == Color.tab10[1].svg })
    let markers = paths.filter { $0["fill"] == Color.tab10[1].svg }
    #expect(markers.map { $0["d"]?.count { $0 == "M" } } == [3, 1])
  }

  @Test func namesStandInTheChart() throws {
    let content = try #require(SVGContent(figure(chart).svg()))
    let texts = content.texts["text"] ?? []
    #expect(texts.contains("first"))
    #expect(texts.contains("second"))
    #expect(!texts.contains(""))
  }

  /// Another point near the one that has the name, on each side of it.
  @Test func aNameDoesNotCoverAnotherPoint() throws {
    for right in stride(from: -12.5, through: 12.5, by: 2.5) {
      for down in stride(from: -12.5, through: 12.5, by: 2.5) {
        var labels = PointLabels(
          in: Rectangle(x: 0, y: 0, width: 200, height: 200), around: nil, isNeeded: true)
        labels.append("a", x: 100, y: 100, isConnected: false)
        labels.append("", x: 100 + right, y: 100 + down, isConnected: false)
        var canvas = SVGCanvas()
        labels.draw(on: &canvas)
        let text = try #require(
          SVGContent("<svg>\(canvas.elements)</svg>")?.attributes["text"]?.first)
        let (x, y) = try (#require(Double(text["x"] ?? "")), #require(Double(text["y"] ?? "")))
        // A letter of this size is 13 pixels high, 3 of them below its line, and a marker 9.
        let beside = abs(x - 100 - right) >= "a".pixels(size: 11.5) / 2 + 4.5
        #expect(beside || abs(y - 3.5 - 100 - down) >= 13 / 2 + 4.5, "\(right) \(down)")
      }
    }
  }

  /// Forty points in one place: each name that is written has a place of its own.
  @Test func namesDoNotCoverOneAnother() throws {
    let names = (0..<40).map { "n\($0)" }
    let crowd = LineChart(
      title: "", x: names.map { _ in 1 },
      series: [.init("crowd", names.map { _ in 1 }, look: .points, names: names)], legend: .none)
    let texts = try #require(SVGContent(figure(crowd).svg())?.attributes["text"])
    let places = texts.filter { $0["font-size"] == "11.5" }.compactMap { text -> Rectangle? in
      guard let x = Double(text["x"] ?? ""), let y = Double(text["y"] ?? "") else { return nil }
      return Rectangle(x: x, y: y, width: 0, height: 0)
    }
    #expect(places.count > 20)
    for (index, place) in places.enumerated() {
      for other in places[..<index] {
        #expect(abs(place.x - other.x) > 11 || abs(place.y - other.y) > 11)
      }
    }
  }
}
