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
