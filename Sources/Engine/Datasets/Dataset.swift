import Tensors

/// Numbered samples, each an image and its label.
///
/// Two members are enough for a data set of your own; ``DataLoader`` then makes batches of it.
///
/// Source:
/// [torch.utils.data.Dataset](https://pytorch.org/docs/2.3/data.html#torch.utils.data.Dataset).
public protocol Dataset {
  /// The number of samples: PyTorch's `len(dataset)`.
  var count: Int { get }
  /// One sample; `index` counts from 0.
  ///
  /// Traps where there is no such sample.
  subscript(index: Int) -> (image: Tensor, label: Int) { get }
  /// Several samples at once, in the order of `indices`: images `[batch, …image]` and labels
  /// `[batch]`.
  ///
  /// What is there already takes the samples one by one and stacks them; write your own where there
  /// is a faster way.
  func batch(_ indices: [Int]) -> (images: Tensor, labels: IntTensor)
}

extension Dataset {
  /// Stacks samples taken one by one.
  ///
  /// Traps where their images are not all of one shape, and where memory does not hold them.
  public func batch(_ indices: [Int]) -> (images: Tensor, labels: IntTensor) {
    stacked(indices)
  }

  /// What ``batch(_:)`` does where a data set has no faster way.
  func stacked(_ indices: [Int]) -> (images: Tensor, labels: IntTensor) {
    var values: [Float] = []
    var labels: [Int] = []
    var shape: [Int]?
    labels.reserveCapacity(indices.count)
    for index in indices {
      let (image, label) = self[index]
      let imageShape = shape ?? image.shape
      guard image.shape == imageShape else {
        fatalError(
          """
          batch: the image at index \(index) has shape \(image.shape), the ones before it \
          \(imageShape); a batch needs images of one shape
          """)
      }
      if shape == nil {
        values.reserveCapacity(([indices.count] + imageShape).elementCount(for: "batch"))
      }
      shape = imageShape
      values += image.values
      labels.append(label)
    }
    return (
      Tensor(values, shape: [indices.count] + (shape ?? [])),
      IntTensor(labels, shape: [indices.count])
    )
  }
}

/// Some samples of a data set, as a data set of their own.
///
/// ```swift
/// let few = Subset(trainData, indices: 0..<100)
/// ```
///
/// Source:
/// [torch.utils.data.Subset](https://pytorch.org/docs/2.3/data.html#torch.utils.data.Subset).
public struct Subset: Dataset {
  /// The data set that the samples are taken from.
  public let dataset: any Dataset
  /// Which samples, in which order.
  public let indices: [Int]

  /// Traps where `dataset` has no sample of such an index.
  public init(_ dataset: any Dataset, indices: some Sequence<Int>) {
    self.dataset = dataset
    let count = dataset.count
    var chosen: [Int] = []
    // One by one: a range that is far too long must not become an array first.
    for index in indices {
      checkIndex(index, below: count, in: "Subset")
      chosen.append(index)
    }
    self.indices = chosen
  }

  /// The number of samples chosen.
  public var count: Int { indices.count }

  /// The sample that stands at `index` of ``indices``.
  ///
  /// Traps where `index` is not below ``count``.
  public subscript(index: Int) -> (image: Tensor, label: Int) {
    checkIndex(index, below: count, in: "Subset")
    return dataset[indices[index]]
  }

  /// Several samples at once, by the data set's own way.
  public func batch(_ indices: [Int]) -> (images: Tensor, labels: IntTensor) {
    dataset.batch(
      indices.map { index in
        checkIndex(index, below: count, in: "Subset")
        return self.indices[index]
      })
  }
}

/// Traps, in every build mode, with the operation, the index and the count.
func checkIndex(_ index: Int, below count: Int, in operation: String) {
  guard index >= 0, index < count else {
    fatalError("\(operation): index \(index) is out of range for \(count) samples")
  }
}
