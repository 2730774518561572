import Chapter5TrainingLoop
import Chapter6Curves
import Exercises
import Plots

@testable import Checks

/// The chapter's curves, of a history whose lists were exchanged before.
private func curves(_ change: @escaping @Sendable (inout History) -> Void) -> Exercise {
  .chapter6Code(curves: { history in
    var history = history
    change(&history)
    return drawCurves(history)
  })
}

final class Chapter6CodeAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .chapter6Code(),
    wrong: [
      WrongAnswer(
        "the two losses are exchanged", curves { swap(&$0.trainLoss, &$0.testLoss) },
        fails: "the curves show what was measured", saying: "expected  trainLoss"),
      WrongAnswer(
        "the test accuracy is not drawn",
        .chapter6Code(curves: { history in
          let charts = drawCurves(history).panels.map { $0 as! LineChart }
          return Figure(
            width: 8, height: 4, alternative: "Curves.",
            panels: [
              LineChart(title: "Accuracy", x: charts[0].x, series: [charts[0].series[0]]),
              charts[1],
            ])
        }), fails: "the curves show what was measured",
        saying: "no line shows testAccuracy of the history"),
      WrongAnswer(
        "more windows than pictures", .chapter6Code(windows: { [64, 1, 3, 3] }),
        fails: "there is a picture of each window",
        saying: "write 64 below Sources/Chapters/Chapter6Curves/Inside.swift:"),
      WrongAnswer(
        "larger windows", .chapter6Code(windows: { [32, 1, 5, 5] }),
        fails: "there is a picture of each window",
        saying: "Write width: 5, height: 5 in Sources/Chapters/Chapter6Curves/Inside.swift:"),
      WrongAnswer(
        "rows and columns are exchanged",
        .chapter6Code(confusion: { model in
          let table = try drawConfusion(model).panels[0] as! Heatmap
          return Figure(
            width: 6, height: 5, alternative: "A table.",
            panels: [
              Heatmap(
                title: table.title, rows: table.rows, columns: table.columns,
                values: table.values.indices.map { row in table.values.map { $0[row] } })
            ])
        }), fails: "each test digit is in the confusion matrix, in its own row",
        saying: "Rows and columns are exchanged"),
    ])
}
