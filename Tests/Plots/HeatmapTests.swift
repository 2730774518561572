import Testing

@testable import Plots

@Suite struct HeatmapTests {
  private let confusion = Heatmap(
    title: "Confusion", rows: ["0", "1"], columns: ["0", "1"], values: [[98, 2], [.nan, 7]],
    xLabel: "predicted", yLabel: "actual")

  @Test func plainText() {
    #expect(
      text(confusion, width: 30, style: .plain) == """
           Confusion
              predicted
        actual   0    1
             0  98    2
             1 nan    7
        """)
  }

  @Test func colorHasABackgroundForEachNumber() {
    let heatmap = Heatmap(title: "T", rows: ["a"], columns: ["x"], values: [[1]])
    #expect(
      text(heatmap, width: 30, style: .color)
        == " T\n  x\na\u{1B}[48;2;8;48;107m \u{1B}[38;2;255;255;255m1 \u{1B}[0m")
  }

  @Test func columnsThatDoNotFitFollowBelow() {
    let wide = Heatmap(
      title: "Wide", rows: ["r"], columns: (0..<7).map(String.init),
      values: [[0.25, 1, 2, 3, 4, 5, 6]])
    #expect(
      text(wide, width: 20, style: .plain) == """
               Wide
             0     1     2
        r 0.25  1.00  2.00

             3     4     5
        r 3.00  4.00  5.00

             6
        r 6.00
        """)
  }

  @Test func drawing() throws {
    let content = try #require(SVGContent(figure(confusion).svg()))
    #expect(content.counts["rect"] == 5)  // The paper and four cells.
    let texts = content.texts["text"] ?? []
    #expect(
      texts.sorted() == [
        "0", "0", "1", "1", "2", "7", "98", "Confusion", "actual", "nan", "predicted",
      ])
    let cells = content.attributes["rect"]?.dropFirst().map { $0["fill"] ?? "" }
    #expect(cells?.first == Colormap.blues.color(at: 1).svg)
    #expect(cells?[2] == "#fff")
    let number = zip(texts, content.attributes["text"] ?? []).first { $0.0 == "98" }
    #expect(number?.1["fill"] == "#fff")
  }
}
