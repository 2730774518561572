import Kernels

// A shape is a plain list of lengths, so that lists that a program computes are shapes as they are.

/// More elements than any machine has memory for. No tensor's lengths other than 0 multiply to
/// more, so that loops can multiply those of a tensor, also of an empty one, without looking again.
private let mostElements = 1 << 48

extension Collection<Int> {
  /// How many elements a tensor of this shape has: the product of its lengths, 1 for `[]`.
  ///
  /// Traps where a length is below 0, and where the lengths other than 0 multiply to more than 2⁴⁸.
  /// Source: `torch.Size.numel`.
  package var elementCount: Int {
    guard let count = possibleCount else {
      fatalError("a tensor of shape \(Array(self)) has more elements than can be counted")
    }
    return count
  }

  /// The same for a tensor that `operation` is about to make, of floats unless `bytes` an element
  /// says otherwise. Traps, naming it and the shape, where this machine does not have the memory.
  package func elementCount(
    for operation: @autoclosure () -> String, bytes: Int = 4
  ) -> Int {
    guard allSatisfy({ $0 >= 0 }) else {
      fatalError("\(operation()): no tensor has shape \(Array(self))")
    }
    guard let count = possibleCount, Memory.hasRoom(for: count * bytes) else {
      fatalError(
        "\(operation()): a tensor of shape \(Array(self)), \(bytes) bytes for each element, takes "
          + "more memory than there is: this machine has \(Memory.gigabytes) GB")
    }
    return count
  }

  /// Whether a tensor of this shape has `count` elements; never where a length is below 0.
  package func holds(_ count: Int) -> Bool { possibleCount == count }

  /// The number of elements, or nil where no tensor has this shape.
  var possibleCount: Int? {
    var (product, isEmpty) = (1, false)
    for length in self {
      guard length >= 0, product <= mostElements / Swift.max(1, length) else { return nil }
      product *= Swift.max(1, length)
      isEmpty = isEmpty || length == 0
    }
    return isEmpty ? 0 : product
  }
}
