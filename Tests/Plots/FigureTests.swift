import Testing

@testable import Plots

/// The text without ANSI escape sequences.
func withoutColors(_ text: String) -> String {
  text.replacing(/\u{1B}\[[0-9;]*m/, with: "")
}

@Suite struct FigureTests {
  @Test func wholeDocument() {
    let image = ImageGrid.Image(width: 1, height: 2, values: [0, 1])
    let figure = Figure(
      width: 2, height: 1, title: "a<b", alternative: "\"x\" & y",
      panels: [ImageGrid(images: [image], columns: 1)])
    #expect(
      figure.svg() == """
        <svg xmlns="http://www.w3.org/2000/svg" width="200" height="100" viewBox="0 0 200 100" \
        role="img" font-family="'DejaVu Sans', Verdana, Helvetica, Arial, sans-serif">
        <title>a&lt;b</title>
        <desc>&quot;x&quot; &amp; y</desc>
        <rect x="0" y="0" width="200" height="100" fill="#fff"/>
        <text x="100" y="28" font-size="18" text-anchor="middle" fill="#262626">a&lt;b</text>
        <g shape-rendering="crispEdges">
        <path d="M90 44h21v42h-21z" fill="#000"/>
        </g>
        <g shape-rendering="crispEdges" stroke-width="21">
        <path d="M90 75.5h21" fill="none" stroke="#fff"/>
        </g>
        </svg>

        """)
  }

  @Test func whateverIsWrittenIsEscaped() throws {
    let nasty = "<&\"'>\u{1B}[31m\u{0}\n]]>\u{FFFE} é 训练"
    let chart = LineChart(
      title: nasty, series: [.init(nasty, [1, 2])], xLabel: nasty, yLabel: nasty)
    let heatmap = Heatmap(
      title: nasty, rows: [nasty], columns: [nasty], values: [[1]], xLabel: nasty, yLabel: nasty)
    let bars = BarChart(title: nasty, labels: [nasty], values: [1], xLabel: nasty, yLabel: nasty)
    let images = ImageGrid(
      images: [.init(width: 1, height: 1, values: [1], caption: nasty)], columns: 1)
    let diagram = Diagram(
      title: nasty, rows: [[.init(nasty, nasty)], [.init("b")]],
      arrows: [.init(from: nasty, to: "b", label: nasty)], frames: [.init(nasty, around: ["b"])])
    let figure = Figure(
      width: 8, height: 9, columns: 2, title: nasty, alternative: nasty,
      panels: [chart, heatmap, bars, images, diagram])
    let content = try #require(SVGContent(figure.svg()))
    // The heading, and every title, label, caption and line of the five panels.
    let readable = "<&\"'> [31m  ]]> é 训练"
    #expect(content.texts["title"] == [readable])
    #expect(content.texts["desc"] == [readable])
    #expect(content.texts["text"]?.filter { $0 == readable }.count == 20)
    #expect(!figure.text(width: 80, style: .unicode).contains("\u{1B}"))
  }

  @Test func panelsStandSideBySideWhereThereIsRoom() {
    let panels = ["A", "B"].map { LineChart(title: $0, series: [.init("s", [0, 1])]) }
    let figure = Figure(
      width: 12, height: 3, columns: 2, title: "Both", alternative: "x", panels: panels)
    let wide = figure.text(width: 100, style: .plain).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(wide.count == 2 + 16)
    #expect(wide[0].trimmingPrefix { $0 == " " } == "Both")
    #expect(wide[2].split(separator: " ") == ["A", "B"])
    let narrow = figure.text(width: 90, style: .plain).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(narrow.count == 2 + 16 + 1 + 16)
    #expect(narrow[2].split(separator: " ") == ["A"])
  }

  @Test func picturesStandSideBySideWhereTheyFitAsTheyAre() {
    let dot = ImageGrid.Image(width: 14, height: 2, values: Array(repeating: 1, count: 28))
    let grid = ImageGrid(images: [dot], columns: 1, range: 0...1)
    func text(_ width: Int, columns: Int) -> String {
      Figure(
        width: 2, height: 1, columns: columns, title: "Two", alternative: "Two.",
        panels: [grid, grid]
      ).text(width: width, style: .plain)
    }
    let bar = String(repeating: "@", count: 14)
    #expect(text(30, columns: 2) == "             Two\n\n\(bar)  \(bar)")
    #expect(text(29, columns: 2) == "        Two\n\n\(bar)\n\n\(bar)")
    // Only so many stand side by side as are asked for, and as there are.
    #expect(text(30, columns: 1) == text(29, columns: 2))
    #expect(text(60, columns: 3) == text(30, columns: 2))
  }

  @Test func plainTextSpellsSignsInASCII() {
    let chart = LineChart(title: "28×28 → “é”…", series: [.init("训", [1, 2])])
    let plain = text(chart, width: 60, style: .plain)
    #expect(plain.contains("28x28 -> \"?\"..."))
    #expect(plain.contains("*** ?"))
  }

  @Test func longLabelsAreShortened() {
    #expect("a long label".shortened(to: 6, style: .unicode) == "a lon…")
    #expect("a long label".shortened(to: 6, style: .plain) == "a lon.")
    #expect("训练损失".shortened(to: 6, style: .unicode) == "训练…")
    #expect("训练".shortened(to: 4, style: .unicode) == "训练")
    #expect("abc".shortened(to: 0, style: .plain) == "")
  }

  /// Random figures, together at every width from 20 to 120: no line too wide, each style within its
  /// means, SVG parses.
  @Test(arguments: 0..<6) func randomFigures(seed: Int) {
    var generator = SeededGenerator(seed: UInt64(seed))
    let figure = randomFigure(using: &generator)
    for width in stride(from: 20 + seed, through: 120, by: 6) {
      for style in TerminalCapability.allCases {
        let output = figure.text(width: width, style: style)
        let lines = withoutColors(output).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.allSatisfy { displayWidth($0) <= width }, "\(width) \(style)")
        #expect(output.contains { !$0.isWhitespace })
        if style == .plain { #expect(output.allSatisfy { $0.isASCII }) }
        if ![.indexedColor, .color].contains(style) {
          #expect(!output.contains("\u{1B}"))
          #expect(!lines.contains { $0.hasSuffix(" ") })
        }
      }
    }
    #expect(SVGContent(figure.svg()) != nil)
    #expect(figure.svg() == figure.svg())
    for bad in ["nan", "inf"] { #expect(!figure.svg().contains("\"\(bad)")) }
  }

  @Test(arguments: 1..<20) func narrowTerminalsCutLines(width: Int) {
    var generator = SeededGenerator(seed: 99)
    let output = randomFigure(using: &generator).text(width: width, style: .unicode)
    #expect(output.split(separator: "\n").allSatisfy { displayWidth($0) <= width })
  }

  /// Columns on a terminal, counted without the module's own table: the labels below hold nothing
  /// else.
  private func displayWidth(_ line: Substring) -> Int {
    line.reduce(0) { $0 + ("训练😀".contains($1) ? 2 : 1) }
  }

  private func randomFigure(using generator: inout SeededGenerator) -> Figure {
    func label() -> String {
      let length = Int.random(in: 0...30, using: &generator)
      return String((0..<length).map { _ in "ab <&é训练😀0.x".randomElement(using: &generator)! })
    }
    func number() -> Double {
      switch Int.random(in: 0..<12, using: &generator) {
      case 0: return .nan
      case 1: return .infinity
      case 2: return -1e300
      case 3: return .leastNonzeroMagnitude
      default:
        return Double.random(in: -1...1, using: &generator)
          * Double.powerOfTen(Int.random(in: -3...8, using: &generator))
      }
    }
    func numbers(_ range: ClosedRange<Int>) -> [Double] {
      (0..<Int.random(in: range, using: &generator)).map { _ in number() }
    }
    let series = (0...Int.random(in: 0...9, using: &generator)).map { _ in
      let values = numbers(1...80)
      return LineChart.Series(
        label(), values, look: LineChart.Look.allCases.randomElement(using: &generator)!,
        names: values.count <= 20 ? values.map { _ in label() } : [])
    }
    let values = numbers(1...12)
    let rows = Int.random(in: 1...4, using: &generator)
    let images = (0...Int.random(in: 0...7, using: &generator)).map { _ in
      let width = Int.random(in: 1...40, using: &generator)
      let height = Int.random(in: 1...40, using: &generator)
      let pixels = (0..<width * height).map { _ in Float(number()) }
      return ImageGrid.Image(width: width, height: height, values: pixels, caption: label())
    }
    let names = (0...Int.random(in: 1...7, using: &generator)).map { "\($0)" + label() }
    let boxes = names.map { Diagram.Box($0, Bool.random(using: &generator) ? label() : nil) }
    let along = Bool.random(using: &generator)
    let diagram = Diagram(
      title: label(), rows: along ? [boxes] : boxes.map { [nil, $0] },
      arrows: zip(names, names.dropFirst()).flatMap { first, second in
        let there = Diagram.Arrow(from: first, to: second, label: label())
        let back = Diagram.Arrow(from: second, to: first, label: label(), color: Color.tab10[1])
        return [[there], [back], [there, back]].randomElement(using: &generator)!
      },
      frames: [.init(label(), around: names), .init(label(), around: names.suffix(1))])
    return Figure(
      width: 8, height: 8, columns: Int.random(in: 1...3, using: &generator), title: label(),
      alternative: "Random panels.",
      panels: [
        LineChart(
          title: label(), series: series, xLabel: label(), yLabel: label(),
          xScale: AxisScale.allCases.randomElement(using: &generator)!,
          yScale: AxisScale.allCases.randomElement(using: &generator)!),
        BarChart(title: label(), labels: values.map { _ in label() }, values: values),
        Heatmap(
          title: label(), rows: (0..<rows).map { _ in label() },
          columns: values.map { _ in label() },
          values: (0..<rows).map { _ in values.map { _ in number() } }, yLabel: label()),
        ImageGrid(
          images: images, columns: Int.random(in: 1...5, using: &generator),
          colormap: Colormap.allCases.randomElement(using: &generator)!),
        diagram,
      ])
  }
}
