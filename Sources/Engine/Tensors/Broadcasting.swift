import Kernels

/// Making two shapes one, by PyTorch's rules: shapes are compared from their last dimension; where
/// one of two lengths is 1, or missing, it is repeated.
///
/// Source: https://pytorch.org/docs/2.3/notes/broadcasting.html
enum Broadcasting {
  /// The shape that both can be repeated to. Traps, naming `operation` and both shapes, where there
  /// is none, or memory does not hold it.
  static func shape(_ left: [Int], _ right: [Int], _ operation: String) -> [Int] {
    if left == right { return left }
    let rank = max(left.count, right.count)
    let padded = (pad(left, rank), pad(right, rank))
    let shape = (0..<rank).map { dim in
      let (a, b) = (padded.0[dim], padded.1[dim])
      guard a == b || a == 1 || b == 1 else {
        fatalError(
          "\(operation): the shapes \(left) and \(right) do not fit: "
            + "dimension \(dim - rank) is \(a) in one and \(b) in the other")
      }
      return a == 1 ? b : a
    }
    _ = shape.elementCount(for: "\(operation) of \(left) and \(right)")
    return shape
  }

  private static func pad(_ shape: [Int], _ rank: Int) -> [Int] {
    [Int](repeating: 1, count: rank - shape.count) + shape
  }

  /// The elements of a tensor of shape `from`, repeated to fill the shape `to`.
  static func expand(_ values: [Float], from: [Int], to shape: [Int]) -> [Float] {
    if from == shape { return values }
    if values.count == 1 {
      return [Float](repeating: values[0], count: shape.elementCount)
    }
    let padded = pad(from, shape.count)
    // How far one step along a dimension moves in `values`: not at all where it is repeated.
    var strides = [Int](repeating: 0, count: shape.count)
    var stride = 1
    for dim in shape.indices.reversed() {
      strides[dim] = padded[dim] == 1 ? 0 : stride
      stride *= padded[dim]
    }
    let count = shape.elementCount
    return makeValues(count) { result in
      var position = [Int](repeating: 0, count: shape.count)
      var source = 0
      for i in 0..<count {
        result[i] = values[source]
        var dim = shape.count - 1
        while dim >= 0 {
          position[dim] += 1
          source += strides[dim]
          if position[dim] < shape[dim] { break }
          source -= strides[dim] * shape[dim]
          position[dim] = 0
          dim -= 1
        }
      }
    }
  }
}

extension Tensor {
  /// The backward pass of broadcasting: an element that was repeated gets the sum of what its
  /// copies got.
  final func summed(to target: [Int]) -> Tensor {
    if shape == target { return self }
    var result = self
    while result.dim > target.count { result = result.sum(dim: 0) }
    for dim in target.indices where target[dim] == 1 && result.shape[dim] != 1 {
      result = result.sum(dim: dim, keepDim: true)
    }
    return result.reshape(target)
  }
}
