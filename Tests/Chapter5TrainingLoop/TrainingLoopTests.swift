import Chapter1Data
import Chapter2Model
import Chapter5TrainingLoop
import Datasets
import ExerciseSupport
import NN
import Plots
import Tensors
import Testing

import func TestSupport.seeded

/// What has to hold for whatever a reader makes of the network and of the chapter.
@Suite(.whereCodeRuns(upToChapter: 5)) struct TrainingLoopTests {
  @Test func whatDiffersFromThePage() throws {
    try ReadersCode.noteWhatDiffers(inChapter: 5)
  }

  @Test func fiveEpochsReachEightyPercentAndMomentumLearns() throws {
    let cells = try ReadersCode.run("five-epochs", "momentum", ofChapter: 5)
    let epochs = PrintedEpoch.all(in: try #require(cells["five-epochs"]).text)
    PrintedEpoch.expectToHaveLearned(epochs, "five epochs")
    PrintedEpoch.expectToHaveLearned(
      PrintedEpoch.all(in: try #require(cells["momentum"]).text), "five epochs with momentum")
    guard let last = epochs.last else { return }
    #expect(epochs.map(\.number) == Array(1...epochs.count))
    if epochs.count < 5 {
      if last.testAccuracy < 80 {
        note("After \(epochs.count) of 5 epochs \(last.testAccuracy) % are right, and not 80 %")
      }
    } else {
      #expect(last.testAccuracy >= 80, "the page claims at least 80 %")
    }
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
    #expect(accuracies.count == 2)
    if accuracies != history.testAccuracy {
      note("trainSilently reaches \(accuracies), and fit \(history.testAccuracy)")
    }
  }

  @Test func validationDigitsAreNotLearnedFrom() throws {
    let (training, validation) = try splitTrainingDigits()
    #expect(training.count > validation.count)
    #expect(validation.count > 0)
    let areApart = Set(training.indices).isDisjoint(with: validation.indices)
    #expect(areApart, "a digit is in both parts")
    // No part has the digits in their order, and both are the same each time.
    let isInOrder = validation.indices == validation.indices.sorted()
    #expect(!isInOrder, "the validation digits are in their order")
    let isSame = try splitTrainingDigits().validation.indices == validation.indices
    #expect(isSame, "the validation digits are others each time")
  }

  @Test func meansAndDeviationsAreThoseOfStatistics() {
    let (mean, deviation) = meanAndDeviation([2, 4, 6])
    #expect(mean == 4)
    // √((4 + 0 + 4) / 2)
    #expect(deviation == 2)
  }

  @Test func momentumGetsAlongAValley() throws {
    let chart = try #require(drawValley().panels.first as? LineChart)
    let ends = Dictionary(
      chart.series.map { ($0.label, $0.x?.last ?? .nan) }, uniquingKeysWith: { $1 })
    // The labels say how the optimizers are set.
    if let plain = ends["plain 0.01"] { #expect(plain > 5) }
    if let momentum = ends["momentum 0.9 at 0.01"] { #expect(abs(momentum) < 1) }
  }
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
