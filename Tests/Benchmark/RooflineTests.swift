import Plots
import Testing

@testable import Benchmark

@Suite struct RooflineTests {
  @Test func roofsAndPoints() throws {
    let report = sampleReport()
    let chart = try #require(report.roofline.panels.first as? LineChart)
    #expect(
      chart.series.map(\.label) == [
        "memory: 10.0 GB/s", "2 threads: 100 GFLOP/s", "forward", "backward",
        "backward, with the zeros of training",
      ])
    #expect(chart.xScale == .logarithmic)
    #expect(chart.yScale == .logarithmic)
    // The roofs meet where 10 operations on each byte keep the processor busy.
    let (memory, processor) = (chart.series[0], chart.series[1])
    #expect(memory.x?.last == 10)
    #expect(memory.values.last == 100)
    #expect(abs(memory.values[0] / (memory.x?[0] ?? 0) - 10) < 1e-12)
    #expect(processor.x?.first == 10)
    #expect(processor.values == [100, 100])
    // All samples have 8 operations for each byte.
    let points = chart.series.dropFirst(2)
    #expect(points.map(\.names) == [["conv2", "relu2"], ["conv2"], ["conv2"]])
    #expect(points.map(\.values) == [[8, 2], [4], [16]])
    #expect(points.allSatisfy { $0.x?.allSatisfy { $0 == 8 } ?? false })
    #expect(points.allSatisfy { $0.look == .points })
  }

  @Test func everyOperationIsNamedInTheDrawing() {
    let svg = sampleReport().roofline.svg()
    #expect(svg.ranges(of: ">conv2</text>").count == 3)
    #expect(svg.ranges(of: ">relu2</text>").count == 1)
  }
}
