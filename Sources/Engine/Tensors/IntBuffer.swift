/// Whole numbers that belong to a module's state and are not learned, such as a count of batches.
///
/// PyTorch has one buffer type with a `dtype`; as with ``IntTensor``, whole numbers are a type of
/// their own here. Source: `torch.nn.Buffer`, `Module.register_buffer`, of `torch.int64`.
public final class IntBuffer {
  /// The length of each dimension; empty for a single number.
  public let shape: [Int]
  /// What a state dictionary calls it where that is not the property's name: `num_batches_tracked`.
  public let name: String?
  /// The elements, last dimension fastest.
  public private(set) var values: [Int]

  /// A buffer of these elements. Traps where their count is not the product of `shape`.
  public init(_ values: [Int], shape: [Int], name: String? = nil) {
    guard shape.holds(values.count) else {
      fatalError("IntBuffer: \(values.count) elements do not make the shape \(shape)")
    }
    self.values = values
    self.shape = shape
    self.name = name
  }

  /// The only element of a buffer that has just one: `tensor.item()`. Traps for any other.
  public func item() -> Int { IntTensor(values, shape: shape).item() }

  /// Changes the elements in place. Traps where `body` changes their count.
  public func mutate(_ body: (inout [Int]) -> Void) {
    let count = values.count
    body(&values)
    guard values.count == count else {
      fatalError("mutate: shape \(shape) holds \(count) elements, and \(values.count) were left")
    }
  }
}
