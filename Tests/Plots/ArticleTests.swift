import Plots
import TestSupport
import Testing

struct Gauge: Panel {
  let title: String
  /// From 0 to 1.
  let fraction: Double

  func draw(on canvas: inout SVGCanvas, in area: Rectangle) {
    var bar = area.inset(top: 30)
    bar.height = 20
    canvas.text(title, x: area.x, y: area.y + 20)
    canvas.rectangle(bar, fill: .grid)
    bar.width *= fraction
    canvas.rectangle(bar, fill: Color.tab10[0])
  }

  func text(width: Int, style: TerminalCapability) -> TextBlock {
    var block = TextBlock(width: width, style: style)
    block.write(title, row: 0, column: 0)
    let bar = String(repeating: style == .plain ? "#" : "█", count: Int(fraction * Double(width)))
    block.write(bar, row: 1, column: 0, foreground: Color.tab10[0])
    return block
  }
}

@Suite struct ArticleTests {
  @Test func aChartOfOnesOwn() throws {
    try expectArticle("Plots/Documentation.docc/AChartOfYourOwn.md")
    let figure = Figure(
      width: 4, height: 1, alternative: "A bar that is half full.",
      panels: [Gauge(title: "Half way", fraction: 0.5)])
    print(figure.text(width: 40, style: .plain))
    let bar = String(repeating: "#", count: 20)
    #expect(figure.text(width: 40, style: .plain) == "Half way\n" + bar)
    #expect(SVGContent(figure.svg())?.texts["text"] == ["Half way"])
  }

  @Test func overview() throws {
    try expectArticle("Plots/Documentation.docc/Plots.md")
    let chart = LineChart(title: "Loss", series: [.init("training", [2.3, 0.8, 0.4])])
    let figure = Figure(width: 6, height: 4, alternative: "The loss falls.", panels: [chart])
    print(figure.text(width: 72, style: .unicode))
  }
}
