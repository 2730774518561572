import Chapter1Data
import Chapter2Model
import Chapter5TrainingLoop
import Datasets
import NN
import Plots
import Tensors
import Testing

import func TestSupport.seeded

@Test func fiveEpochsReachEightyPercent() throws {
  let history = try seeded(0) { try trainFiveEpochs().history }
  #expect(history.testAccuracy.count == 5)
  #expect(history.testAccuracy.last! >= 0.8)
  #expect(history.trainLoss.first! > history.trainLoss.last!)
  #expect(history.testLoss.first! > history.testLoss.last!)
}

@Test func sameSeedGivesTheSameHistory() throws {
  func run(seed: UInt64) throws -> History {
    try seeded(0) {
      let (trainDataset, testDataset) = try loadDatasets()
      manualSeed(seed)
      let model = Model()
      let optimizer = SGD(model.parameters(), learningRate: 1e-2)
      let few = Subset(trainDataset, indices: 0..<320)
      let fewer = Subset(testDataset, indices: 0..<100)
      return fit(
        model, DataLoader(few, batchSize: 32, shuffle: true), DataLoader(fewer, batchSize: 32),
        CrossEntropyLoss(), optimizer, epochs: 2)
    }
  }
  let first = try run(seed: 3)
  #expect(try run(seed: 3) == first)
  #expect(try run(seed: 4) != first)
}

/// Notes the mode in which it is asked.
private final class Witness: Module {
  let fc = Linear(784, 10)
  var modes: [Bool] = []

  override func forward(_ x: Tensor) -> Tensor {
    modes.append(training)
    return fc(x.flatten(startDim: 1))
  }
}

@Test func modesFollowTrainingAndTesting() throws {
  try seeded(0) {
    let (trainDataset, testDataset) = try loadDatasets()
    let witness = Witness()
    _ = fit(
      witness, DataLoader(Subset(trainDataset, indices: 0..<64), batchSize: 32),
      DataLoader(Subset(testDataset, indices: 0..<32), batchSize: 32), CrossEntropyLoss(),
      SGD(witness.parameters(), learningRate: 1e-2), epochs: 2)
    #expect(witness.modes == [true, true, false, true, true, false])
  }
}

@Test func momentumGetsFurtherInFiveEpochs() throws {
  let without = try seeded(0) { try trainFiveEpochs().history }
  let with = try seeded(0) { try trainWithMomentum() }
  #expect(with.testLoss.last! < without.testLoss.last! / 2)
}

@Test func silentTrainingIsThatOfFit() throws {
  let (trainDataset, testDataset) = try loadDatasets()
  let few = Subset(trainDataset, indices: 0..<320)
  let fewer = Subset(testDataset, indices: 0..<200)
  let history = seeded(0) {
    manualSeed(3)
    let model = Model()
    return fit(
      model, DataLoader(few, batchSize: 32, shuffle: true), DataLoader(fewer, batchSize: 32),
      CrossEntropyLoss(), SGD(model.parameters(), learningRate: 0.1, momentum: 0.5), epochs: 2)
  }
  let (_, accuracies) = seeded(0) {
    trainSilently(
      seed: 3, on: few, judgedBy: fewer, epochs: 2, learningRate: 0.1, momentum: 0.5)
  }
  #expect(accuracies == history.testAccuracy)
}

@Test func validationDigitsAreNotLearnedFrom() throws {
  let (training, validation) = try splitTrainingDigits()
  #expect(training.count == 3200)
  #expect(validation.count == 800)
  #expect(Set(training.indices).isDisjoint(with: validation.indices))
  // No part has the digits in their order, and both are the same each time.
  #expect(validation.indices != validation.indices.sorted())
  #expect(try splitTrainingDigits().validation.indices == validation.indices)
}

@Test func meansAndDeviationsAreThoseOfStatistics() {
  let (mean, deviation) = meanAndDeviation([2, 4, 6])
  #expect(mean == 4)
  // √((4 + 0 + 4) / 2)
  #expect(deviation == 2)
}

@Test func momentumGetsAlongAValley() throws {
  let chart = try #require(drawValley().panels.first as? LineChart)
  let ends = Dictionary(uniqueKeysWithValues: chart.series.map { ($0.label, $0.x!.last!) })
  #expect(try #require(ends["plain 0.01"]) > 5)
  #expect(abs(try #require(ends["momentum 0.9 at 0.01"])) < 1)
}
