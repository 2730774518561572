/// A tensor without gradients, of whole numbers or truth values.
///
/// PyTorch has one tensor type with a `dtype`. Here the numbers that are trained are a ``Tensor``, and the
/// ones that only count or say yes and no are a `PlainTensor`: the compiler then knows that labels
/// have no gradient.
public struct PlainTensor<Element: Sendable>: Sendable {
  /// The length of each dimension; empty for a single number.
  public let shape: [Int]
  /// The elements, last dimension fastest.
  public let values: [Element]

  public init(_ values: [Element], shape: [Int]) {
    self.values = values
    self.shape = shape
  }
}

/// Labels and positions: PyTorch's `torch.int64`.
public typealias IntTensor = PlainTensor<Int>
/// Answers of a comparison: PyTorch's `torch.bool`.
public typealias BoolTensor = PlainTensor<Bool>
/// Grey values as they stand in a file, 0 to 255: PyTorch's `torch.uint8`.
public typealias ByteTensor = PlainTensor<UInt8>
