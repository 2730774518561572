// Operations that compute nothing: they say which of a tensor's elements come out, and in which
// order. Going back, each element's gradient returns to where the element was taken from.

extension Tensor {
  /// The dimensions in another order: `[2, 3, 4]` by `[2, 0, 1]` to `[4, 2, 3]`.
  ///
  /// Traps unless `dims` names each dimension once. Source: `torch.permute`.
  public final func permute(_ dims: [Int]) -> Tensor {
    let order = dims.map { dimension($0, "permute") }
    guard order.sorted() == Array(shape.indices) else {
      fatalError("permute: \(dims) does not name each dimension of the shape \(shape) once")
    }
    return permuted(order, "PermuteBackward0")
  }

  /// Two dimensions exchanged: `[2, 3, 4]` with 0 and 2 to `[4, 3, 2]`. Source: `torch.transpose`.
  public final func transpose(_ dim0: Int, _ dim1: Int) -> Tensor {
    var order = Array(shape.indices)
    order.swapAt(dimension(dim0, "transpose"), dimension(dim1, "transpose"))
    return permuted(order, "TransposeBackward0")
  }

  private final func permuted(_ order: [Int], _ name: String) -> Tensor {
    let steps = places(in: shape)
    let source = values
    let places = everyPlace(order.map { steps[$0] })
    return Tensor.result(
      places.map { source[$0] }, shape: order.map { shape[$0] }, of: name, from: [self]
    ) { gradient in
      [gradient.permuted(order.indices.map { order.firstIndex(of: $0)! }, name)]
    }
  }

  /// The same elements, repeated along dimensions of length 1 and along new ones in front: `[3, 1]`
  /// to `[2, 3, 4]`. A length of −1 stays as it is.
  ///
  /// Arithmetic does this by itself. Traps where the shape does not fit. Source: `torch.Tensor.expand`.
  public final func expand(_ shape: [Int]) -> Tensor {
    let before = self.shape
    let added = shape.count - before.count
    let after = shape.enumerated().map { dim, length in
      length == -1 && dim >= added ? before[dim - added] : length
    }
    guard added >= 0, zip(before, after.suffix(before.count)).allSatisfy({ $0 == $1 || $0 == 1 })
    else { fatalError("expand: the shape \(before) cannot be repeated to \(shape)") }
    _ = after.elementCount(for: "expand")
    let repeated = Broadcasting.expand(values, from: before, to: after)
    return Tensor.result(repeated, shape: after, of: "ExpandBackward0", from: [self]) { gradient in
      [gradient.summed(to: before)]
    }
  }

  /// The elements in the opposite order along some dimensions: an image `[1, 28, 28]` mirrored is
  /// `image.flip([2])`. Traps where one is named twice. Source: `torch.flip`.
  public final func flip(_ dims: [Int]) -> Tensor {
    let flipped = dims.map { dimension($0, "flip") }
    guard Set(flipped).count == flipped.count else {
      fatalError("flip: \(dims) names a dimension of the shape \(shape) twice")
    }
    var steps = places(in: shape)
    for dim in flipped { steps[dim].reverse() }
    return taking(everyPlace(steps), shape: shape, of: "FlipBackward0")
  }

  /// The elements at some places along one dimension, in any order and also more than once:
  /// `[32, 10]` at `[3, 5]` along 1 to `[32, 2]`.
  ///
  /// Traps where there is no such place. Source: `torch.index_select`.
  public final func indexSelect(dim: Int, _ index: IntTensor) -> Tensor {
    let dim = dimension(dim, "indexSelect")
    guard index.shape.count == 1 else {
      fatalError("indexSelect: wants places in one dimension, and got the shape \(index.shape)")
    }
    var (steps, after) = (places(in: shape), shape)
    steps[dim] = index.values.map { place in
      guard steps[dim].indices.contains(place) else {
        fatalError("indexSelect: \(place) is not in dimension \(dim) of \(shape)")
      }
      return steps[dim][place]
    }
    after[dim] = index.count
    return taking(everyPlace(steps), shape: after, of: "IndexSelectBackward0", adds: true)
  }

  /// From each row the elements whose places `index` gives: along 1,
  /// `result[i, j] = self[i, index[i, j]]`.
  ///
  /// The scores of the right classes, `[32, 10]` and labels `[32]` to `[32]`, are
  /// `scores.gather(dim: 1, labels.unsqueeze(dim: 1)).squeeze(dim: 1)`. Traps where the index has
  /// other dimensions, is longer than the tensor in one of the others, or where there is no such
  /// place. Source: `torch.gather`.
  public final func gather(dim: Int, _ index: IntTensor) -> Tensor {
    let dim = dimension(dim, "gather")
    guard index.shape.count == shape.count,
      shape.indices.allSatisfy({ $0 == dim || index.shape[$0] <= shape[$0] })
    else { fatalError("gather: an index \(index.shape) does not fit the shape \(shape)") }
    var steps = places(in: shape)
    let own = steps[dim]
    for d in shape.indices { steps[d] = Array(steps[d].prefix(index.shape[d])) }
    steps[dim] = [Int](repeating: 0, count: index.shape[dim])
    let taken = zip(everyPlace(steps), index.values).map { start, place in
      guard own.indices.contains(place) else {
        fatalError("gather: \(place) is not in dimension \(dim) of \(shape)")
      }
      return start + own[place]
    }
    return taking(taken, shape: index.shape, of: "GatherBackward0", adds: true)
  }

  /// The elements at `places`. Where one may be taken more than once its gradients are added up, as
  /// `adds` says: a sum that starts at 0 loses the sign of −0.
  final func taking(
    _ places: [Int], shape: [Int], of name: String, adds: Bool = false
  ) -> Tensor {
    let (source, before) = (values, self.shape)
    return Tensor.result(places.map { source[$0] }, shape: shape, of: name, from: [self]) {
      gradient in
      var whole = [Float](repeating: 0, count: before.elementCount)
      for (place, g) in zip(places, gradient.values) {
        whole[place] = adds ? whole[place] + g : g
      }
      return [Tensor(whole, shape: before)]
    }
  }
}

/// For each dimension of a shape, how far its indices are from the first element: `[2, 3]` has the
/// places `[[0, 3], [0, 1, 2]]`.
func places(in shape: [Int]) -> [[Int]] {
  var step = shape.contains(0) ? 0 : shape.elementCount
  return shape.map { length in
    step /= max(1, length)
    // Of an empty tensor, a length may be more than there is memory for.
    _ = [length].elementCount(for: "the places in \(shape)", bytes: MemoryLayout<Int>.stride)
    return (0..<length).map { $0 * step }
  }
}

/// The sum of one number from each list, for all choices, those from the last list changing fastest.
func everyPlace(_ steps: [[Int]]) -> [Int] {
  if steps.contains(where: \.isEmpty) { return [] }
  return steps.reduce([0]) { places, steps in
    places.flatMap { place in steps.map { place + $0 } }
  }
}
