import Chapter1Data
import Datasets
import Foundation
import Plots

/// Trains by the sound recipe.
public func runSound(on digits: MNIST) -> Run { Run(Sound(), on: digits) }

/// Draws the sound run, and prints on how many digits, and where it ends.
public func drawSound(_ sound: Run) -> Figure {
  print("digits to learn from: \(sound.counts.train), to be tested on: \(sound.counts.test)\n")
  return draw([("sound", sound)])
}

/// Trains by the recipe of an exhibit, counted from 1, draws that beside the sound run, and prints
/// where both end.
public func drawExhibit(_ number: Int, beside sound: Run, on digits: MNIST) -> Figure {
  let run = Run(exhibits[number - 1].init(), on: digits)
  return draw([("sound", sound), ("exhibit \(number)", run)])
}

private func draw(_ runs: [(name: String, run: Run)]) -> Figure {
  for (name, run) in runs {
    let (loss, share) = (run.losses.last!, run.accuracies.last!)
    let error = standardError(of: share, count: run.counts.test)
    print(
      "\(name):".padding(toLength: 11, withPad: " ", startingAt: 0),
      String(
        format: "training loss %5.2f, test accuracy %4.1f %% ± %.1f", loss, share * 100,
        error * 100))
  }
  func chart(
    _ title: String, legend: LegendPosition = .none, scale: AxisScale = .linear,
    x: (_ index: Int, _ count: Int) -> Double, _ values: (Run) -> [Double]
  ) -> LineChart {
    LineChart(
      title: title,
      series: runs.map { name, run in
        let values = values(run)
        return LineChart.Series(
          name, values, x: values.indices.map { x($0, values.count) }, look: .line)
      }, xLabel: "epoch", legend: legend, yScale: scale)
  }
  let epochs = Double(runs[0].run.accuracies.count - 1)
  let isFar = runs.contains { $0.run.losses.max()! > 20 }
  let isHigh = runs.allSatisfy { $0.run.accuracies.last! > 0.4 }
  let loss = chart(
    "Training loss", scale: isFar ? .logarithmic : .linear,
    // In the middle of the batches that it is the mean of.
    x: { (Double($0) + 0.5) * epochs / Double($1) }, \.losses)
  let accuracy = chart(
    "Test accuracy in %", legend: isHigh ? .lowerRight : .centerRight, x: { i, _ in Double(i) }
  ) { $0.accuracies.map { $0 * 100 } }
  let names = runs.map(\.name).joined(separator: " and ")
  return Figure(
    width: 9, height: 3.2, columns: 2,
    alternative: "The training loss and the test accuracy of \(names), over six epochs.",
    panels: [loss, accuracy])
}
