import Exercises
import NN
import Plots

@testable import Checks

private func comparison(_ lines: [[Double]]) -> Figure {
  Figure(
    width: 8, height: 4, alternative: "Losses.",
    panels: [
      LineChart(
        title: "Losses",
        series: lines.enumerated().map { .init("learning rate \($0)", $1) })
    ])
}

final class Chapter3CodeAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .chapter3Code(),
    wrong: [
      WrongAnswer(
        "divided by h", .chapter3Code(gradients: { (backward: 0.04, differences: 0.08) }),
        fails: "backward() and finite differences agree", saying: "the two losses are 2 * h apart"),
      WrongAnswer(
        "an h without digits", .chapter3Code(gradients: { (backward: 0.04, differences: 0) }),
        fails: "backward() and finite differences agree",
        saying: "Sources/Chapters/Chapter3LossAndOptimizer/Gradients.swift:"),
      WrongAnswer(
        "a Dropout in the network of chapter 2",
        .chapter3Code(
          gradients: { (backward: 0.04, differences: 0.08) },
          network: { Sequential(Flatten(), Dropout(), Linear(784, 10)) }),
        fails: "backward() and finite differences agree",
        saying: "Call model.eval() below Sources/Chapters/Chapter3LossAndOptimizer/Gradients.swift:"
      ),
      WrongAnswer(
        "one model for all",
        .chapter3Code(learningRates: { comparison([[2.32, 2.1, 1.8], [1.8, 1.7, 1.6]]) }),
        fails: "the learning rates are compared from the same start",
        saying: "Each learning rate needs the same new model"),
      WrongAnswer(
        "no step", .chapter3Code(learningRates: { comparison([[2.32, 2.32], [2.32, 2.32]]) }),
        fails: "the learning rates are compared from the same start", saying: "Nothing moves"),
      WrongAnswer(
        "a loss far from ln 10",
        .chapter3Code(learningRates: { comparison([[232, 231]]) }),
        fails: "the learning rates are compared from the same start",
        saying: "the loss before the first step"),
      WrongAnswer(
        "too small learning rates",
        .chapter3Code(learningRates: { comparison([[2.32, 2.31], [2.32, 2.319]]) }),
        fails: "the learning rates are compared from the same start",
        saying: "no learning rate makes the loss fall"),
    ])
}
