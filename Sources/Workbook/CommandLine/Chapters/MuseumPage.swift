import Datasets
import Museum
import Notebook

extension Chapter {
  /// The museum of silent faults, which `workbook museum` shows: a curve and a check of each.
  static func museum(_ root: MNIST.Root) -> Chapter {
    // Every curve has the sound one beside it.
    let sound = Once { try runSound(from: root) }
    let exhibits = (1...exhibitCount).flatMap { number in
      [
        Cell("curve-\(number)") { try drawExhibit(number, beside: sound.value, from: root) },
        .prints("check-\(number)") { try checkExhibit(number, from: root) },
      ]
    }
    return Chapter(
      nil, title: "Museum", page: "museum.md",
      cells: [Cell("sound") { drawSound(try sound.value) }] + exhibits
        + [.prints("matrix") { try printMatrix(from: root) }])
  }
}
