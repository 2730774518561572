import Chapter1Data
import Chapter2Model
import Chapter5TrainingLoop
import Datasets
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

@Test func curvesAreTwoChartsWithLegends() {
  let figure = drawCurves(history)
  #expect(figure.width == 12)
  #expect(figure.height == 3)
  let text = figure.text(width: 80, style: .plain)
  for words in [
    "Training and Test Accuracy", "Training and Test Loss", "Training Accuracy", "Test Accuracy",
    "Training Loss", "Test Loss", "epoch",
  ] {
    #expect(text.contains(words))
  }
}

@Test func confusionCountsEveryTestDigitOnce() throws {
  let text = try seeded(0) { try drawConfusion(Model()).text(width: 100, style: .plain) }
  let rows = text.split(separator: "\n").map { $0.split(separator: " ").compactMap { Int($0) } }
  // A row begins with its digit; a hundred of each are in the test data.
  let counts = rows.filter { $0.count == 11 }.map { $0.dropFirst().reduce(0, +) }
  #expect(counts == [Int](repeating: 100, count: 10))
}

@Test func fewDigitsAreLearnedByHeart() throws {
  let history = try seeded(0) { try overfit() }
  #expect(history.trainAccuracy.last! > 0.98)
  #expect(history.testAccuracy.last! < 0.9)
  // The test loss has turned around: its lowest point is not the last one.
  #expect(history.testLoss.last! > history.testLoss.min()! + 0.1)
}

@Test func smallModelsUnderfit() throws {
  let history = try seeded(0) { try underfit() }
  // Poor on what it has seen, too, and hardly better in the end than before.
  #expect(history.trainAccuracy.last! < 0.7)
  #expect(abs(history.trainAccuracy.last! - history.testAccuracy.last!) < 0.05)
  #expect(history.trainLoss[5] > history.trainLoss[3] * 0.9)
}

@Test func firstWindowsHardlyTurn() throws {
  let model = try seeded(0) { try trainFiveEpochs().model }
  let grid = try #require(seeded(0) { drawFilters(model) }.panels.first as? ImageGrid)
  let weights = grid.images.map { image in image.values.filter { !$0.isNaN } }
  #expect(weights.map(\.count) == [288, 288, 288])
  func product(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).map(*).reduce(0, +) }
  let lengths = product(weights[0], weights[0]) * product(weights[1], weights[1])
  #expect(product(weights[0], weights[1]) / lengths.squareRoot() > 0.9)
  #expect(zip(weights[1], weights[0]).map(-) == weights[2])
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
