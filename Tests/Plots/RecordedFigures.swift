import Foundation
import Plots

/// Figures in which each kind of panel shows what it can: much room and little, labels or none, numbers
/// that are large, small, negative or none.
enum RecordedFigures {
  static let all: [(name: String, figure: Figure)] = [
    ("lines", sheet([epochs, gaps, crowded, level])),
    ("many-lines", sheet([dashes, corner(.upperLeft), corner(.upperRight), corner(.lowerLeft)])),
    ("named-points", sheet([named(.points), named(.automatic)])),
    ("contours", sheet([valley, saddle])),
    ("scales", sheet([decades, fewDecades, halfDecade, large, small, smallSteps])),
    ("small-lines", sheet(width: 4.2, height: 3.2, [epochs, decades, large, dashes])),
    ("bars", sheet([counts, signed, tenths, many])),
    ("small-bars", sheet(width: 4, height: 3, [counts, signed, tenths, many])),
    ("tables", sheet([confusion, signs, wide, tall])),
    ("small-tables", sheet(width: 4, height: 3, [confusion, signs, wide, tall])),
    ("images", sheet([captioned, weights, ranged, mixed])),
    ("small-images", sheet(width: 3, height: 3, [captioned, weights, ranged, mixed])),
    ("diagrams", sheet([ways, circle, pairs, sparse])),
    ("small-diagrams", sheet(width: 4, height: 3, [ways, circle, pairs, sparse])),
    (
      "sheet",
      sheet(
        columns: 3, title: "Five kinds <of> panels", [epochs, counts, confusion, captioned, signed])
    ),
  ]

  private static func sheet(
    width: Double = 9, height: Double = 7, columns: Int = 2, title: String? = nil,
    _ panels: [any Panel]
  ) -> Figure {
    Figure(
      width: width, height: height, columns: columns, title: title,
      alternative: "What \"panels\" draw & write.", panels: panels)
  }

  /// Up and down in parabolas, between −1 and 1: the same bits on every machine.
  private static func wave(_ step: Int) -> Double {
    let x = Double(step % 56) / 14 - 1
    return x < 1 ? 1 - x * x : (x - 2) * (x - 2) - 1
  }

  // MARK: Lines

  private static let epochs = LineChart(
    title: "Accuracy", x: [1, 2, 3, 4, 5],
    series: [
      .init("Training", [34.1, 71.4, 80, 83.9, 86.25]), .init("Test", [62.5, 77, 82.1, 80.5, 84]),
    ], xLabel: "epoch", yLabel: "% right")

  private static let gaps = LineChart(
    title: "Gaps",
    series: [
      .init("a gap", [1, 3, .nan, 2, .infinity, 4, 5]),
      .init("points", [5, 4, 3, 2, 1, 0, -1], look: .points),
      .init("line", [0, 0, 2, 2, 1, 1, 3], look: .line),
    ], legend: .upperLeft)

  private static let crowded = LineChart(
    title: "Crowded",
    series: [.init("a series whose name is long, too", (0..<200).map { wave($0) })],
    yLabel: "sine")

  private static let level = LineChart(
    title: "", series: [.init("level 数", [2, 2, 2]), .init("one", [2], x: [7])], xLabel: "step")

  private static let dashes = LineChart(
    title: "Dashes", x: (0..<40).map { Double($0) / 8 },
    series: (0..<7).map { index in
      .init("\(index)", (0..<40).map { Double(index) + wave($0 * (index + 1) / 2) })
    })

  private static func corner(_ legend: LegendPosition) -> LineChart {
    LineChart(
      title: "\(legend)",
      series: (0..<6).map { index in
        .init("m\(index)", (0..<4).map { Double($0 * index % 5) - 0.5 * Double(index) })
      }, yLabel: "m", legend: legend)
  }

