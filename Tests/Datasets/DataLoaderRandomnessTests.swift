import Datasets
import Tensors
import Testing

/// Which random numbers a loader draws, and when.
///
/// PyTorch 2.3.1 draws as follows, in `_BaseDataLoaderIter.__init__` and then, at the first batch,
/// in `RandomSampler.__iter__`:
///
///     base_seed = torch.empty((), dtype=torch.int64).random_(generator=loader.generator)
///     if loader.generator is None:
///         generator = torch.Generator()
///         generator.manual_seed(torch.empty((), dtype=torch.int64).random_().item())
///     else:
///         generator = loader.generator
///     order = torch.randperm(n, generator=generator)    # the samples of the epoch
///     torch.randperm(n, generator=generator)            # drawn as the samples run out, and not used
///
/// The expected orders were worked out from these lines with NumPy's Mersenne Twister.
@Suite struct DataLoaderRandomnessTests {
  /// The samples of one epoch, in the order that they come.
  private func order(_ loader: DataLoader) -> [Int] { Array(epoch(loader).joined()) }

  @Test func ordersFromTheCurrentGenerator() {
    Generator.withCurrent(Generator(seed: 0)) {
      let loader = DataLoader(Numbers(count: 10), batchSize: 4, shuffle: true)
      #expect(order(loader) == [6, 7, 1, 4, 2, 0, 9, 8, 3, 5])
      #expect(order(loader) == [2, 4, 7, 0, 8, 9, 5, 3, 6, 1])
    }
  }

  @Test func theFirstDigitsOfATrainingRun() throws {
    try Generator.withCurrent(Generator(seed: 0)) {
      let loader = DataLoader(try MNIST(train: true), batchSize: 8, shuffle: true)
      let batch = try #require(loader.first { _ in true })
      let targets = try MNIST(train: true).targets.values
      let indices = [3226, 772, 1401, 2580, 2497, 3991, 351, 221]
      #expect(batch.labels.values == indices.map { targets[$0] })
    }
  }

  @Test func anUnshuffledEpochDrawsOneNumber() {
    Generator.withCurrent(Generator(seed: 0)) {
      #expect(order(DataLoader(Numbers(count: 10))) == Array(0..<10))
      let loader = DataLoader(Numbers(count: 10), shuffle: true)
      #expect(order(loader) == [3, 5, 0, 6, 1, 2, 4, 9, 7, 8])
    }
  }

  @Test(arguments: [3, 5, 10, 99], [false, true])
  func ordersFromAGeneratorOfItsOwn(batchSize: Int, dropLast: Bool) {
    let expected = [[3, 7, 5, 2, 0, 8, 1, 6, 9, 4], [1, 3, 2, 7, 5, 9, 0, 6, 4, 8]]
    let kept = dropLast ? 10 / batchSize * batchSize : 10
    let loader = DataLoader(
      Numbers(count: 10), batchSize: batchSize, shuffle: true, dropLast: dropLast, seed: 0)
    #expect(order(loader) == Array(expected[0].prefix(kept)))
    #expect(order(loader) == Array(expected[1].prefix(kept)))
  }

  @Test func aGeneratorOfItsOwnLeavesTheCurrentOneAlone() {
    let current = Generator(seed: 7)
    Generator.withCurrent(current) {
      _ = order(DataLoader(Numbers(count: 10), shuffle: true, generator: Generator(seed: 0)))
    }
    #expect(current.random() == Generator(seed: 7).random())
  }

  @Test func drawsHappenWhenTheEpochStartsAndWhenItsFirstBatchIsAskedFor() {
    let (drawn, expected) = (Generator(seed: 7), Generator(seed: 7))
    Generator.withCurrent(drawn) {
      var batches = DataLoader(Numbers(count: 10), shuffle: true).makeIterator()
      _ = expected.randomInt64()
      #expect(drawn.random() == expected.random())
      _ = batches.next()
      _ = expected.randomInt64()
      #expect(drawn.random() == expected.random())
    }
  }
}
