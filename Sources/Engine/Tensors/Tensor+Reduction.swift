import Kernels

extension Tensor {
  /// The shape seen as outer × length × inner around dimension `dim`.
  private final func extents(around dim: Int) -> (outer: Int, length: Int, inner: Int) {
    (shape[..<dim].elementCount, shape[dim], shape[(dim + 1)...].elementCount)
  }

  private final func shape(without dim: Int, keepDim: Bool) -> [Int] {
    var result = shape
    if keepDim { result[dim] = 1 } else { result.remove(at: dim) }
    return result
  }

  /// The sums along `dims`, each counted from the front: the elements, and the shapes without those
  /// dimensions and with lengths of 1 in their place.
  private final func sums(
    along dims: [Int], keepDim: Bool, _ operation: String
  ) -> (values: [Float], shape: [Int], kept: [Int]) {
    let without = shape.indices.filter { !dims.contains($0) }.map { shape[$0] }
    // Of an empty tensor, so that there may be more sums than elements.
    let sumCount = without.elementCount(for: "\(operation) of \(shape)")
    var (values, kept) = (shape.isEmpty ? [Reduction.sum(values)] : values, shape)
    if count == 0 { values = [Float](repeating: 0, count: sumCount) }
    for dim in dims {
      let length = kept[dim]
      kept[dim] = 1
      if count == 0 { continue }
      let (outer, inner) = (kept[..<dim].elementCount, kept[(dim + 1)...].elementCount)
      values = makeValues(outer * inner) {
        Reduction.sum(values, outer: outer, length: length, inner: inner, into: $0)
      }
    }
    return (values, keepDim ? kept : without, kept)
  }

  /// The sum of all elements, shape `[]`. Source: `torch.sum`.
  public final func sum() -> Tensor {
    let sum = Reduction.sum(values)
    let before = shape
    return Tensor.result([sum], shape: [], of: "SumBackward0", from: [self]) { gradient in
      [Tensor.full(before, gradient.item())]
    }
  }

  /// The sums along one dimension: `[32, 10]` to `[32]` along 1, or `[32, 1]` with `keepDim`.
  /// Source: `torch.sum`.
  public final func sum(dim: Int, keepDim: Bool = false) -> Tensor {
    sum(dim: [dim], keepDim: keepDim)
  }

  /// The sums along several dimensions, or along all where the list is empty. Traps where it names one
  /// twice. Source: `torch.sum`.
  public final func sum(dim dims: [Int], keepDim: Bool = false) -> Tensor {
    let before = shape
    let (sums, after, kept) = sums(along: dimensions(dims, "sum"), keepDim: keepDim, "sum")
    return Tensor.result(sums, shape: after, of: "SumBackward1", from: [self]) { gradient in
      let repeated = Broadcasting.expand(gradient.values, from: kept, to: before)
      return [Tensor(repeated, shape: before)]
    }
  }

  /// Each of `dims` counted from the front, and all of them for an empty list. Traps where one is named
  /// twice.
  private final func dimensions(_ dims: [Int], _ operation: String) -> [Int] {
    if dims.isEmpty { return Array(shape.indices) }
    let fromFront = dims.map { dimension($0, operation) }
    guard Set(fromFront).count == dims.count else {
      fatalError("\(operation): \(dims) names a dimension of the shape \(shape) twice")
    }
    return fromFront.sorted()
  }

  /// The mean of all elements, shape `[]`; NaN of none. Source: `torch.mean`.
  public final func mean() -> Tensor {
    let before = shape
    let count = Float(count)
    let mean = Reduction.sum(values) / count
    return Tensor.result([mean], shape: [], of: "MeanBackward0", from: [self]) { gradient in
      [Tensor.full(before, gradient.item() / count)]
    }
  }

  /// The means along one dimension: `[32, 10]` to `[32]` along 1, or `[32, 1]` with `keepDim`.
  /// Source: `torch.mean`.
  public final func mean(dim: Int, keepDim: Bool = false) -> Tensor {
    mean(dim: [dim], keepDim: keepDim)
  }