  private static func named(_ look: LineChart.Look) -> LineChart {
    let x = [10.0, 11, 40, 41, 42, 90, 95, 100]
    return LineChart(
      title: "Names",
      series: [
        .init(
          "first", [1, 1.2, 5, 5.1, 5.2, 2, 8, 9], x: x, look: look,
          names: ["conv1", "conv2", "a", "bb", "ccc", "", "pool", "fc"]),
        .init("second", [9, 8, 7, 6, 5, 4, 3, 2], x: x, look: .line),
      ], xLabel: "intensity", legend: .upperRight)
  }

  private static let decades = LineChart(
    title: "Decades", x: [0.001, 0.1, 10, 1000],
    series: [.init("loss", [1e-5, 0.3, 0, 2e6]), .init("x", [1, 1, 1, 1])], xLabel: "rate",
    legend: .none, xScale: .logarithmic, yScale: .logarithmic)

  private static let fewDecades = LineChart(
    title: "Two decades", x: [1, 3, 20], series: [.init("y", [0.5, 2, 30])], xScale: .logarithmic,
    yScale: .logarithmic)

  private static let halfDecade = LineChart(
    title: "Half a decade", x: [3, 3.5, 4.4], series: [.init("y", [7, 7.1, 7.4])],
    xScale: .logarithmic, yScale: .logarithmic)

  private static let large = LineChart(
    title: "Large", x: [1_000_000, 2_500_000, 4_000_000],
    series: [.init("y", [-3e9, 1e10, 2.5e10])], xLabel: "parameters")

  private static let small = LineChart(
    title: "Small", x: [-2e-6, 0, 3e-6], series: [.init("y", [1e-7, -1e-7, 2e-7])])

  private static let smallSteps = LineChart(
    title: "Small steps", series: [.init("y", [0.9981, 0.9983, 0.9987, 0.99905])])

  private static let valley = LineChart(
    title: "A valley",
    series: [
      .init("a way", [0, 1.5, 0.5, 1, 0.75], x: [0, 0.5, 1, 1.25, 1.5]),
      .init("lowest", [0.8], x: [2], look: .points),
    ], xLabel: "w", yLabel: "b",
    contours: Contours(x: -1...3, y: -1...2, levels: [0.1, 0.5, 1, 2, 4, 8]) { x, y in
      (x - 2) * (x - 2) / 2 + 4 * (y - 0.8) * (y - 0.8)
    })

  private static let saddle = LineChart(
    title: "", series: [.init("a", [0.5], x: [0.5])], legend: .none,
    contours: Contours(x: -1...1, y: -1...1, levels: [-0.25, 0, 0.25]) { x, y in x * y })

  // MARK: Bars

  private static let counts = BarChart(
    title: "Digits", labels: (0..<10).map(String.init),
    values: [592, 671, 581, 608, 623, 514, 608, 651, 551, 601], xLabel: "digit", yLabel: "images")

  private static let signed = BarChart(
    title: "Scores", labels: ["minus", "nothing", "none", "plus"], values: [-4.25, 0, .nan, 7.5],
    yLabel: "score")

  private static let tenths = BarChart(
    title: "", labels: ["a", "b & <c>", "数字"], values: [0.125, 0.002, 0.9], xLabel: "p")

  private static let many = BarChart(
    title: "Many", labels: (1...30).map(String.init),
    values: (1...30).map { Double($0 * $0 % 17) - 3 })

  // MARK: Tables

  private static let confusion = Heatmap(
    title: "Mistakes", rows: ["0", "1", "2"], columns: ["0", "1", "2"],
    values: [[90, 4, 6], [1, 88, 11], [17, 3, 80]], xLabel: "predicted", yLabel: "true")

  private static let signs = Heatmap(
    title: "", rows: ["w", "数"], columns: ["left", "middle", "right"],
    values: [[-0.5, 0.25, .nan], [1.125, 0, -2]], colormap: .diverging)

  private static let wide = Heatmap(
    title: "Wide", rows: ["a row with a long name", "b"], columns: (0..<14).map { "c\($0)" },
    values: [(0..<14).map { Double($0) * 1000 }, (0..<14).map { Double(13 - $0) }],
    xLabel: "column", yLabel: "row")

