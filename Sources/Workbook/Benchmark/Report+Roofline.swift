import Foundation
import Plots

extension Report {
  /// The operations of the network under the two roofs of the machine: how many operations they do
  /// for each byte, and how fast.
  ///
  /// An operation cannot be faster than the processor computes, nor than memory brings its numbers,
  /// `operations per byte · bytes per second`. Only what lies in a cache comes faster, and only what
  /// skips zeros seems to compute faster. Source: Williams, Waterman and Patterson, "Roofline", 2009.
  package var roofline: Figure {
    let places = operations.map(Place.init)
    let ridge = peak.allGigaflops / peak.memoryGigabytes
    let left = 0.7 * min(places.map(\.intensity).min() ?? ridge, ridge)
    let right = 1.5 * max(places.map(\.intensity).max() ?? ridge, ridge)
    var series: [LineChart.Series] = [
      .init(
        String(format: "memory: %.1f GB/s", peak.memoryGigabytes),
        [left * peak.memoryGigabytes, peak.allGigaflops], x: [left, ridge], look: .line),
      .init(
        String(
          format: "%d thread%@: %.0f GFLOP/s", machine.threads, machine.threads == 1 ? "" : "s",
          peak.allGigaflops),
        [peak.allGigaflops, peak.allGigaflops], x: [ridge, right], look: .line),
    ]
    var kinds: [String] = []
    for place in places where !kinds.contains(place.kind) { kinds.append(place.kind) }
    for kind in kinds {
      let members = places.filter { $0.kind == kind }
      series.append(
        .init(
          kind, members.map(\.gigaflops), x: members.map(\.intensity), look: .points,
          names: members.map(\.name)))
    }
    return Figure(
      width: 9, height: 6.5,
      alternative: "Each operation of the network by its floating-point operations for each byte "
        + "and its rate, below the rates that memory and processor allow.",
      panels: [
        LineChart(
          title: "What limits each operation", series: series,
          xLabel: "operations per byte (FLOP/byte)", yLabel: "rate (GFLOP/s)",
          legend: .lowerRight, xScale: .logarithmic, yScale: .logarithmic)
      ])
  }

  /// One operation in the figure.
  private struct Place {
    let name: String
    /// What the legend calls operations like it: `backward, with the zeros of training`.
    let kind: String
    let intensity: Double
    let gigaflops: Double

    init(_ operation: OperationResult) {
      let words = operation.name.split(separator: ",", maxSplits: 1)
      name = String(words[0])
      kind = operation.direction.rawValue + (words.count > 1 ? ",\(words[1])" : "")
      intensity = Double(operation.operations) / Double(operation.bytes)
      gigaflops = operation.gigaflops
    }
  }
}
