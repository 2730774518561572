import Datasets
import Synchronization
import Tensors
import Testing

/// Samples that are their own index: image `[1, 2]` holds the index and its square, the label is
/// the index.
struct Numbers: Dataset {
  let count: Int

  subscript(index: Int) -> (image: Tensor, label: Int) {
    (Tensor([Float(index), Float(index * index)], shape: [1, 2]), index)
  }
}

/// The labels of one epoch, batch by batch.
func epoch(_ loader: DataLoader) -> [[Int]] {
  loader.map { $0.labels.values }
}

@Suite struct DataLoaderTests {
  @Test func batchesAndAShortLastOne() {
    let loader = DataLoader(Numbers(count: 7), batchSize: 3)
    #expect(loader.count == 3)
    #expect(loader.dataset.count == 7)
    #expect(epoch(loader) == [[0, 1, 2], [3, 4, 5], [6]])
    let batches = Array(loader)
    #expect(batches.map(\.images.shape) == [[3, 1, 2], [3, 1, 2], [1, 1, 2]])
    #expect(batches.map(\.labels.shape) == [[3], [3], [1]])
    #expect(batches[1].images.values == [3, 9, 4, 16, 5, 25])
  }

  @Test func dropLast() {
    let loader = DataLoader(Numbers(count: 7), batchSize: 3, dropLast: true)
    #expect(loader.count == 2)
    #expect(epoch(loader) == [[0, 1, 2], [3, 4, 5]])
    #expect(DataLoader(Numbers(count: 2), batchSize: 3, dropLast: true).count == 0)
    #expect(epoch(DataLoader(Numbers(count: 2), batchSize: 3, dropLast: true)) == [])
  }

  @Test func sizesThatComeOutEven() {
    for dropLast in [false, true] {
      let loader = DataLoader(Numbers(count: 6), batchSize: 3, dropLast: dropLast)
      #expect(loader.count == 2)
      #expect(epoch(loader) == [[0, 1, 2], [3, 4, 5]])
    }
  }

