import Chapter1Data
import Chapter2Model
import Datasets
import NN
import Tensors
import Testing

import func TestSupport.seeded

@testable import Chapter4TrainAndTest

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
    let factor: Float = name.hasSuffix("weight") ? 2 : 1
    #expect(after.values == before.values.map { factor * $0 }, "\(name)")
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

@Test func accuracyCountsOverAllImages() throws {
  try seeded(0) {
    let (_, testLoader) = try makeLoaders()
    for answer in [0, 7] {
      // A hundred of each digit among a thousand.
      let (accuracy, loss) = test(testLoader, Stubborn(answer: answer), CrossEntropyLoss())
      #expect(accuracy == 0.1)
      #expect(loss > 2)
    }
  }
}

@Test func lossIsTheMeanOverBatches() throws {
  try seeded(0) {
    let (_, testLoader) = try makeLoaders()
    let model = Model()
    let losses = noGrad {
      testLoader.map { Double(CrossEntropyLoss()(model($0.images), $0.labels).item()) }
    }
    let (_, loss) = test(testLoader, model, CrossEntropyLoss())
    #expect(loss == losses.reduce(0, +) / 32)
  }
}

@Test func testingChangesNothing() throws {
  try seeded(0) {
    let (_, testLoader) = try makeLoaders()
    let model = Model()
    let before = model.parameters().map(\.values)
    let first = test(testLoader, model, CrossEntropyLoss())
    let second = test(testLoader, model, CrossEntropyLoss())
    #expect(first == second)
    #expect(model.parameters().map(\.values) == before)
    #expect(model.parameters().allSatisfy { $0.grad == nil })
  }
}

@Test func trainingLowersTheLoss() throws {
  try seeded(0) {
    let (trainDataset, testDataset) = try loadDatasets()
    let trainLoader = DataLoader(
      Subset(trainDataset, indices: 0..<1000), batchSize: 32, shuffle: true)
    let testLoader = DataLoader(Subset(testDataset, indices: 0..<500), batchSize: 32)
    manualSeed(0)
    let model = Model()
    let optimizer = SGD(model.parameters(), learningRate: 1e-2, momentum: 0.9)
    let before = test(testLoader, model, CrossEntropyLoss())
    let epochs = (0..<5).map { _ in train(trainLoader, model, CrossEntropyLoss(), optimizer) }
    let after = test(testLoader, model, CrossEntropyLoss())

    #expect(zip(epochs, epochs.dropFirst()).allSatisfy { $0.loss > $1.loss })
    #expect(after.loss < before.loss / 2)
    // Five epochs of a thousand digits: far above chance, with room for another seed.
    #expect(after.accuracy > 0.7)
  }
}
