import Chapter1Data
import Chapter2Model
import Chapter5TrainingLoop
import Datasets
import ExerciseSupport
import Plots
import Tensors
import Testing

import func TestSupport.seeded

@testable import Chapter6Curves

private let history: History = {
  var history = History()
  history.trainAccuracy = [0.2, 0.6, 0.8]
  history.testAccuracy = [0.3, 0.7, 0.75]
  history.trainLoss = [2.2, 1.1, 0.6]
  history.testLoss = [2.0, 0.9, 0.7]
  return history
}()

/// What has to hold for whatever a reader makes of the network and of the chapter.
@Suite(.whereCodeRuns(upToChapter: 6)) struct CurvesTests {
  @Test func whatDiffersFromThePage() throws {
    try ReadersCode.noteWhatDiffers(inChapter: 6)
  }

  @Test func curvesAreChartsWithLegends() {
    let charts = drawCurves(history).panels.compactMap { $0 as? LineChart }
    let series = charts.flatMap(\.series)
    for values in [
      history.trainAccuracy, history.testAccuracy, history.trainLoss, history.testLoss,
    ] {
      let labels = series.filter { $0.values == values }.map(\.label)
      #expect(!labels.isEmpty && labels.allSatisfy { !$0.isEmpty }, "\(values)")
    }
  }

  @Test func confusionCountsEveryTestDigitOnce() throws {
    let figure = try seeded(0) { try drawConfusion(Model()) }
    guard let table = figure.panels.compactMap({ $0 as? Heatmap }).first else {
      return note("drawConfusion draws no table, so nobody looks at what it counts")
    }
    let labels = try seeded(0) { try makeLoaders().test.flatMap(\.labels.values) }
    let counts = table.values.map { $0.reduce(0, +) }
    #expect(counts == (0...9).map { digit in Double(labels.count { $0 == digit }) })
  }

  @Test func fewDigitsAreLearnedByHeart() throws {
    let epochs = PrintedEpoch.all(
      in: try #require(ReadersCode.run("overfit", ofChapter: 6)["overfit"]).text)
    PrintedEpoch.expectToHaveLearned(epochs, "overfit")
    guard let last = epochs.last, let least = epochs.map(\.testLoss).min() else { return }
    if last.trainAccuracy <= 98 { note("overfit ends with \(last.trainAccuracy) % in training") }
    // The test loss has turned around: its lowest point is not the last one.
    if last.testLoss <= least + 0.1 { note("The test loss of overfit does not turn around") }
  }

  @Test func smallModelsUnderfit() throws {
    let epochs = PrintedEpoch.all(
      in: try #require(ReadersCode.run("underfit", ofChapter: 6)["underfit"]).text)
    PrintedEpoch.expectToHaveLearned(epochs, "underfit")
    // Poor on what it has seen, too.
    guard let last = epochs.last else { return }
    if last.trainAccuracy >= 70 || abs(last.trainAccuracy - last.testAccuracy) >= 5 {
      note(
        "underfit ends with \(last.trainAccuracy) % in training, \(last.testAccuracy) % in the test"
      )
    }
  }

  @Test func filtersAreThoseBeforeThoseAfterAndTheDifference() throws {
    let figure = seeded(1) { drawFilters(Model()) }
    let grid = try #require(figure.panels.first as? ImageGrid)
    let weights = grid.images.map { image in image.values.filter { !$0.isNaN } }
    #expect(weights.count == 3)
    #expect(Set(weights.map(\.count)).count == 1)
    let isDifference = zip(weights[1], weights[0]).map(-) == weights[2]
    #expect(isDifference, "the third picture is not the second minus the first")
  }

  @Test func augmentedDigitsMoveByAPixelAtMost() throws {
    let digits = Subset(try loadDatasets().train, indices: 0..<3)
    let augmented = Augmented(digits: digits)
    var seen: Set<[Int]> = []
    for index in (0..<60).map({ $0 % 3 }) {
      let (image, label) = augmented[index]
      #expect(label == digits[index].label)
      let way = [-1, 0, 1].flatMap { right in [-1, 0, 1].map { [right, $0] } }.first {
        moved(digits[index].image, right: $0[0], down: $0[1]).values == image.values
      }
      seen.insert(try #require(way))
    }
    #expect(seen.count > 5)
  }
}
