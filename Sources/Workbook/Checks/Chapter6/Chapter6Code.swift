import Chapter1Data
import Chapter2Model
import Chapter5TrainingLoop
import Chapter6Curves
import Datasets
import Exercises
import NN
import Plots
import Tensors

extension Exercise {
  /// Checks of chapter 6's own code.
  static func chapter6Code(
    curves: @escaping @Sendable (History) -> Figure = drawCurves,
    filters: @escaping @Sendable (Model) -> Figure = drawFilters,
    confusion: @escaping @Sendable (Model) throws -> Figure = { try drawConfusion($0) }
  ) -> Exercise {
    Exercise(
      codeOf: .chapter6,
      checks: [
        Check(
          "the curves show what was measured",
          hint: "Look at drawCurves in Curves.swift: which list goes into which line?",
          "Each .init has the name of a line and a list of the history: Test Loss and testLoss. x has "
            + "the epochs, from 1."
        ) {
          let history = invented()
          let lists = [
            ("trainAccuracy", history.trainAccuracy), ("testAccuracy", history.testAccuracy),
            ("trainLoss", history.trainLoss), ("testLoss", history.testLoss),
          ]
          let charts = curves(history).panels.compactMap { $0 as? LineChart }
          let place = sourcePlace(of: "func drawCurves", in: .chapter6)
          for line in charts.flatMap(\.series) {
            let isTest = line.label.contains("Test")
            let isLoss = line.label.contains("Loss")
            guard isTest || line.label.contains("Train"),
              isLoss || line.label.contains("Accuracy"),
              let drawn = lists.first(where: { $0.1 == line.values })?.0
            else { continue }
            try expect(
              "what is drawn as \(line.label), in \(place),", drawn,
              is: (isTest ? "test" : "train") + (isLoss ? "Loss" : "Accuracy"))
          }
          let drawn = charts.flatMap(\.series).map(\.values)
          for (name, values) in lists where !drawn.contains(values) {
            throw CheckFailure(
              "no line shows \(name) of the history",
              diagnosis: "A training curve alone cannot show overfitting: \(place)")
          }
          for x in charts.compactMap(\.x) where x.first != 1 {
            throw CheckFailure(
              "the epochs do not count from 1", expected: "[1.0, 2.0, 3.0]", got: "\(x)",
              diagnosis: "See \(place).")
          }
        },
        Check(
          "all windows are drawn: before, after, and the difference",
          hint:
            "drawFilters in Changed.swift makes a sheet of each, with a picture of every window.",
          "The first sheet is of a new model after manualSeed(0), the second of the one that was handed "
            + "in, and the third of the second minus the first."
        ) {
          func model(_ seed: UInt64) -> Model {
            Generator.withCurrent(Generator(seed: seed)) { Model() }
          }
          func firstWeights(_ model: Model) throws(CheckFailure) -> Tensor {
            guard let weights = model.parameters().first(where: { $0.dim > 1 }) else {
              throw CheckFailure("the network of chapter 2 has no weights that could be drawn")
            }
            return weights
          }
          let (before, after) = (try firstWeights(model(0)), try firstWeights(model(1)))
          let figure = Generator.withCurrent(Generator(seed: 0)) { filters(model(1)) }
          guard let grid = figure.panels.first as? ImageGrid else {
            throw CheckFailure("drawFilters does not return a grid of images")
          }
          let place = sourcePlace(of: "func drawFilters", in: .chapter6)
          try expect("the number of pictures, in \(place),", grid.images.count, is: 3)
          /// The weights of a picture, without the gaps: in whichever order windows are drawn.
          func drawn(_ index: Int) -> Tensor {
            Tensor(grid.images[index].values.filter { !$0.isNaN }.sorted())
          }
          func sorted(_ weights: Tensor) -> Tensor { Tensor(weights.values.sorted()) }
          for (index, name) in ["before training", "after training"].enumerated() {
            try expect(
              "how many weights there are in the picture of those \(name)", drawn(index).count,
              is: before.count)
          }
          let exchanged = "Those before and after training are swapped: \(place)."
          try expect(
            "the weights before training, in order of size,", drawn(0), isCloseTo: sorted(before),
            within: 1e-6, mistakes: [Mistake(sorted(after), exchanged)])
          try expect(
            "the weights after training, in order of size,", drawn(1), isCloseTo: sorted(after),
            within: 1e-6)
          try expect(
            "their differences, in order of size,", drawn(2),
            isCloseTo: sorted((after - before).detach()), within: 1e-6,
            mistakes: [
              Mistake(
                sorted((before - after).detach()),
                "Subtract those before from those after: \(place).")
            ])
        },
        Check(
          "each test digit is in the confusion matrix, in its own row",
          hint: "Look at drawConfusion in Inside.swift: counts[label][guess], once for each digit.",
          "Add up a row, and it is how many of the test digits have that label, right or wrong.",
          timeLimit: .seconds(60)
        ) {
          let (_, test) = try makeLoaders()
          var digits = [Double](repeating: 0, count: 10)
          for (_, labels) in test { for label in labels.values { digits[label] += 1 } }
          let model = Generator.withCurrent(Generator(seed: 0)) { Model() }
          // Bars, or what else a reader draws of it, are counted by nobody here.
          let tables = try confusion(model).panels.compactMap { $0 as? Heatmap }
          guard let table = tables.first else { return }
          let rows = table.values.map { $0.reduce(0, +) }
          let columns = digits.indices.map { digit in
            table.values.reduce(0) { $0 + $1[digit] }
          }
          let place = sourcePlace(of: "counts[", in: .chapter6)
          try expect(
            "how many digits each row counts", rows, is: digits,
            mistakes: columns == digits
              ? [Mistake(rows, "Rows and columns are swapped: counts[label][guess], \(place).")]
              : [Mistake(rows, "Every digit of the test data counts once: \(place).")])
        },
      ])
  }
}

/// Three epochs with numbers that no two of the lists share.
private func invented() -> History {
  var history = History()
  history.trainAccuracy = [0.3, 0.6, 0.8]
  history.testAccuracy = [0.35, 0.55, 0.75]
  history.trainLoss = [2.0, 1.0, 0.5]
  history.testLoss = [1.9, 1.1, 0.7]
  return history
}
