/// A tensor without gradients, of whole numbers or truth values.
///
/// PyTorch has one tensor type with a `dtype`. Here the elements that are trained are a ``Tensor``,
/// and those that only count, or say yes and no, are a `PlainTensor`: the compiler then knows that
/// labels have no gradient.
public struct PlainTensor<Element: Sendable>: Sendable {
  /// The length of each dimension; empty for a single number.
  public let shape: [Int]
  /// The elements, last dimension fastest.
  public let values: [Element]

  /// Makes a tensor of these elements. Traps where their count is not the product of `shape`.
  public init(_ values: [Element], shape: [Int]) {
    guard shape.holds(values.count) else {
      fatalError("PlainTensor: \(values.count) elements do not make the shape \(shape)")
    }
    self.values = values
    self.shape = shape
  }

  /// One dimension: `torch.tensor([5, 0, 4])`.
  public init(_ values: [Element]) {
    self.init(values, shape: [values.count])
  }

  /// The number of elements: `tensor.numel()`.
  public var count: Int { values.count }

  /// The only element of a tensor that has just one. Traps for any other.
  public func item() -> Element {
    guard count == 1 else {
      fatalError("item: a tensor of shape \(shape) has \(count) elements, not one")
    }
    return values[0]
  }

  /// Element `index` of the first dimension; −1 is the last. Traps where there is none.
  public subscript(index: Int) -> PlainTensor {
    guard let length = shape.first else {
      fatalError("subscript: a single element has no element \(index)")
    }
    let position = index < 0 ? index + length : index
    guard (0..<length).contains(position) else {
      fatalError("subscript: \(index) is not in the first dimension of \(shape)")
    }
    let rest = Array(shape.dropFirst())
    let step = rest.elementCount
    return PlainTensor(Array(values[position * step..<(position + 1) * step]), shape: rest)
  }

  /// A run of elements of the first dimension. Traps where the range reaches outside.
  public subscript(range: Range<Int>) -> PlainTensor {
    guard let length = shape.first, range.lowerBound >= 0, range.upperBound <= length else {
      fatalError("subscript: \(range) is not in the first dimension of \(shape)")
    }
    let rest = Array(shape.dropFirst())
    let step = rest.elementCount
    let part = values[range.lowerBound * step..<range.upperBound * step]
    return PlainTensor(Array(part), shape: [range.count] + rest)
  }
}

/// Labels and positions: PyTorch's `torch.int64`.
public typealias IntTensor = PlainTensor<Int>
/// Answers of a comparison: PyTorch's `torch.bool`.
public typealias BoolTensor = PlainTensor<Bool>
/// Grey values as they stand in a file, 0 to 255: PyTorch's `torch.uint8`.
public typealias ByteTensor = PlainTensor<UInt8>

extension PlainTensor where Element == Int {
  /// The same elements as floats. Source: `tensor.type(torch.float)`.
  public func float() -> Tensor {
    Tensor(values.map { Float($0) }, shape: shape)
  }
}

extension PlainTensor where Element == Bool {
  /// 1 for true and 0 for false, so that answers can be counted. Source:
  /// `tensor.type(torch.float)`.
  public func float() -> Tensor {
    Tensor(values.map { $0 ? 1 : 0 }, shape: shape)
  }
}

extension PlainTensor where Element == UInt8 {
  /// The same elements as floats, still 0 to 255. Source: `tensor.type(torch.float)`.
  public func float() -> Tensor {
    Tensor(values.map { Float($0) }, shape: shape)
  }
}