  @Test func oneSampleInABatchUnlessToldOtherwise() {
    #expect(epoch(DataLoader(Numbers(count: 3))) == [[0], [1], [2]])
    #expect(epoch(DataLoader(Numbers(count: 3), batchSize: 99)) == [[0, 1, 2]])
    // In order, and to the last, also where there is a seed.
    #expect(
      epoch(DataLoader(Numbers(count: 9), batchSize: 5, seed: 1)) == [
        [0, 1, 2, 3, 4], [5, 6, 7, 8],
      ])
    #expect(epoch(DataLoader(Numbers(count: 0), batchSize: 2, shuffle: true)) == [])
  }

  @Test func aBatchLargerThanAllThereIs() {
    for batchSize in [8, 1 << 62, Int.max] {
      for shuffle in [false, true] {
        let loader = DataLoader(Numbers(count: 7), batchSize: batchSize, shuffle: shuffle, seed: 1)
        #expect(loader.count == 1)
        #expect(epoch(loader).map { $0.sorted() } == [[0, 1, 2, 3, 4, 5, 6]])
        #expect(
          epoch(DataLoader(Numbers(count: 7), batchSize: batchSize, dropLast: true)) == [])
      }
    }
  }

  @Test func samplesThatNobodyCounts() {
    // Nothing is put in order that is not shuffled.
    struct Endless: Dataset {
      let count = Int.max
      subscript(index: Int) -> (image: Tensor, label: Int) { (Tensor([1]), index) }
    }
    let loader = DataLoader(Endless(), batchSize: 2)
    #expect(loader.prefix(2).map(\.labels.values) == [[0, 1], [2, 3]])
  }

  @Test func anIteratorThatIsDoneStaysDone() {
    var batches = DataLoader(Numbers(count: 1)).makeIterator()
    #expect(batches.next() != nil)
    #expect(batches.next() == nil)
    #expect(batches.next() == nil)
  }

  @Test func everySampleOnceInEachEpoch() throws {
    let loader = DataLoader(Numbers(count: 1_000), batchSize: 32, shuffle: true, seed: 5)
    let (first, second) = (epoch(loader).joined(), epoch(loader).joined())
    #expect(first.sorted() == Array(0..<1_000))
    #expect(second.sorted() == Array(0..<1_000))
    #expect(Array(first) != Array(second))
    #expect(Array(first) != Array(0..<1_000))
  }

  @Test func oneSeedOneStory() {
    func twoEpochs(seed: UInt64) -> [[[Int]]] {
      let loader = DataLoader(Numbers(count: 100), batchSize: 8, shuffle: true, seed: seed)
      return [epoch(loader), epoch(loader)]
    }
    #expect(twoEpochs(seed: 3) == twoEpochs(seed: 3))
    #expect(twoEpochs(seed: 3) != twoEpochs(seed: 4))
  }

  @Test func imagesAndLabelsStayTogetherWhenShuffled() throws {
    let digits = try MNIST(train: false)
    let fast = DataLoader(digits, batchSize: 300, shuffle: true, seed: 1)
    let slow = DataLoader(OneByOne(digits), batchSize: 300, shuffle: true, seed: 1)
    var batches = 0
    for (one, other) in zip(fast, slow) {
      #expect(one.images.shape == other.images.shape)
      #expect(one.images.values == other.images.values)
      #expect(one.labels.values == other.labels.values)
      batches += 1
    }
    #expect(batches == 4)
  }

  @Test func digitsInBatches() throws {
    let loader = DataLoader(try MNIST(train: true), batchSize: 32, shuffle: true, seed: 0)
    #expect(loader.count == 125)
    let batch = try #require(loader.first { _ in true })
    #expect(batch.images.shape == [32, 1, 28, 28])
    #expect(batch.labels.shape == [32])
  }

  @Test func subset() throws {
    let digits = try MNIST(train: true)
    let few = Subset(digits, indices: stride(from: 10, to: 20, by: 2))
    #expect(few.count == 5)
    #expect(few[1].label == digits[12].label)
    #expect(few[1].image.values == digits[12].image.values)
    let batch = few.batch([4, 0])
    #expect(batch.labels.values == [digits[18].label, digits[10].label])
    #expect(batch.images.values == digits[18].image.values + digits[10].image.values)
    #expect(DataLoader(few, batchSize: 2).count == 3)
  }
}

/// A data set without its fast way to a batch.
private struct OneByOne: Dataset {
  let dataset: MNIST

  init(_ dataset: MNIST) { self.dataset = dataset }

  var count: Int { dataset.count }
  subscript(index: Int) -> (image: Tensor, label: Int) { dataset[index] }
}

/// Collects what a listener is told.
private final class Steps: Sendable {
  private let steps = Mutex<[LoadingProgress]>([])

  var all: [[Int]] { steps.withLock { $0.map { [$0.batch, $0.count] } } }
  func add(_ step: LoadingProgress) { steps.withLock { $0.append(step) } }
}

@Suite struct LoadingProgressTests {
  @Test func aWholeEpoch() {
    let steps = Steps()
    let loader = DataLoader(Numbers(count: 7), batchSize: 3)
    LoadingProgress.$listener.withValue({ steps.add($0) }) {
      var batches = loader.makeIterator()
      #expect(steps.all == [])
      while batches.next() != nil {}
      _ = batches.next()
    }
    #expect(steps.all == [[0, 3], [1, 3], [2, 3], [3, 3]])
  }

  @Test func anEpochCutShort() {
    let steps = Steps()
    LoadingProgress.$listener.withValue({ steps.add($0) }) {
      for (index, _) in DataLoader(Numbers(count: 7), batchSize: 3).enumerated() where index == 1 {
        break
      }
    }
    #expect(steps.all == [[0, 3], [1, 3]])
  }

  @Test func nothingIsToldOutside() {
    let steps = Steps()
    LoadingProgress.$listener.withValue({ steps.add($0) }) {}
    #expect(epoch(DataLoader(Numbers(count: 2))).count == 2)
    #expect(steps.all == [])
  }
}
