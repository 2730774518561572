import Chapter5TrainingLoop
import Chapter6Curves
import Exercises
import Plots
import Tensors

extension Exercise {
  /// Exercise 6.3.
  static func runOfYourOwn(
    run: @escaping @Sendable () throws -> History = Chapter6Curves.runOfYourOwn,
    draw: @escaping @Sendable (History) -> Figure = Chapter6Curves.drawRun
  ) -> Exercise {
    /// Four epochs with numbers that no two of the lists share.
    @Sendable func invented() -> History {
      var history = History()
      history.trainLoss = [2.0, 1.0, 0.5, 0.25]
      history.testLoss = [1.9, 1.1, 0.7, 0.6]
      history.trainAccuracy = [0.3, 0.6, 0.8, 0.9]
      history.testAccuracy = [0.35, 0.55, 0.75, 0.85]
      return history
    }

    @Sendable func chart(of history: History) throws -> LineChart {
      let panels = draw(history).panels
      try expect("the number of panels in the figure", panels.count, is: 1)
      guard let chart = panels[0] as? LineChart else {
        throw CheckFailure(
          "the panel is not a line chart", expected: "a LineChart",
          got: "\(type(of: panels[0]))")
      }
      return chart
    }

    /// The line with this name has these values.
    @Sendable func expectLine(
      _ name: String, _ values: [Double], in chart: LineChart, mistakes: [Mistake<[Double]>]
    ) throws {
      guard let line = chart.series.first(where: { $0.label == name }) else {
        throw CheckFailure(
          "there is no line called \(name)",
          expected: "lines called Training Loss and Test Loss",
          got: chart.series.map(\.label).joined(separator: ", "))
      }
      try expect("the line \(name)", line.values, is: values, mistakes: mistakes)
    }

    @Sendable func expectLosses(of history: History, in chart: LineChart) throws {
      let accuracy = "That is the accuracy. The loss is wanted."
      let other = "The two losses are swapped."
      try expectLine(
        "Training Loss", history.trainLoss, in: chart,
        mistakes: [
          Mistake(history.testLoss, other), Mistake(history.trainAccuracy, accuracy),
        ])
      try expectLine(
        "Test Loss", history.testLoss, in: chart,
        mistakes: [
          Mistake(history.trainLoss, "Both lines are the training loss."),
          Mistake(history.testAccuracy, accuracy),
        ])
      try expect("the number of lines", chart.series.count, is: 2)
    }

    return Exercise(
      .chapter6, 3, "A chart of a run of your own", file: "RunOfYourOwn",
      checks: [
        Check(
          "the chart has the two losses",
          hint: "drawCurves in Curves.swift does this for two charts. Each line is a .init(name, "
            + "values)."
        ) {
          try expectLosses(of: invented(), in: chart(of: invented()))
        },
        Check(
          "its epochs count from 1",
          hint: "Without x: a chart counts from 0. So do the indices of a list."
        ) {
          let chart = try chart(of: invented())
          let fromZero = "That counts from 0, and no epoch has the number 0."
          guard let x = chart.x ?? chart.series[0].x else {
            throw CheckFailure(
              "the chart has no x", expected: "[1.0, 2.0, 3.0, 4.0]", got: "nil",
              diagnosis: "Without it the points are at 0, 1, 2, 3, and no epoch has the number 0."
            )
          }
          try expect(
            "x", x, is: [1, 2, 3, 4],
            mistakes: [
              Mistake([0, 1, 2, 3], fromZero),
              Mistake([2, 3, 4, 5], "The first epoch is number 1."),
            ])
        },
        Check(
          "its axes say what they are",
          hint:
            "A chart whose axes have no names is a riddle to anyone who sees it without the code."
        ) {
          let chart = try chart(of: invented())
          try expect(
            "the name of the horizontal axis, xLabel", chart.xLabel ?? "nil", is: "epoch",
            mistakes: [Mistake("loss", "The two names are swapped.")])
          try expect("the name of the vertical axis, yLabel", chart.yLabel ?? "nil", is: "loss")
        },
        Check(
          "your run can be seen in it",
          hint:
            "trainFiveEpochs in chapter 5 shows a whole run. Give fit your own model and optimizer.",
          timeLimit: .seconds(180)
        ) {
          let history = try Generator.withCurrent(Generator(seed: 0), run)
          try expect(
            history.trainLoss.count >= 3, "the run has too few epochs: \(history.trainLoss.count)",
            diagnosis: "A curve needs at least three points.")
          let accuracy = history.trainAccuracy.last ?? 0
          try expect(
            accuracy > 0.5,
            "the run has not learned much: in its last epoch \(Int(accuracy * 100)) % of the training "
              + "digits are right",
            diagnosis:
              "10 % is guessing. A smaller learning rate helps if the loss jumps or is not a "
              + "number; a larger one, or more epochs, if it creeps.")
          try expectLosses(of: history, in: chart(of: history))
        },
      ])
  }
}
