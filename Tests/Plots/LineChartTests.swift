import Testing

@testable import Plots

@Suite struct LineChartTests {
  private let losses = LineChart(
    title: "Loss", x: [1, 2, 3],
    series: [.init("train", [0.75, 0.2, 0.1]), .init("test", [0.3, .nan, 0.15])],
    xLabel: "epoch", yLabel: "loss")

  @Test func plainText() {
    #expect(
      text(losses, width: 40, style: .plain) == """
                            Loss
        loss
            | **
            |   **
        0.6 +     **
            |       ***
            |          **
        0.4 +            **
            | o            **
        0.2 +                ******
            |                      ********   o
            |                              ****
            +-+---------------+---------------+-
              1               2               3
                            epoch
                  *** train   ooo test
        """)
  }

  @Test func brailleText() {
    #expect(
      text(losses, width: 40, style: .unicode) == """
                            Loss
        loss
            │●⢄
            │  ⠑⠤⡀
        0.6 ┤    ⠈⠢⡀
            │      ⠈⠢⡀
            │        ⠈⠑⢄
        0.4 ┤           ⠑⢄
            │■            ⠑⢄⡀
        0.2 ┤               ⠈⠢⡀
            │                 ●⠉⠒⠒⠒⠤⠤⢄⣀⣀⡀      ■
            │                           ⠈⠉⠉⠒⠒⠒⠤●
            └─┬───────────────┬───────────────┬─
              1               2               3
                            epoch
                  ⠒●⠒ train   ⠒■⠒ test
        """)
  }

  @Test func colorDiffersFromBrailleInColorsOnly() {
    let colored = text(losses, width: 40, style: .color)
    #expect(colored.contains("\u{1B}[38;2;31;119;180m"))
    #expect(colored.contains("\u{1B}[38;2;255;127;14m■"))
    #expect(withoutColors(colored) == text(losses, width: 40, style: .unicode))
  }

  @Test func onePointIsAMarker() {
    let chart = LineChart(title: "One point", series: [.init("a", [0.5])], legend: .none)
    #expect(
      text(chart, width: 30, style: .plain) == """
                     One point
             |
        0.52 +
             |
        0.51 +
             |
             |
        0.50 +            *
             |
        0.49 +
             |
        0.48 +
             |
             +------------+-----------
                          0
        """)
    let svg = figure(chart).svg()
    #expect(svg.contains("a4.5 4.5"))
    #expect(!svg.contains("stroke-width=\"2\""))
  }

  @Test(arguments: [180, 220, 260, 300, 340, 400, 500], [3_000_000, 20])
  func numbersOnAnAxisDoNotTouch(pixels: Double, range: Double) throws {
    let chart = LineChart(
      title: "", x: [1_000_000, 1_000_000 + range], series: [.init("a", [1, 2])], legend: .none)
    let figure = Figure(
      width: pixels / 100, height: 2, alternative: "A test.", panels: [chart])
    let content = try #require(SVGContent(figure.svg()))
    let texts = zip(content.texts["text"] ?? [], content.attributes["text"] ?? [])
    let labels = texts.filter { $0.0.contains("e6") }
    let places = labels.compactMap { Double($0.1["x"] ?? "") }
    #expect(places.count == labels.count && !places.isEmpty)
    let width = labels.map { $0.0.pixels(size: 12) }.max()! + 12
    for (left, right) in zip(places, places.dropFirst()) { #expect(right - left >= width - 0.01) }
  }

  @Test func numbersBelowAChartDoNotTouch() throws {
    let chart = LineChart(
      title: "", x: [1_000_000, 4_000_000], series: [.init("a", [1, 2])], legend: .none)
    for width in 20...72 {
      let lines = text(chart, width: width, style: .plain).split(separator: "\n")
      let numbers = try #require(lines.last).split(separator: " ")
      #expect(numbers.allSatisfy { $0.wholeMatch(of: /[0-9](\.[0-9])?e6/) != nil }, "\(numbers)")
    }
  }

  @Test func numbersThatTakeHalfOfTheWidthAreLeftOut() {
    func shown(_ value: Double) -> Bool {
      let chart = LineChart(title: "", series: [.init("", [value, value * 1.2])], legend: .none)
      return text(chart, width: 20, style: .plain).contains("e-100")
    }
    #expect(shown(1e-100))
    #expect(!shown(-1e-100))
  }

  @Test func constantSeries() {
    let chart = LineChart(title: "", series: [.init("flat", [2, 2, 2])])
    #expect(
      text(chart, width: 30, style: .unicode) == """
        2.10 ┤
             │
             │
        2.05 ┤
             │
             │
        2.00 ┤●⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉●⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉●
             │
        1.95 ┤
             │
             │
        1.90 ┤
             └┬───────────┬──────────┬
              0           1          2
                   ⠒●⠒ flat
        """)
  }

  @Test func gapsCutALineIntoPieces() {
    let chart = LineChart(
      title: "", series: [.init("a", [1, 2, .nan, .infinity, 3, -.infinity, 4, 5, .nan])])
    let pieces = chart.pieces(of: chart.series[0]).map { $0.map(\.x) }
    #expect(pieces == [[0, 1], [4], [6, 7]])
    // Two pieces with a line each, five points with a marker each.
    let content = SVGContent(figure(chart).svg())
    let paths = content?.attributes["path"] ?? []
    let line = paths.first { $0["stroke"] == "#1f77b4" }?["d"] ?? ""
    #expect(line.filter { $0 == "M" }.count == 2)
    #expect(line.filter { $0 == "L" }.count == 2)
    let markers = paths.first { $0["fill"] == "#1f77b4" }?["d"] ?? ""
    #expect(markers.filter { $0 == "M" }.count == 5)
  }

  @Test func withoutAnyDrawableValueTheAxesRemain() {
    let chart = LineChart(title: "Nothing", series: [.init("a", [.nan, .infinity])])
    #expect(
      !text(chart, width: 40, style: .plain).split(separator: "\n").dropLast().joined().contains(
        "*"))
    #expect(SVGContent(figure(chart).svg()) != nil)
  }

  @Test func seriesDifferWithoutColor() {
    let series = (0..<4).map { LineChart.Series("s\($0)", [Double($0), Double($0)]) }
    let plain = text(LineChart(title: "", series: series), width: 60, style: .plain)
    for mark in ["***", "ooo", "+++", "xxx"] { #expect(plain.contains(mark)) }
    let long = series.map { LineChart.Series($0.label, Array(repeating: $0.values[0], count: 99)) }
    let content = SVGContent(figure(LineChart(title: "", series: long, legend: .none)).svg())
    let dashes = content?.attributes["path"]?.filter { $0["stroke-width"] == "2" }
    #expect(Set(dashes?.map { $0["stroke-dasharray"] ?? "" } ?? []).count == 4)
  }

  @Test func ownPositionsOfASeries() {
    let chart = LineChart(
      title: "", x: [1, 2, 3],
      series: [.init("a", [1, 2, 3]), .init("b", [5, 6], x: [1.5, 2.5])])
    #expect(chart.pieces(of: chart.series[1]) == [[.init(x: 1.5, y: 5), .init(x: 2.5, y: 6)]])
    #expect(!chart.xAxis(margin: 0).wholeNumbers)
    #expect((chart.xAxis(margin: 0).low, chart.xAxis(margin: 0).high) == (1, 3))
  }

  @Test(arguments: LegendPosition.allCases)
  func legendStandsInItsPlace(position: LegendPosition) throws {
    let chart = LineChart(title: "T", series: [.init("the label", [1, 2])], legend: position)
    let content = try #require(SVGContent(figure(chart).svg()))
    let box = content.attributes["rect"]?.first { $0["fill-opacity"] != nil }
    #expect((box == nil) == (position == .none))
    #expect((content.texts["text"]?.contains("the label") ?? false) == (position != .none))
    guard let box, let x = Double(box["x"] ?? ""), let y = Double(box["y"] ?? "") else { return }
    #expect((x < 150) == (position == .upperLeft || position == .lowerLeft))
    let inTheMiddle = 60.0..<180
    #expect(inTheMiddle.contains(y) == (position == .centerRight))
    #expect((y < 60) == (position == .upperLeft || position == .upperRight))
  }
}
