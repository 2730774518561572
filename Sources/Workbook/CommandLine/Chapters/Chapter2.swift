import Chapter2Model
import Checks
import Datasets
import Notebook
import Quiz

extension Chapter {
  static func chapter2(_ root: MNIST.Root) -> Chapter {
    Chapter(
      .chapter2, title: "The model", page: "02-model.md",
      cells: [
        Cell("one-window") { drawOneWindow() },
        Cell("edges") { try findEdges(from: root) },
        .prints("convolution") { tryConvolution() },
        .prints("all-channels") { sumOverChannels() },
        .prints("pooling") { tryPooling() },
        .prints("relu") { tryReLU() },
        Cell("slopes") { drawSlopes() },
        .prints("linear") { compareLinear() },
        .prints("opposites") { compareOpposites() },
        .prints("print-model") { printModel() },
        .prints("sequential") { trySequential() },
        .prints("compute-sizes") { computeSizes() },
        .prints("shape-walk") { walkShapes() },
        .prints("receptive-field") { printReceptiveFields() },
        Cell("walk-pictures") { try drawShapeWalk(from: root) },
        .prints("bounds") { printBounds() },
        .prints("scales") { try compareScales(from: root) },
        .prints("wrong-size", ending: .traps) { runWrongSize() },
        .prints("no-flatten", ending: .traps) { forgetFlatten() },
        .prints("device") { findDevice() },
        .prints("summary") { summarizeModel() },
        .prints("costs") { countCosts() },
        .prints("questions") { printQuestions(ofChapter: 2) },
        .prints("answers") { try printAnswers(ofChapter: 2) },
      ])
  }
}
