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

  /// The shape asked for, where one length may be −1 and is then what is left over, for as many
  /// elements as this one has. Traps where the counts differ.
  func resolve(_ shape: [Int]) -> [Int] {
    let count = elementCount
    var resolved = shape
    let known = shape.filter { $0 != -1 }
    if let open = shape.firstIndex(of: -1), known.count == shape.count - 1,
      let product = known.possibleCount, product > 0, count % product == 0
    {
      resolved[open] = count / product
    }
    guard resolved.holds(count) else {
      fatalError("reshape: \(Array(self)) has \(count) elements, which do not make \(shape)")
    }
    return resolved
  }

  /// With one more length before dimension `dim`, −1 being behind the last. Traps where there is no
  /// such place.
  func inserting(_ length: Int, at dim: Int, _ operation: String) -> [Int] {
    let position = dim < 0 ? dim + count + 1 : dim
    guard (0...count).contains(position) else {
      fatalError("\(operation): the shape \(Array(self)) has no place \(dim)")
    }
    var result = Array(self)
    result.insert(length, at: position)
    return result
  }

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
