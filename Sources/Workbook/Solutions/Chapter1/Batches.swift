import Datasets
import Tensors

/// Exercise 1.4: hands out a data set batch by batch, as `DataLoader` does, but without using it.
///
/// ```swift
/// for (images, labels) in Batches(trainDataset, batchSize: 32, shuffle: true) {
///   // images [32, 1, 28, 28], labels [32]
/// }
/// ```
public struct Batches: Sequence {
  let dataset: any Dataset
  let batchSize: Int
  let shuffle: Bool

  /// - Parameters:
  ///   - batchSize: at least 1; the last batch is shorter if the samples run out.
  ///   - shuffle: whether each pass has a random order of its own, drawn from the generator that
  ///     `manualSeed` starts; `randperm(5)` returns the numbers 0 to 4 in such an order. (In a
  ///     `Sequence`, `min` is called `Swift.min`, and `Generator` is called `Tensors.Generator`.)
  public init(_ dataset: any Dataset, batchSize: Int, shuffle: Bool = false) {
    self.dataset = dataset
    self.batchSize = batchSize
    self.shuffle = shuffle
  }

  /// What a `for` loop calls at its start; makes a pass that begins at the first batch.
  public func makeIterator() -> Iterator { Iterator(self) }

  /// One pass under way.
  public struct Iterator: IteratorProtocol {
    // #stub
    // // What has to be known from one batch to the next is stored here.
    // #solution
    let dataset: any Dataset
    let batchSize: Int
    let order: [Int]
    var start = 0
    // #end

    init(_ batches: Batches) {
      // #stub
      // fatalError("Exercise 1.4 has no answer yet")
      // #solution
      dataset = batches.dataset
      batchSize = batches.batchSize
      let count = batches.dataset.count
      order = batches.shuffle ? randperm(count).values : Array(0..<count)
      // #end
    }

    /// The next batch, images `[batch, …image]` and labels `[batch]`; nil when every sample has had
    /// its turn, however often it is called. `dataset.batch(_:)` makes a batch of some samples.
    public mutating func next() -> (images: Tensor, labels: IntTensor)? {
      // #stub
      // fatalError("Exercise 1.4 has no answer yet")
      // #solution
      guard start < order.count else { return nil }
      let end = Swift.min(start + batchSize, order.count)
      defer { start = end }
      return dataset.batch(Array(order[start..<end]))
      // #end
    }
  }
}
