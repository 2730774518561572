import Chapter1Data
import Datasets
import ExerciseSupport
import ExitTestSupport
import Plots
import Tensors
import Testing

import func TestSupport.seeded

/// What has to hold for whatever a reader makes of the chapter.
@Suite(.whereCodeRuns(upToChapter: 1)) struct DataTests {
  @Test func whatDiffersFromThePage() throws {
    try ReadersCode.noteWhatDiffers(inChapter: 1)
  }

  @Test func bothPartsAreThere() throws {
    let (train, test) = try loadDatasets()
    #expect(train.count > test.count)
    #expect(test.count > 0)
  }

  @Test func allBatchesButTheLastHaveTheSizeOfTheLoader() throws {
    try seeded(1) {
      let (trainLoader, testLoader) = try makeLoaders()
      for loader in [trainLoader, testLoader] {
        let sizes = loader.map(\.labels.count)
        #expect(sizes.count == loader.count)
        #expect(sizes.dropLast().allSatisfy { $0 == loader.batchSize })
        #expect(sizes.reduce(0, +) == loader.dataset.count)
      }
    }
  }

  @Test func firstBatchHasImagesAndAsManyLabels() throws {
    try seeded(1) {
      let (images, labels) = try firstBatch()
      #expect(images.shape == [labels.count, 1, 28, 28])
      #expect(labels.count > 0)
      #expect(labels.values.allSatisfy { (0...9).contains($0) })
      let hasNumbers = images.values.allSatisfy(\.isFinite)
      #expect(hasNumbers, "a pixel is not a number")
    }
  }

  @Test func firstBatchIsTheSameEachTime() throws {
    try seeded(1) {
      let (images, labels) = try firstBatch()
      let (again, labelsAgain) = try firstBatch()
      let isSame = images.values == again.values && labels.values == labelsAgain.values
      #expect(isSame, "firstBatch returned two different batches")
    }
  }

  @Test func trainingIsShuffledAndTestingIsNot() throws {
    try seeded(1) {
      let (trainLoader, testLoader) = try makeLoaders()
      let (first, second) = (
        trainLoader.flatMap(\.labels.values), trainLoader.flatMap(\.labels.values)
      )
      let (isShuffled, isWhole) = (first != second, first.sorted() == second.sorted())
      #expect(isShuffled, "the training digits come in the same order on each pass")
      #expect(isWhole, "the training digits are others on each pass")
      let isInOrder =
        testLoader.flatMap(\.labels.values) == testLoader.flatMap(\.labels.values)
      #expect(isInOrder, "the test digits come in a different order on each pass")
    }
  }

  /// The labels above the digits are those of the batch, in its order.
  @Test func figureShowsDigitsWithTheirLabels() throws {
    let figure = try seeded(1) { try drawTwentyDigits() }
    let labels = try seeded(1) { try firstBatch().labels.values }
    let captions = figure.panels.compactMap { $0 as? ImageGrid }.flatMap(\.images)
      .compactMap { $0.caption.flatMap { Int($0) } }
    #expect(captions == Array(labels.prefix(captions.count)))
  }

  @Test(.withExitTests) func anImageTooManyStopsTheProgram() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      try takeImageTooMany()
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains(" is not in the first dimension of ["))
  }
}
