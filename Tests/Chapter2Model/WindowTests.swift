import ExerciseSupport
import Plots
import Tensors
import Testing

import func TestSupport.expectClose
import func TestSupport.seeded

@testable import Chapter2Model

@Suite(.whereCodeRuns(upToChapter: 2)) struct WindowTests {
  @Test func slideGivesWhatConv2dGives() {
    seeded(3) {
      let picture = Tensor.rand([1, 1, 5, 7])
      let window = Tensor.uniform([1, 1, 3, 2], -1, 1)
      let result = slide(
        (0..<3).map { window[0][0][$0].values }, over: (0..<5).map { picture[0][0][$0].values })
      #expect(result.map(\.count) == [6, 6, 6])
      let square = Tensor.uniform([1, 1, 3, 3], -1, 1)
      let expected = conv2d(picture, square)
      let byHand = slide(
        (0..<3).map { square[0][0][$0].values }, over: (0..<5).map { picture[0][0][$0].values })
      #expect(byHand.map(\.count) == [5, 5, 5])
      expectClose(byHand.flatMap { $0 }, expected.values, within: 1e-6)
    }
  }

  @Test func theFigureHasTheSum() throws {
    let tables = drawOneWindow().panels.compactMap { $0 as? Heatmap }
    let table = try #require(tables.last)
    let sum = table.values.joined().reduce(0, +)
    #expect(table.title.hasSuffix("in all \(Int(sum))"))
  }

  @Test func theCurvesAreNamed() throws {
    let chart = try #require(drawSlopes().panels.first as? LineChart)
    #expect(chart.series.count > 1)
    #expect(chart.series.allSatisfy { !$0.label.isEmpty })
  }
}
