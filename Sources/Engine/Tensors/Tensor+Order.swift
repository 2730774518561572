// The elements along a dimension by their size: the smallest, the k largest, all in order. A NaN
// counts as larger than every number, as in PyTorch, and equal elements stay in their order.

extension Tensor {
  /// All elements along one dimension from the smallest to the largest, and where they stood.
  ///
  /// Of the same shape as the tensor, each. Source: `torch.sort`.
  public final func sort(
    dim: Int = -1, descending: Bool = false
  ) -> (values: Tensor, indices: IntTensor) {
    let dim = dimension(dim, "sort")
    return ordered(dim, first: shape[dim], descending, "SortBackward0")
  }

  /// The `k` largest elements along one dimension, the largest first, and where they stand: the three
  /// best guesses, `[32, 10]` to twice `[32, 3]`.
  ///
  /// With `largest: false` the smallest. Traps where there are fewer than `k`. Source: `torch.topk`.
  public final func topk(
    _ k: Int, dim: Int = -1, largest: Bool = true
  ) -> (values: Tensor, indices: IntTensor) {
    let dim = dimension(dim, "topk")
    guard (0...shape[dim]).contains(k) else {
      fatalError("topk: dimension \(dim) of \(shape) has no \(k) elements")
    }
    return ordered(dim, first: k, largest, "TopkBackward0")
  }

  /// The smallest elements along one dimension, and where they stand, a NaN before all others: `[32,
  /// 10]` to twice `[32]` along 1. The first of equals takes the gradient. Source: `torch.min`.
  public final func min(dim: Int, keepDim: Bool = false) -> (values: Tensor, indices: IntTensor) {
    let dim = dimension(dim, "min")
    let indices = smallest(along: dim, "min")
    let after = keepDim ? indices.shape : Array(shape[..<dim] + shape[(dim + 1)...])
    let smallest = taking(
      taken(at: indices, along: dim), shape: after, of: "MinBackward0")
    return (smallest, IntTensor(indices.values, shape: after))
  }

  /// Where the smallest element stands along one dimension, the first of equals. Source:
  /// `torch.argmin`.
  public final func argmin(dim: Int, keepDim: Bool = false) -> IntTensor {
    let dim = dimension(dim, "argmin")
    let indices = smallest(along: dim, "argmin")
    return keepDim
      ? indices : indices.reshape(Array(shape[..<dim] + shape[(dim + 1)...]))
  }

  /// Where the smallest elements stand; the dimension stays, with a length of 1.
  private final func smallest(along dim: Int, _ operation: String) -> IntTensor {
    guard shape[dim] > 0 else {
      fatalError("\(operation): a dimension of \(shape) holds no element")
    }
    // The largest of the opposite numbers stand there.
    return noGrad { (-self).max(dim: dim, keepDim: true).indices }
  }

  /// Where the smallest of all elements stands, counted from 0, the last dimension fastest. Traps where
  /// there is none. Source: `torch.argmin`.
  public final func argmin() -> IntTensor { noGrad { flatten().argmin(dim: 0) } }

  /// Where the largest of all elements stands, counted from 0, the last dimension fastest. Traps where
  /// there is none. Source: `torch.argmax`.
  public final func argmax() -> IntTensor { noGrad { flatten().argmax(dim: 0) } }

  private final func ordered(
    _ dim: Int, first: Int, _ descending: Bool, _ name: String
  ) -> (values: Tensor, indices: IntTensor) {
    func isBefore(_ a: Float, _ b: Float) -> Bool { a < b || (b.isNaN && !a.isNaN) }
    var after = shape
    after[dim] = first
    let steps = places(in: shape)
    var lines = steps
    lines[dim] = [0]
    let source = values
    var indices = [Int](repeating: 0, count: after.elementCount)
    var targets = places(in: after)
    targets[dim] = [0]
    let step = after.dropFirst(dim + 1).elementCount
    for (line, target) in zip(everyPlace(lines), everyPlace(targets)) {
      let order = steps[dim].indices.sorted { i, j in
        let (a, b) = (source[line + steps[dim][i]], source[line + steps[dim][j]])
        if descending ? isBefore(b, a) : isBefore(a, b) { return true }
        return !(descending ? isBefore(a, b) : isBefore(b, a)) && i < j
      }
      for (place, index) in order.prefix(first).enumerated() {
        indices[target + place * step] = index
      }
    }
    let found = IntTensor(indices, shape: after)
    return (taking(taken(at: found, along: dim), shape: after, of: name), found)
  }

  /// The places of the elements that stand at `indices` along `dim`.
  private final func taken(at indices: IntTensor, along dim: Int) -> [Int] {
    var steps = places(in: shape)
    let own = steps[dim]
    steps[dim] = [Int](repeating: 0, count: indices.shape[dim])
    return zip(everyPlace(steps), indices.values).map { $0 + own[$1] }
  }
}
