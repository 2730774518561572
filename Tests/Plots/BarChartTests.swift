import Testing

@testable import Plots

@Suite struct BarChartTests {
  private let bars = BarChart(
    title: "Count", labels: ["cat", "dog", "none"], values: [10, 5.3, .nan], xLabel: "class",
    yLabel: "images")

  @Test func plainText() {
    #expect(
      text(bars, width: 30, style: .plain) == """
                    Count
        class  images
          cat |################## 10.0
          dog |########## 5.3
         none | nan
        """)
  }

  @Test func blocksEndInEighths() {
    #expect(
      text(bars, width: 30, style: .unicode) == """
                    Count
        class  images
          cat │██████████████████ 10.0
          dog │█████████▌ 5.3
         none │ nan
        """)
  }

  @Test func aNumberTakesAThirdOfTheWidthAtMost() {
    let large = BarChart(title: "", labels: ["a", "b"], values: [1_000_000_000_000, 1])
    #expect(text(large, width: 24, style: .unicode) == "a │████████████ 1000000…\nb │ 1")
    #expect(text(large, width: 60, style: .plain).contains("# 1000000000000"))
  }

  @Test func negativeBarsGoTheOtherWay() {
    let signed = BarChart(title: "Signed", labels: ["a", "b"], values: [-1, 1])
    #expect(
      text(signed, width: 30, style: .plain) == """
                    Signed
        a |############ -1
        b |            ############ 1
        """)
  }

  @Test func drawing() throws {
    let content = try #require(SVGContent(figure(bars).svg()))
    let drawn = content.attributes["rect"]?.filter { $0["fill"] == "#1f77b4" } ?? []
    let heights = drawn.compactMap { Double($0["height"] ?? "") }
    #expect(heights.count == 2)
    #expect(abs(heights[1] / heights[0] - 0.53) < 0.001)
    #expect(content.texts["text"]?.contains("10.0") == true)
    #expect(content.texts["text"]?.contains("none") == true)
  }

  @Test func barsWithoutHeight() {
    let zeros = BarChart(title: "", labels: ["a", "b"], values: [0, 0])
    #expect(text(zeros, width: 20, style: .plain) == "a | 0\nb | 0")
    #expect(SVGContent(figure(zeros).svg()) != nil)
  }
}
