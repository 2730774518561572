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

private let allWindows = "all windows are drawn: before, after, and the difference"

/// The chapter's sheets of windows, of which others are shown.
private func sheets(
  _ change: @escaping @Sendable ([ImageGrid.Image]) -> [ImageGrid.Image]
) -> Exercise {
  .chapter6Code(filters: { model in
    let grid = drawFilters(model).panels[0] as! ImageGrid
    return Figure(
      width: 6, height: 4, alternative: "Windows.",
      panels: [ImageGrid(images: change(grid.images), columns: 3, colormap: .diverging)])
  })
}

private func changed(_ image: ImageGrid.Image, _ change: (Float) -> Float) -> ImageGrid.Image {
  ImageGrid.Image(width: image.width, height: image.height, values: image.values.map(change))
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
        "before and after are exchanged", sheets { [$0[1], $0[0], $0[2]] },
        fails: allWindows, saying: "are swapped: Sources/Chapters/Chapter6Curves/Changed.swift:"),
      WrongAnswer(
        "the difference the other way around",
        sheets { images in [images[0], images[1], changed(images[2]) { -$0 }] },
        fails: allWindows, saying: "Subtract those before from those after"),
      WrongAnswer(
        "no difference", sheets { Array($0.prefix(2)) }, fails: allWindows,
        saying: "the number of pictures"),
      WrongAnswer(
        "a window too few",
        sheets { images in
          var values = images[1].values
          values[values.firstIndex { !$0.isNaN }!] = .nan
          let fewer = ImageGrid.Image(
            width: images[1].width, height: images[1].height, values: values)
          return [images[0], fewer, images[2]]
        }, fails: allWindows, saying: "in the picture of those after training"),
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
        saying: "Rows and columns are swapped"),
    ])
}
