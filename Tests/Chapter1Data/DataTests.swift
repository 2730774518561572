import Chapter1Data
import Datasets
import ExitTestSupport
import Plots
import Tensors
import Testing

import func TestSupport.seeded

@Test func bothPartsAreThere() throws {
  let (train, test) = try loadDatasets()
  #expect(train.count == 4000)
  #expect(test.count == 1000)
}

@Test func batchesHave32() throws {
  try seeded(1) {
    let (trainLoader, testLoader) = try makeLoaders()
    #expect(trainLoader.count == 125)
    #expect(testLoader.count == 32)
    #expect(trainLoader.map(\.labels.count).allSatisfy { $0 == 32 })
    #expect(testLoader.map(\.labels.count) == [Int](repeating: 32, count: 31) + [8])
  }
}

@Test func firstBatchHasTheShapeOfThePage() throws {
  try seeded(1) {
    let (images, labels) = try firstBatch()
    #expect(images.shape == [32, 1, 28, 28])
    #expect(labels.shape == [32])
    #expect(images.min().item() == 0)
    #expect(images.max().item() == 1)
    #expect(labels.values.allSatisfy { (0...9).contains($0) })
  }
}

@Test func firstBatchIsTheSameEachTime() throws {
  try seeded(1) {
    let (images, labels) = try firstBatch()
    let (again, labelsAgain) = try firstBatch()
    #expect(images.values == again.values)
    #expect(labels.values == labelsAgain.values)
  }
}

@Test func trainingIsShuffledAndTestingIsNot() throws {
  try seeded(1) {
    let (trainLoader, testLoader) = try makeLoaders()
    let (trainDataset, testDataset) = try loadDatasets()
    let trainLabels = trainLoader.flatMap(\.labels.values)
    #expect(trainLabels != trainDataset.targets.values)
    #expect(trainLabels.sorted() == trainDataset.targets.values.sorted())
    #expect(testLoader.flatMap(\.labels.values) == testDataset.targets.values)
  }
}

@Test func figureShowsTwentyDigits() throws {
  let figure = try seeded(1) { try drawTwentyDigits() }
  let labels = try seeded(1) { try firstBatch().labels[0..<20] }
  // In a row of twenty labels: wide enough, the text has two rows of ten captions.
  let words = figure.text(width: 200, style: .plain).split(whereSeparator: \.isWhitespace)
  let captions = words.compactMap { Int($0) }
  #expect(captions == labels.values)
}

@Test(.withExitTests) func anImageTooManyStopsTheProgram() async {
  let result = await #expect(
    processExitsWith: .failure, observing: [\.standardErrorContent]
  ) {
    try takeImageTooMany()
  }
  let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  #expect(
    message.contains("subscript: 32 is not in the first dimension of [32, 1, 28, 28]"))
}
