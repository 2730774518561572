import Foundation
import Plots

extension Report {
  /// The operations of the network under the two roofs of the machine: how many operations they do
  /// for each byte, and how fast.
  ///
  /// An operation cannot be faster than the processor computes, nor than memory brings its data,
  /// `operations per byte · bytes per second`. Only what lies in a cache comes faster, and only what
  /// skips zeros seems to compute faster. Source: Williams, Waterman and Patterson, "Roofline", 2009.
  package var roofline: Figure {
    let intensities = operations.map(\.intensity)
    let ridge = peak.allGigaflops / peak.memoryGigabytes
    let left = 0.7 * min(intensities.min() ?? ridge, ridge)
    let right = 1.5 * max(intensities.max() ?? ridge, ridge)
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
    for operation in operations where !kinds.contains(operation.label.kind) {
      kinds.append(operation.label.kind)
    }
    for kind in kinds {
      let members = operations.filter { $0.label.kind == kind }
      series.append(
        .init(
          kind, members.map(\.gigaflops), x: members.map(\.intensity), look: .points,
          names: members.map(\.label.name)))
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
}

extension Report.OperationResult {
  /// Floating-point operations for each byte.
  var intensity: Double { Double(operations) / Double(bytes) }

  /// What the figure calls the operation, and its legend those like it: `conv2` and `backward, with
  /// the zeros of training`.
  fileprivate var label: (name: String, kind: String) {
    let words = name.split(separator: ",", maxSplits: 1)
    return (String(words[0]), direction.rawValue + (words.count > 1 ? ",\(words[1])" : ""))
  }
}
