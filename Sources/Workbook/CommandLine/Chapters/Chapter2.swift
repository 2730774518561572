import Chapter2Model
import Checks
import Datasets
import Notebook

extension Chapter {
  static func chapter2(_ root: MNIST.Root) -> Chapter {
    Chapter(
      .chapter2, title: "The model", page: "02-model.md",
      cells: [
        Cell("edges") { try findEdges(from: root) },
        .prints("convolution") { tryConvolution() },
        .prints("pooling") { tryPooling() },
        .prints("relu") { tryReLU() },
        .prints("linear") { compareLinear() },
        .prints("print-model") { printModel() },
        .prints("sequential") { trySequential() },
        .prints("compute-sizes") { computeSizes() },
        .prints("shape-walk") { walkShapes() },
        Cell("walk-pictures") { try drawShapeWalk(from: root) },
        .prints("wrong-size", ending: .traps) { runWrongSize() },
        .prints("no-flatten", ending: .traps) { forgetFlatten() },
        .prints("device") { findDevice() },
        .prints("summary") { summarizeModel() },
      ])
  }
}
