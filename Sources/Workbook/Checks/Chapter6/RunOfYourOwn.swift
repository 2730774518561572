import Chapter5TrainingLoop
import Chapter6Curves
import Datasets
import Exercises
import NN
import Plots
import Synchronization
import Tensors

extension Exercise {
  /// Exercise 6.3.
  static func runOfYourOwn(
    run: @escaping @Sendable () throws -> History = Chapter6Curves.runOfYourOwn,
    draw: @escaping @Sendable (History) -> Figure = Chapter6Curves.drawRun
  ) -> Exercise {
    /// Four epochs with numbers that no two of the lists share. The losses rise and fall.
    @Sendable func invented() -> History {
      var history = History()
      history.trainLoss = [2.0, 0.5, 1.0, 0.25]
      history.testLoss = [1.9, 0.7, 1.1, 0.6]
      history.trainAccuracy = [0.3, 0.6, 0.8, 0.9]
      history.testAccuracy = [0.35, 0.55, 0.75, 0.85]
      return history
    }

    @Sendable func chart(of history: History) throws -> LineChart {
      let panels = draw(history).panels
      try expect(
        "the number of panels in the figure", panels.count, is: 1,
        mistakes: [Mistake(2, "Both losses belong in one chart, to be compared.")])
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
      let order = "The losses are not in the order of the epochs."
      try expectLine(
        "Training Loss", history.trainLoss, in: chart,
        mistakes: [
          Mistake(
            history.testLoss,
            chart.series.allSatisfy { $0.values == history.testLoss }
              ? "Both lines are the test loss." : other),
          Mistake(history.trainAccuracy, accuracy),
          Mistake(history.trainLoss.sorted(by: >), order),
          Mistake(history.trainLoss.reversed(), order),
        ])
      try expectLine(
        "Test Loss", history.testLoss, in: chart,
        mistakes: [
          Mistake(history.trainLoss, "Both lines are the training loss."),
          Mistake(history.testAccuracy, accuracy),
          Mistake(history.testLoss.sorted(by: >), order),
          Mistake(history.testLoss.reversed(), order),
        ])
      try expect(
        "the number of lines", chart.series.count, is: 2,
        mistakes: [Mistake(4, "Accuracies are shares, and losses are not: they need two charts.")])
    }

    return Exercise(
      .chapter6, 3, "A chart of a run of your own", file: "RunOfYourOwn",
      checks: [
        Check(
          "the chart has the two losses", of: "drawRun",
          hint: "drawCurves in Curves.swift does this for two charts. Each line is a .init(name, "
            + "values).",
          "The series are .init(\"Training Loss\", history.trainLoss), and one more for the test loss."
        ) {
          try expectLosses(of: invented(), in: chart(of: invented()))
        },
        Check(
          "its epochs count from 1", of: "drawRun",
          hint: "Without x: a chart counts from 0. So do the indices of a list.",
          "For each index of history.trainLoss, x has a Double that is 1 more."
        ) {
          let chart = try chart(of: invented())
          let fromZero = "That counts from 0, and no epoch has the number 0."
          for line in chart.series {
            guard let x = line.x ?? chart.x else {
              throw CheckFailure(
                "the line \(line.label) has no x", expected: "[1.0, 2.0, 3.0, 4.0]", got: "nil",
                diagnosis:
                  "Without it the points are at 0, 1, 2, 3, and no epoch has the number 0.")
            }
            try expect(
              "x of the line \(line.label)", x, is: [1, 2, 3, 4],
              mistakes: [
                Mistake([0, 1, 2, 3], fromZero),
                Mistake([2, 3, 4, 5], "The first epoch is number 1."),
              ])
          }
        },
        Check(
          "its axes say what they are", of: "drawRun",
          hint:
            "A chart whose axes have no names is a riddle to anyone who sees it without the code.",
          "xLabel: \"epoch\", yLabel: \"loss\""
        ) {
          let chart = try chart(of: invented())
          try expect(
            "the name of the horizontal axis, xLabel", chart.xLabel ?? "nil", is: "epoch",
            mistakes: [Mistake("loss", "The two names are swapped.")])
          try expect("the name of the vertical axis, yLabel", chart.yLabel ?? "nil", is: "loss")
        },
        Check(
          "your run can be seen in it", of: "drawRun",
          hint:
            "trainFiveEpochs in chapter 5 shows a whole run. Give fit your own model and optimizer.",
          """
          Make a Sequential of a few layers, and an SGD of its parameters with another learning rate. \
          Then return what fit returns.
          """, timeLimit: .seconds(180)
        ) {
          let passes = Mutex(0)
          let settings = Mutex<Set<StepSettings>>([])
          let (history, called) = try LoadingProgress.$listener.withValue(
            { progress in if progress.batch == 0 { passes.withLock { $0 += 1 } } }
          ) {
            try SGD.$listener.withValue(
              { step in _ = settings.withLock { $0.insert(StepSettings(step)) } }
            ) {
              try CalledFunctions.during {
                try Generator.withCurrent(Generator(seed: 0), run)
              }
            }
          }
          let losses = history.trainLoss
          try expect(
            losses.count >= 3, "the run has too few epochs: \(losses.count)",
            diagnosis: "A curve needs at least three points.")
          let accuracy = history.trainAccuracy.last ?? 0
          try expect(
            accuracy > 0.5 || losses.max()! - losses.min()! > 0.002,
            "the run has learned nothing: the training loss stays at \(Float(losses[0]))",
            diagnosis: "Does the optimizer have the parameters of the model that fit gets?")
          try expect(
            accuracy > 0.5,
            "the run has not learned much: in its last epoch \(Int(accuracy * 100)) % of the training "
              + "digits are right",
            diagnosis:
              "10 % is guessing. A smaller learning rate helps if the loss jumps or is not a "
              + "number; a larger one, or more epochs, if it creeps.")
          try expect(
            passes.withLock { $0 } >= losses.count,
            "the history has \(losses.count) epochs, but no digits were looked at as often",
            diagnosis: "Train with fit, and return what it returns.")
          let all = settings.withLock { $0 }
          // A network with Dropout is none of the book's.
          try expect(
            all.isEmpty || called.contains("dropout") || all.contains { !$0.areTheBooks },
            "that is a model of the book, at the learning rate that the book has for it",
            diagnosis:
              "Take another model, or another learning rate: any that the book does not use.")
          try expectLosses(of: history, in: chart(of: history))
        },
      ])
  }
}

/// What an optimizer goes by at a step.
private struct StepSettings: Hashable {
  let shapes: [[Int]]
  let learningRate: Float

  init(_ optimizer: SGD) {
    shapes = optimizer.parameters.map(\.shape)
    learningRate = optimizer.learningRate
  }

  /// Whether a network is trained that the book draws, at the learning rate that it has there: that of
  /// chapter 2 as it came, since a reader's own may be in its place by now, and the small one of
  /// chapter 6.
  var areTheBooks: Bool {
    let network = [
      [32, 1, 3, 3], [32], [64, 32, 3, 3], [64], [64, 1600], [64], [10, 64], [10],
    ]
    return learningRate == 0.01 && shapes == network
      || learningRate == 0.1 && shapes == [[10, 16], [10]]
  }
}
