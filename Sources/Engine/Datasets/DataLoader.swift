import Tensors

/// Hands out a data set batch by batch, shuffled anew for each epoch if asked.
///
/// ```swift
/// let trainLoader = DataLoader(trainData, batchSize: 32, shuffle: true)
/// for (images, labels) in trainLoader {
///   // images [32, 1, 28, 28], labels [32]
/// }
/// ```
///
/// The last batch is shorter where the batches do not come out even.
///
/// Each `for` loop draws random numbers as PyTorch's does, so that one seed shuffles alike in both:
/// a number that PyTorch gives its worker processes, drawn even where nothing is shuffled; then, if
/// shuffling, a seed for a generator of the epoch's own, which gives the order. A loader with a
/// generator of its own draws the order from that instead.
///
/// Source:
/// [torch.utils.data.DataLoader](https://pytorch.org/docs/2.3/data.html#torch.utils.data.DataLoader).
public struct DataLoader: Sequence {
  /// One batch: images `[batch, …image]`, for MNIST `[batch, 1, 28, 28]`, and labels `[batch]`.
  public typealias Element = (images: Tensor, labels: IntTensor)

  /// Where the samples come from; `loader.dataset.count` is the number of samples.
  public let dataset: any Dataset
  /// The number of samples in a batch, other than perhaps the last.
  public let batchSize: Int
  /// Whether each epoch has an order of its own.
  public let shuffle: Bool
  /// Whether a last batch that would be short is left out.
  public let dropLast: Bool
  // `Generator` alone would be a sequence's iterator, by the name that it had in Swift 2.
  /// The generator that random numbers come from; nil for the one that is current when an epoch
  /// starts.
  public let generator: Tensors.Generator?

  /// A loader that draws from `generator`, or from the current one where there is none.
  ///
  /// Traps where `batchSize` is not positive, and where the data set's count is below 0.
  public init(
    _ dataset: any Dataset, batchSize: Int = 1, shuffle: Bool = false, dropLast: Bool = false,
    generator: Tensors.Generator? = nil
  ) {
    guard batchSize >= 1 else {
      fatalError("DataLoader: batchSize is \(batchSize), expected 1 or more")
    }
    guard dataset.count >= 0 else {
      fatalError("DataLoader: the data set says that it has \(dataset.count) samples")
    }
    self.dataset = dataset
    self.batchSize = batchSize
    self.shuffle = shuffle
    self.dropLast = dropLast
    self.generator = generator
  }

  /// A loader with a generator of its own, which starts at `seed`: its orders depend on nothing
  /// else.
  ///
  /// Traps where `batchSize` is not positive.
  public init(
    _ dataset: any Dataset, batchSize: Int = 1, shuffle: Bool = false, dropLast: Bool = false,
    seed: UInt64
  ) {
    self.init(
      dataset, batchSize: batchSize, shuffle: shuffle, dropLast: dropLast,
      generator: Tensors.Generator(seed: seed))
  }

  /// The number of batches in an epoch: PyTorch's `len(dataloader)`.
  public var count: Int {
    let (full, rest) = dataset.count.quotientAndRemainder(dividingBy: batchSize)
    return rest > 0 && !dropLast ? full + 1 : full
  }

  /// The number of batches in an epoch.
  public var underestimatedCount: Int { count }

  /// Starts an epoch.
  public func makeIterator() -> Iterator { Iterator(self) }
}

extension DataLoader {
  /// One epoch on its way.
  ///
  /// Source:
  /// [torch/utils/data/sampler.py](https://github.com/pytorch/pytorch/blob/v2.3.1/torch/utils/data/sampler.py),
  /// `RandomSampler` and `BatchSampler`, and `_BaseDataLoaderIter` in `dataloader.py` beside it.
  public struct Iterator: IteratorProtocol {
    private let loader: DataLoader
    private let generator: Tensors.Generator
    private let count: Int
    private let samples: Int
    /// Nil where nothing is shuffled, and before the first batch.
    private var order: [Int]?
    private var batch = 0
    private var isOrderUsedUp = false
    private var isDone = false

    fileprivate init(_ loader: DataLoader) {
      self.loader = loader
      generator = loader.generator ?? .current
      count = loader.count
      samples = loader.dataset.count
      // PyTorch's `_base_seed`, from which worker processes would get their seeds.
      _ = generator.randomInt64()
    }

    /// The next batch, or nil at the end of the epoch.
    public mutating func next() -> DataLoader.Element? {
      if isDone { return nil }
      LoadingProgress.listener?(LoadingProgress(batch: batch, count: count))
      if loader.shuffle, order == nil { order = epochGenerator().randomPermutation(samples) }
      // No Int may hold the ends of a batch of any size.
      let (product, overflows) = batch.multipliedReportingOverflow(by: loader.batchSize)
      let start = overflows ? samples : Swift.min(samples, product)
      let end = start + Swift.min(loader.batchSize, samples - start)
      if end - start < loader.batchSize { useUpOrder() }
      guard batch < count else {
        isDone = true
        return nil
      }
      batch += 1
      _ = [end - start].elementCount(for: "DataLoader", bytes: MemoryLayout<Int>.stride)
      return loader.dataset.batch(order.map { Array($0[start..<end]) } ?? Array(start..<end))
    }

    private func epochGenerator() -> Tensors.Generator {
      if loader.generator != nil { return generator }
      return Tensors.Generator(seed: UInt64(bitPattern: generator.randomInt64()))
    }

    /// PyTorch's sampler, when asked for more than there is, draws a second order and takes none of
    /// it. That shows only with a loader's own generator, whose next epoch then starts further on.
    private mutating func useUpOrder() {
      if !isOrderUsedUp, loader.shuffle, loader.generator != nil {
        _ = generator.randomPermutation(samples)
      }
      isOrderUsedUp = true
    }
  }
}
