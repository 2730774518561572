import ExitTestSupport
import Testing

@testable import Plots

/// Mistakes of the programmer end the program with a sentence that names the operation and both
/// sizes.
@Suite(.withExitTests) struct TrapTests {
  private func message(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test func emptySeries() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = LineChart.Series("Training Loss", [])
    }
    #expect(message(result).contains("\"Training Loss\" needs at least 1 value, but got 0"))
  }

  @Test func positionsOfASeries() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = LineChart.Series("a", [1, 2], x: [1])
    }
    #expect(message(result).contains("\"a\" has 2 values, but x has 1"))
  }

  @Test func namesOfASeries() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = LineChart.Series("a", [1, 2], names: ["one"])
    }
    #expect(message(result).contains("\"a\" has 2 values, but 1 names"))
  }

  @Test func positionsOfAChart() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = LineChart(title: "", x: [1, 2, 3], series: [.init("a", [1, 2])])
    }
    #expect(message(result).contains("LineChart: series \"a\" has 2 values, but x has 3"))
  }

  @Test func chartWithoutSeries() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = LineChart(title: "", series: [])
    }
    #expect(message(result).contains("LineChart: needs at least 1 series, but got 0"))
  }

  @Test func contoursWithoutLevels() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Contours(x: 0...1, y: 0...1, levels: []) { x, _ in x }
    }
    #expect(message(result).contains("Contours: needs at least 1 level, but got 0"))
  }

  @Test func contoursOfAPoint() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Contours(x: 0...1, y: 2...2, levels: [1]) { x, _ in x }
    }
    #expect(message(result).contains("Contours: 2.0...2.0 has no extent to draw on"))
  }

  @Test func contoursOnALogarithmicAxis() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let map = Contours(x: -1...1, y: 0...1, levels: [1]) { x, _ in x }
      _ = LineChart(
        title: "", series: [.init("a", [1])], xScale: .logarithmic, contours: map)
    }
    #expect(message(result).contains("contours are drawn on linear axes only"))
  }

  @Test func imageOfTheWrongSize() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = ImageGrid.Image(width: 28, height: 28, values: [0])
    }
    #expect(message(result).contains("28×28 pixels need 784 values, but got 1"))
  }

  @Test func heatmapWithAShortRow() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Heatmap(title: "", rows: ["a", "b"], columns: ["x", "y"], values: [[1, 2], [3]])
    }
    #expect(
      message(result).contains("2 columns need as many values in row \"b\", but got 1"))
  }

  @Test func heatmapWithTooFewRows() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Heatmap(title: "", rows: ["a", "b"], columns: ["x"], values: [[1]])
    }
    #expect(message(result).contains("2 rows need as many rows of values, but got 1"))
  }

  @Test func barsAndLabels() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = BarChart(title: "", labels: ["a", "b"], values: [1])
    }
    #expect(message(result).contains("BarChart: 2 labels need as many values, but got 1"))
  }

  @Test func diagramWithoutBoxes() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Diagram(title: "", rows: [[nil, nil], []])
    }
    #expect(message(result).contains("Diagram: needs at least 1 box, but got 0"))
  }

  @Test func boxesWithOneName() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Diagram(title: "", rows: [[.init("a", "1")], [.init("a", "2")]])
    }
    #expect(message(result).contains("Diagram: two boxes are called \"a\""))
  }

  @Test func arrowToNoBox() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Diagram(title: "", rows: [[.init("a")]], arrows: [.init(from: "a", to: "b")])
    }
    #expect(message(result).contains("Diagram: there is no box \"b\", but [\"a\"]"))
  }

  @Test func twoArrowsOneWay() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let arrow = Diagram.Arrow(from: "a", to: "b", label: "again")
      _ = Diagram(
        title: "", rows: [[.init("a"), .init("b")]], arrows: [.init(from: "a", to: "b"), arrow])
    }
    #expect(message(result).contains("Diagram: there are two arrows from \"a\" to \"b\""))
  }

  @Test func arrowToItsOwnBox() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Diagram(title: "", rows: [[.init("a")]], arrows: [.init(from: "a", to: "a")])
    }
    #expect(message(result).contains("Diagram: the arrow from \"a\" goes back to the same box"))
  }

  @Test func arrowAcrossABox() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Diagram(
        title: "", rows: [[.init("a"), .init("corner")], [nil, .init("b")]],
        arrows: [.init(from: "a", to: "b")])
    }
    #expect(message(result).contains("the arrow from \"a\" to \"b\" crosses \"corner\""))
  }

  @Test func arrowAcrossAnArrow() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Diagram(
        title: "", rows: [[nil, .init("a")], [.init("c"), nil, .init("d")], [nil, .init("b")]],
        arrows: [.init(from: "a", to: "b"), .init(from: "b", to: "a"), .init(from: "c", to: "d")])
    }
    #expect(
      message(result).contains(
        "the arrow from \"c\" to \"d\" crosses the arrow from \"b\" to \"a\""))
  }

  @Test func emptyFrame() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Diagram(title: "", rows: [[.init("a")]], frames: [.init("f", around: [])])
    }
    #expect(message(result).contains("the frame \"f\" needs at least 1 box, but got 0"))
  }

  @Test func frameAroundAnotherBox() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Diagram(
        title: "", rows: [[.init("a"), .init("b"), .init("c")]],
        frames: [.init("f", around: ["a", "c"])])
    }
    #expect(message(result).contains("Diagram: the frame \"f\" surrounds \"b\", too"))
  }

  @Test func framesThatCut() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Diagram(
        title: "", rows: [[.init("a"), .init("b"), .init("c")]],
        frames: [.init("f", around: ["a", "b"]), .init("g", around: ["b", "c"])])
    }
    #expect(message(result).contains("Diagram: the frame \"g\" cuts \"f\""))
  }

  @Test func figureWithoutAlternative() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let bars = BarChart(title: "", labels: ["a"], values: [1])
      _ = Figure(width: 1, height: 1, alternative: " \n", panels: [bars])
    }
    #expect(message(result).contains("Figure: the text alternative is empty"))
  }

  @Test func figureWithoutPanels() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Figure(width: 1, height: 1, alternative: "x", panels: [])
    }
    #expect(message(result).contains("Figure: needs at least 1 panel, but got 0"))
  }

  @Test func textWithoutWidth() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      let bars = BarChart(title: "", labels: ["a"], values: [1])
      _ = Figure(width: 1, height: 1, alternative: "x", panels: [bars])
        .text(width: 0, style: .plain)
    }
    #expect(message(result).contains("needs a width of at least 1 column, but got 0"))
  }
}
