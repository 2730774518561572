import Chapter1Data
import Chapter2Model
import Chapter3LossAndOptimizer
import Chapter4TrainAndTest
import Chapter5TrainingLoop
import Chapter6Curves
import Datasets
import Plots

/// What the cells of the chapters are run with.
public struct ChapterOptions: Sendable {
  /// Where the digits come from.
  public var root: MNIST.Root

  public init(root: MNIST.Root = .bundled) {
    self.root = root
  }
}

/// The six chapters in their order.
public func allChapters(_ options: ChapterOptions = ChapterOptions()) -> [Chapter] {
  let root = options.root
  return [
    chapter1(root), chapter2(root), chapter3(root), chapter4(root), chapter5(root), chapter6(root),
  ]
}

/// A cell that prints and draws nothing.
private func prints(
  _ name: String, ending: Cell.Ending = .returns, line: Int = #line,
  _ body: @escaping () throws -> Void
) -> Cell {
  Cell(name, ending: ending, line: line) {
    try body()
    return nil
  }
}

private func chapter1(_ root: MNIST.Root) -> Chapter {
  Chapter(
    number: 1, title: "Data", page: "01-data.md",
    cells: [
      prints("count") { try countDigits(from: root) },
      prints("bytes") { try printBytes(from: root) },
      prints("to-tensor") { try convertToTensor(from: root) },
      prints("count-batches") { try countBatches(from: root) },
      prints("batch") { try describeBatch(from: root) },
      prints("squeeze") { try squeezeOne(from: root) },
      Cell("twenty-digits") { try drawTwentyDigits(from: root) },
      prints("missing-folder") { loadMissingFolder() },
      prints("too-many", ending: .traps) { try takeImageTooMany(from: root) },
    ])
}

private func chapter2(_ root: MNIST.Root) -> Chapter {
  Chapter(
    number: 2, title: "The model", page: "02-model.md",
    cells: [
      Cell("edges") { try findEdges(from: root) },
      prints("convolution") { tryConvolution() },
      prints("pooling") { tryPooling() },
      prints("relu") { tryReLU() },
      prints("linear") { compareLinear() },
      prints("print-model") { printModel() },
      prints("sequential") { trySequential() },
      prints("compute-sizes") { computeSizes() },
      prints("shape-walk") { walkShapes() },
      Cell("walk-pictures") { try drawShapeWalk(from: root) },
      prints("wrong-size", ending: .traps) { runWrongSize() },
      prints("no-flatten", ending: .traps) { forgetFlatten() },
      prints("device") { findDevice() },
      prints("summary") { summarizeModel() },
    ])
}

private func chapter3(_ root: MNIST.Root) -> Chapter {
  Chapter(
    number: 3, title: "Loss and optimizer", page: "03-loss-and-optimizer.md",
    cells: [
      prints("by-hand") { computeLossByHand() },
      prints("confidence") { compareConfidence() },
      prints("starting-loss") { try startingLoss(from: root) },
      prints("gradient-life") { try watchGradient(from: root) },
      prints("graph") { try walkGraph(from: root) },
      prints("finite-differences") { try checkGradient(from: root) },
      prints("one-step") { try takeStep(from: root) },
      Cell("learning-rates") { try compareLearningRates(from: root) },
      prints("step-too-early") { stepTooEarly() },
      prints("backward-twice", ending: .traps) { try goBackTwice(from: root) },
    ])
}

private func chapter4(_ root: MNIST.Root) -> Chapter {
  Chapter(
    number: 4, title: "Train and test functions", page: "04-train-and-test.md",
    cells: [
      prints("accuracy") { takeApartAccuracy() },
      prints("sizes") { try countImagesAndBatches(from: root) },
      prints("no-grad") { try compareNoGrad(from: root) },
      prints("one-epoch") { try runOneEpoch(from: root) },
      Cell("no-zero-grad") { try forgetZeroGrad(from: root) },
      prints("learn-in-no-grad", ending: .traps) { try learnWithoutGradients(from: root) },
    ])
}

private func chapter5(_ root: MNIST.Root) -> Chapter {
  // Trained once each, and then drawn beside one another.
  let plain = Once { try trainFiveEpochs(from: root).history }
  let withMomentum = Once { try trainWithMomentum(from: root) }
  return Chapter(
    number: 5, title: "The loop", page: "05-training-loop.md",
    cells: [
      prints("five-epochs") { _ = try plain.value },
      prints("steps") { try countSteps(from: root) },
      prints("momentum") { _ = try withMomentum.value },
      Cell("draw-momentum") {
        drawMomentum(without: try plain.value, with: try withMomentum.value)
      },
      prints("modes") { try compareModes(from: root) },
      prints("forget-eval") { try forgetEval(from: root) },
      prints("wrong-channels", ending: .traps) { try mismatchChannels(from: root) },
    ])
}

private func chapter6(_ root: MNIST.Root) -> Chapter {
  // Trained once, and then looked at by several cells.
  let trained = Once { try trainFiveEpochs(from: root) }
  return Chapter(
    number: 6, title: "Curves", page: "06-curves.md",
    cells: [
      prints("train") { _ = try trained.value },
      Cell("curves") { drawCurves(try trained.value.history) },
      Cell("overfit") { drawCurves(try overfit(from: root)) },
      Cell("confusion") { try drawConfusion(try trained.value.model, from: root) },
      Cell("mistakes") { try drawMistakes(try trained.value.model, from: root) },
      Cell("filters") { drawFilters(try trained.value.model) },
      prints("too-many-points", ending: .traps) { drawTooManyPoints() },
    ])
}