  private static let tall = Heatmap(
    title: "Tall", rows: (0..<12).map { "row \($0)" }, columns: ["a name that goes on"],
    values: (0..<12).map { [Double($0 % 5) / 4] }, xLabel: "one", colormap: .gray)

  // MARK: Images

  /// A disc that gets darker to the right.
  private static func disc(_ width: Int, _ height: Int, caption: String? = nil) -> ImageGrid.Image {
    var values: [Float] = []
    for y in 0..<height {
      for x in 0..<width {
        let across = (Double(x) + 0.5) / Double(width) - 0.5
        let down = (Double(y) + 0.5) / Double(height) - 0.5
        values.append(across * across + down * down < 0.2 ? Float(0.6 + across) : 0)
      }
    }
    return ImageGrid.Image(width: width, height: height, values: values, caption: caption)
  }

  private static let captioned = ImageGrid(
    images: [
      disc(28, 28, caption: "seven"), disc(28, 28), disc(28, 28, caption: "a caption too long"),
      disc(14, 28, caption: "<1>"), disc(28, 10, caption: "数"),
    ], columns: 3, colormap: .binary)

  private static let weights = ImageGrid(
    images: (0..<6).map { index in
      ImageGrid.Image(
        width: 3, height: 3, values: (0..<9).map { Float(($0 * (index + 2)) % 7 - 3) / 4 })
    }, columns: 4, colormap: .diverging)

  private static let ranged = ImageGrid(
    images: [disc(60, 40, caption: "large"), disc(5, 9), disc(1, 1)], columns: 2, range: 0.2...0.7)

  private static let mixed = ImageGrid(
    images: [
      ImageGrid.Image(width: 4, height: 2, values: [0, 1, .nan, 3, 4, .infinity, 6, 7]),
      ImageGrid.Image(width: 2, height: 3, values: [5, 5, 5, 5, 5, 5]),
    ], columns: 5)

  // MARK: Diagrams

  private static let ways = Diagram(
    title: "Ways",
    rows: [
      [.init("weight", "3.0")], [.init("product", "6.0"), .init("input 数", "2.0")],
      [.init("loss <&>", "36.0")],
    ],
    arrows: [
      .init(from: "weight", to: "product", label: "times", color: Color.tab10[0]),
      .init(from: "product", to: "weight", label: "24.0", color: Color.tab10[3]),
      .init(from: "input 数", to: "product", color: Color.tab10[0]),
      .init(from: "product", to: "loss <&>", label: "square", color: Color.tab10[0]),
      .init(from: "loss <&>", to: "product", label: "12.0", color: Color.tab10[3]),
    ])

  private static let circle = Diagram(
    title: "A circle in two frames",
    rows: [
      [.init("digits", "32")], [.init("model"), .init("parameters")], [.init("loss")],
      [.init("gradients")], [.init("test")],
    ],
    arrows: [
      .init(from: "digits", to: "model"), .init(from: "parameters", to: "model"),
      .init(from: "model", to: "loss"), .init(from: "loss", to: "gradients", label: "backward"),
      .init(from: "gradients", to: "parameters", label: "step"),
    ],
    frames: [
      .init(
        "epoch", around: ["digits", "model", "parameters", "loss", "gradients", "test"]),
      .init(
        "for each of all the batches that there are",
        around: ["digits", "model", "parameters", "loss", "gradients"]),
    ])

  private static let pairs = Diagram(
    title: "",
    rows: [[.init("a"), .init("b"), .init("c", "second line")]],
    arrows: [
      .init(from: "a", to: "b", label: "there"), .init(from: "b", to: "a", label: "and back"),
      .init(from: "b", to: "c", label: "on", color: Color.tab10[2]),
    ], frames: [.init("left", around: ["a"]), .init("right", around: ["b", "c"])])

  private static let sparse = Diagram(
    title: "Empty places",
    rows: [
      [nil, .init("top")], [.init("left"), nil, .init("right")], [nil, .init("bottom")], [],
    ],
    arrows: [
      .init(from: "left", to: "top", label: "up"),
      .init(from: "bottom", to: "right", label: "up, too"),
    ])
}
