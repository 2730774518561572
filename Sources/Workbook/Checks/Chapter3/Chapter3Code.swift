import Chapter2Model
import Chapter3LossAndOptimizer
import Exercises
import Foundation
import NN
import Plots
import Tensors

extension Exercise {
  /// Checks of chapter 3's own code.
  ///
  /// - Parameter network: makes that of chapter 2, which a reader may have changed.
  static func chapter3Code(
    gradients: @escaping @Sendable () throws -> (backward: Float, differences: Float) = {
      try checkGradient()
    },
    learningRates: @escaping @Sendable () throws -> Figure = { try compareLearningRates() },
    network: @escaping @Sendable () -> Module = { Model() }
  ) -> Exercise {
    Exercise(
      codeOf: .chapter3,
      checks: [
        Check(
          "backward() and finite differences agree",
          hint: "In Gradients.swift, checkGradient moves one element up, down, and back.",
          "Print h and the two losses: they agree in their first digits and differ in those behind. The "
            + "distance between the two places is 2 * h."
        ) {
          let (backward, differences) = try Generator.withCurrent(Generator(seed: 0), gradients)
          let place = sourcePlace(of: "let h: Float", in: .chapter3)
          let ratio = Double(differences / backward)
          let drawsAnew = isLeftToChance(network)
          try explaining(
            drawsAnew
              ? "The network of chapter 2 gives the same images different scores each time, as Dropout "
                + "makes it do in training mode, so two losses cannot be compared. Call model.eval() "
                + "below \(sourcePlace(of: "func checkGradient", in: .chapter3))."
              : "If h is too small, no digits are left in the difference of two floats. If it is too "
                + "large, the gradient no longer holds that far away: \(place), 0.01 is right."
          ) {
            // A little of a typical gradient, or of this one: less than the digits that a difference of
            // two losses has lost where h is too small.
            try expect(
              "the slope of one element by finite differences, compared with backward(),",
              Double(differences),
              isCloseTo: Double(backward), within: 0.03 * max(0.02, abs(Double(backward))),
              mistakes: !drawsAnew && abs(ratio - 2) < 0.1
                ? [
                  Mistake(
                    Double(differences),
                    "Twice as much: the two losses are 2 * h apart, see \(place) and below.")
                ] : [])
          }
        },
        Check(
          "the learning rates are compared from the same start",
          hint:
            "Look at compareLearningRates in Steps.swift: for each learning rate a new model, and "
            + "in each step zeroGrad, backward and step.",
          "Print the first loss of each line. All are the same where manualSeed(0) comes right before "
            + "Model(), for each learning rate anew.",
          timeLimit: .seconds(60)
        ) {
          let series = try series(
            of: Generator.withCurrent(Generator(seed: 0), learningRates))
          let first = series[0].values[0]
          try expect(
            "the loss before the first step", first, isCloseTo: log(10), within: 0.5)
          for line in series.dropFirst() where line.values[0] != first {
            throw CheckFailure(
              "the lines do not begin at the same loss",
              expected: "\(first), as for \(series[0].label)",
              got: "\(line.values[0]) for \(line.label)",
              diagnosis:
                "Each learning rate needs the same new model: manualSeed(0) and then Model(), "
                + "inside of \(sourcePlace(of: "func losses(learningRate", in: .chapter3)).")
          }
          for line in series where Set(line.values).count == 1 && line.values.count > 1 {
            throw CheckFailure(
              "the loss for \(line.label) stays at \(line.values[0])",
              diagnosis: "Nothing moves: loss.backward() and then optimizer.step(), in "
                + "\(sourcePlace(of: "func losses(learningRate", in: .chapter3)).")
          }
          try expect(
            series.contains { $0.values.min()! < first - 0.1 },
            "no learning rate makes the loss fall by 0.1",
            diagnosis: "Try larger and smaller ones, or more steps: "
              + sourcePlace(of: "let rates", in: .chapter3))
        },
      ])
  }
}

/// Whether a network, in the mode in which it is made, answers the same question in two ways.
private func isLeftToChance(_ network: () -> Module) -> Bool {
  Generator.withCurrent(Generator(seed: 0)) {
    let model = network()
    let images = Tensor.rand([2, 1, 28, 28])
    return noGrad { model(images).values != model(images).values }
  }
}

/// The lines of a figure's first chart.
private func series(of figure: Figure) throws -> [LineChart.Series] {
  guard let chart = figure.panels.first as? LineChart else {
    throw CheckFailure("compareLearningRates does not return a chart of lines")
  }
  return chart.series
}