  /// The means along several dimensions, or along all where the list is empty. Traps where it names
  /// one twice. Source: `torch.mean`.
  public final func mean(dim dims: [Int], keepDim: Bool = false) -> Tensor {
    let before = shape
    let dims = dimensions(dims, "mean")
    let (sums, after, kept) = sums(along: dims, keepDim: keepDim, "mean")
    let count = Float(dims.map { before[$0] }.elementCount)
    let means = sums.map { $0 / count }
    return Tensor.result(means, shape: after, of: "MeanBackward1", from: [self]) { gradient in
      let repeated = Broadcasting.expand(gradient.values, from: kept, to: before)
      return [Tensor(repeated, shape: before) / count]
    }
  }

  /// The largest of all elements, shape `[]`. Its gradient is shared evenly among equals. Traps
  /// where there is none. Source: `torch.max`.
  public final func max() -> Tensor {
    guard count > 0 else { fatalError("max: the shape \(shape) holds no element") }
    return only(largest(outer: 1, length: count, inner: 1).values[0], "MaxBackward1")
  }

  /// The smallest of all elements, shape `[]`. Its gradient is shared evenly among equals. Traps
  /// where there is none. Source: `torch.min`.
  public final func min() -> Tensor {
    guard count > 0 else { fatalError("min: the shape \(shape) holds no element") }
    let smallest = values.first(where: \.isNaN) ?? values.min()!
    return only(smallest, "MinBackward1")
  }

  /// One of the elements, which those that are equal to it, or NaN as it is, share the gradient of.
  private final func only(_ value: Float, _ name: String) -> Tensor {
    let input = values
    let before = shape
    return Tensor.result([value], shape: [], of: name, from: [self]) { gradient in
      let isEqual = input.map { $0 == value || ($0.isNaN && value.isNaN) }
      let share = gradient.item() / Float(isEqual.count { $0 })
      return [Tensor(isEqual.map { $0 ? share : 0 }, shape: before)]
    }
  }

  /// The largest elements along one dimension, and where they stand: `[32, 10]` to twice `[32]`
  /// along 1. The first of equals takes the gradient. Source: `torch.max`.
  public final func max(dim: Int, keepDim: Bool = false) -> (values: Tensor, indices: IntTensor) {
    let dim = dimension(dim, "max")
    let before = shape
    let (outer, length, inner) = extents(around: dim)
    let (largest, indices) = largest(outer: outer, length: length, inner: inner)
    let after = shape(without: dim, keepDim: keepDim)
    let result = Tensor.result(largest, shape: after, of: "MaxBackward0", from: [self]) {
      gradient in
      let gradients = gradient.values
      var whole = [Float](repeating: 0, count: outer * length * inner)
      for o in 0..<outer {
        for i in 0..<inner {
          let target = (o * length + indices[o * inner + i]) * inner + i
          whole[target] = gradients[o * inner + i]
        }
      }
      return [Tensor(whole, shape: before)]
    }
    return (result, IntTensor(indices, shape: after))
  }

  /// Where the largest element stands along one dimension, the first of equals: `[32, 10]` to `[32]`
  /// along 1, each from 0 to 9. Source: `torch.argmax`.
  public final func argmax(dim: Int, keepDim: Bool = false) -> IntTensor {
    let dim = dimension(dim, "argmax")
    let (outer, length, inner) = extents(around: dim)
    let (_, indices) = largest(outer: outer, length: length, inner: inner, "argmax")
    return IntTensor(indices, shape: shape(without: dim, keepDim: keepDim))
  }

  private final func largest(
    outer: Int, length: Int, inner: Int, _ operation: String = "max"
  ) -> (values: [Float], indices: [Int]) {
    guard length > 0 else { fatalError("\(operation): a dimension of \(shape) holds no element") }
    var indices = [Int](repeating: 0, count: outer * inner)
    let largest = makeValues(outer * inner) {
      Reduction.max(
        values, outer: outer, length: length, inner: inner, into: $0, indices: &indices)
    }
    return (largest, indices)
  }
}
