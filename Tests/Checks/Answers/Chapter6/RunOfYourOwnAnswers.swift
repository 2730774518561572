import Chapter5TrainingLoop
import Chapter6Curves
import Datasets
import Exercises
import NN
import Plots
import Solutions
import Tensors

@testable import Checks

/// A figure of one chart of lines.
private func figure(
  _ lines: [(String, [Double])], x: [Double]? = nil, xLabel: String? = "epoch",
  yLabel: String? = "loss"
) -> Figure {
  Figure(
    width: 8, height: 4, alternative: "Losses.",
    panels: [
      LineChart(
        title: "Losses", x: x, series: lines.map { .init($0.0, $0.1) }, xLabel: xLabel,
        yLabel: yLabel)
    ])
}

private func losses(_ history: History) -> [(String, [Double])] {
  [("Training Loss", history.trainLoss), ("Test Loss", history.testLoss)]
}

/// The exercise with a drawing of its own, and with the solution's run.
private func drawing(_ draw: @escaping @Sendable (History) -> Figure) -> Exercise {
  .runOfYourOwn(run: Solutions.runOfYourOwn, draw: draw)
}

/// The exercise with a run of these losses and accuracies, and with the solution's drawing.
private func running(_ losses: [Double], _ accuracies: [Double]) -> Exercise {
  .runOfYourOwn(
    run: {
      var history = History()
      (history.trainLoss, history.testLoss) = (losses, losses)
      (history.trainAccuracy, history.testAccuracy) = (accuracies, accuracies)
      return history
    }, draw: Solutions.drawRun)
}

/// The parameters of the network that chapter 2 begins with.
private func bookParameters() -> [Parameter] {
  [
    Conv2d(1, 32, kernelSize: 3), Conv2d(32, 64, kernelSize: 3), Linear(1600, 64), Linear(64, 10),
  ].flatMap { $0.parameters() }
}

/// What a run of three epochs does, without the work of it.
private func steps(of parameters: [Parameter], learningRate: Float) throws -> History {
  let optimizer = SGD(parameters, learningRate: learningRate)
  for _ in 0..<3 {
    for _ in try fewDigits() { optimizer.step() }
  }
  var history = History()
  (history.trainLoss, history.testLoss) = ([2, 1, 0.5], [1.5, 1, 0.75])
  (history.trainAccuracy, history.testAccuracy) = ([0.3, 0.6, 0.8], [0.4, 0.7, 0.75])
  return history
}

final class RunOfYourOwnAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .runOfYourOwn(run: Solutions.runOfYourOwn, draw: Solutions.drawRun),
    others: [
      OtherAnswer(
        "the book's model with another learning rate",
        .runOfYourOwn(
          run: { try steps(of: bookParameters(), learningRate: 0.02) }, draw: Solutions.drawRun)),
      OtherAnswer(
        "another model at the book's learning rate",
        .runOfYourOwn(
          run: { try steps(of: Linear(784, 10).parameters(), learningRate: 0.01) },
          draw: Solutions.drawRun)),
    ],
    wrong: [
      WrongAnswer(
        "both charts of the chapter", drawing(drawCurves), fails: "the chart has the two losses",
        saying: "the number of panels"),
      WrongAnswer(
        "the training loss twice",
        drawing { figure([("Training Loss", $0.trainLoss), ("Test Loss", $0.trainLoss)]) },
        fails: "the chart has the two losses", saying: "Both lines are the training loss."),
      WrongAnswer(
        "accuracies",
        drawing { figure([("Training Loss", $0.trainAccuracy), ("Test Loss", $0.testAccuracy)]) },
        fails: "the chart has the two losses", saying: "That is the accuracy."),
      WrongAnswer(
        "other names", drawing { figure([("train", $0.trainLoss), ("test", $0.testLoss)]) },
        fails: "the chart has the two losses", saying: "got       train, test"),
      WrongAnswer(
        "no epochs", drawing { figure(losses($0)) }, fails: "its epochs count from 1",
        saying: "Without it the points are at 0, 1, 2, 3"),
      WrongAnswer(
        "indices for epochs",
        drawing { figure(losses($0), x: $0.trainLoss.indices.map(Double.init)) },
        fails: "its epochs count from 1", saying: "That counts from 0, and"),
      WrongAnswer(
        "no names at the axes", drawing { figure(losses($0), x: [1, 2, 3, 4], xLabel: nil) },
        fails: "its axes say what they are", saying: "the name of the horizontal axis"),
      WrongAnswer(
        "two epochs", running([2, 1], [0.4, 0.7]), fails: "your run can be seen in it",
        saying: "the run has too few epochs: 2"),
      WrongAnswer(
        "a learning rate that is too large", running([4.2, 2.8, 2.8], [0.1, 0.1, 0.1]),
        fails: "your run can be seen in it", saying: "10 % is guessing."),
      WrongAnswer(
        "an optimizer of another model", running([2.347, 2.347, 2.347], [0.06, 0.06, 0.06]),
        fails: "your run can be seen in it", saying: "Does the optimizer have the parameters"),
      WrongAnswer(
        "numbers of its own", running([2, 1, 0.5], [0.3, 0.6, 0.8]),
        fails: "your run can be seen in it", saying: "no digits were looked at as often"),
      WrongAnswer(
        "the book's model and learning rate",
        .runOfYourOwn(
          run: { try steps(of: bookParameters(), learningRate: 0.01) }, draw: Solutions.drawRun),
        fails: "your run can be seen in it", saying: "that is a model of the book"),
      WrongAnswer(
        "losses in order of size",
        drawing {
          figure([
            ("Training Loss", $0.trainLoss.sorted(by: >)), ("Test Loss", $0.testLoss),
          ])
        }, fails: "the chart has the two losses", saying: "not in the order of the epochs"),
    ])
}
