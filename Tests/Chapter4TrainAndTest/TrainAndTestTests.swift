import Chapter1Data
import Chapter2Model
import Datasets
import ExerciseSupport
import NN
import Tensors
import Testing

import func TestSupport.seeded

@testable import Chapter4TrainAndTest

/// What has to hold for whatever a reader makes of the network and of the chapter.
@Suite(.whereCodeRuns(upToChapter: 4)) struct TrainAndTestTests {
  @Test func whatDiffersFromThePage() throws {
    try ReadersCode.noteWhatDiffers(inChapter: 4)
  }

  @Test func theStandardErrorIsThatOfAShare() {
    // √(0.9 · 0.1 / 100) = 0.03, and four times as many digits halve it.
    #expect(abs(standardError(of: 0.9, count: 100) - 0.03) < 1e-12)
    #expect(abs(standardError(of: 0.9, count: 400) - 0.015) < 1e-12)
    #expect(standardError(of: 1, count: 10) == 0)
  }

  @Test func onlyTheWeightsAreDoubled() {
    let (plain, doubled) = (
      seeded(0) { Model().namedParameters() }, seeded(0) { doubledModel().namedParameters() }
    )
    for ((name, before), (_, after)) in zip(plain, doubled) {
      let factor: Float = before.dim > 1 ? 2 : 1
      let isThat = after.values == before.values.map { factor * $0 }
      #expect(isThat, "\(name)")
    }
  }

  @Test func accuracyCountsOverAllImages() throws {
    try seeded(0) {
      let (_, testLoader) = try makeLoaders()
      let labels = testLoader.flatMap(\.labels.values)
      for answer in [0, 7] {
        let (accuracy, loss) = test(testLoader, Stubborn(answer: answer), CrossEntropyLoss())
        #expect(accuracy == Double(labels.count { $0 == answer }) / Double(labels.count))
        #expect(loss > 2)
      }
    }
  }

  @Test func lossIsTheMeanOverBatches() throws {
    try seeded(0) {
      let (_, testLoader) = try makeLoaders()
      let model = Model()
      model.eval()
      let losses = noGrad {
        testLoader.map { Double(CrossEntropyLoss()(model($0.images), $0.labels).item()) }
      }
      let (_, loss) = test(testLoader, model, CrossEntropyLoss())
      #expect(loss == losses.reduce(0, +) / Double(losses.count))
    }
  }

  @Test func testingChangesNothing() throws {
    try seeded(0) {
      let (_, testLoader) = try makeLoaders()
      let model = Model()
      model.eval()
      let before = model.parameters().map(\.values)
      let first = test(testLoader, model, CrossEntropyLoss())
      let second = test(testLoader, model, CrossEntropyLoss())
      #expect(first == second)
      let isAsBefore = model.parameters().map(\.values) == before
      #expect(isAsBefore, "test changed a parameter")
      let hasNoGradients = model.parameters().allSatisfy { $0.grad == nil }
      #expect(hasNoGradients, "test left a gradient")
    }
  }

  @Test func trainingLowersTheLoss() throws {
    try seeded(0) {
      let (trainDataset, testDataset) = try loadDatasets()
      let trainLoader = DataLoader(
        Subset(trainDataset, indices: 0..<1000), batchSize: 32, shuffle: true)
      let testLoader = DataLoader(Subset(testDataset, indices: 0..<500), batchSize: 32)
      manualSeed(0)
      let model = Sequential(Flatten(), Linear(784, 10))
      let optimizer = SGD(model.parameters(), learningRate: 1e-2, momentum: 0.9)
      let before = test(testLoader, model, CrossEntropyLoss())
      let epochs = (0..<5).map { _ in train(trainLoader, model, CrossEntropyLoss(), optimizer) }
      let after = test(testLoader, model, CrossEntropyLoss())

      let losses = epochs.map(\.loss)
      #expect(losses == losses.sorted(by: >))
      #expect(after.loss < before.loss / 2)
      // Five epochs of a thousand digits: far above chance, with room for another seed.
      #expect(after.accuracy > 0.7)
    }
  }
}

/// Always gives the same class the highest score.
private final class Stubborn: Module {
  let answer: Int

  init(answer: Int) { self.answer = answer }

  override func forward(_ x: Tensor) -> Tensor {
    var scores = [Float](repeating: 0, count: 10)
    scores[answer] = 1
    return Tensor.stack([Tensor](repeating: Tensor(scores), count: x.shape[0]))
  }
}
