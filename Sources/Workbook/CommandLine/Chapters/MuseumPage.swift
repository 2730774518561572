import Datasets
import Museum
import Notebook

extension Chapter {
  /// The museum of silent faults, which `workbook museum` shows: a curve and a check of each.
  static func museum(_ root: MNIST.Root) -> Chapter {
    let digits = Once { try MNIST(root: root, train: true) }
    // Every curve has the sound one beside it.
    let sound = Once { runSound(on: try digits.value) }
    let exhibits = (1...exhibitCount).flatMap { number in
      [
        Cell("curve-\(number)") {
          drawExhibit(number, beside: try sound.value, on: try digits.value)
        },
        .prints("check-\(number)") { checkExhibit(number, on: try digits.value) },
      ]
    }
    return Chapter(
      nil, title: "Museum", page: "museum.md",
      cells: [Cell("sound") { drawSound(try sound.value) }] + exhibits
        + [
          .prints("slow-start") { printSlowStart(on: try digits.value) },
          .prints("dead-layer") { printDeadLayer(on: try digits.value) },
          .prints("matrix") { printMatrix(on: try digits.value) },
        ])
  }
}
