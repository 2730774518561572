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

  private final func sums(along dim: Int, _ operation: String) -> [Float] {
    let (outer, length, inner) = extents(around: dim)
    // Of an empty tensor, so that there may be more sums than elements.
    let count = shape(without: dim, keepDim: false).elementCount(for: "\(operation) of \(shape)")
    return makeValues(count) {
      Reduction.sum(values, outer: outer, length: length, inner: inner, into: $0)
    }
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
    let dim = dimension(dim, "sum")
    let before = shape
    let sums = sums(along: dim, "sum")
    let after = shape(without: dim, keepDim: keepDim)
    let kept = shape(without: dim, keepDim: true)
    return Tensor.result(sums, shape: after, of: "SumBackward1", from: [self]) { gradient in
      let repeated = Broadcasting.expand(gradient.values, from: kept, to: before)
      return [Tensor(repeated, shape: before)]
    }
  }

  /// The sums along several dimensions. Source: `torch.sum`.
  public final func sum(dim dims: [Int], keepDim: Bool = false) -> Tensor {
    // From the last to the first, so that the indices of those still to come stay right.
    let sorted = Set(dims.map { dimension($0, "sum") }).sorted(by: >)
    return sorted.reduce(self) { $0.sum(dim: $1, keepDim: keepDim) }
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
    let dim = dimension(dim, "mean")
    let before = shape
    let length = shape[dim]
    let sums = sums(along: dim, "mean")
    let after = shape(without: dim, keepDim: keepDim)
    let kept = shape(without: dim, keepDim: true)
    let means = sums.map { $0 / Float(length) }
    return Tensor.result(means, shape: after, of: "MeanBackward1", from: [self]) { gradient in
      let repeated = Broadcasting.expand(gradient.values, from: kept, to: before)
      return [Tensor(repeated, shape: before) / Float(length)]
    }
  }

  /// The means along several dimensions. Source: `torch.mean`.
  public final func mean(dim dims: [Int], keepDim: Bool = false) -> Tensor {
    let sorted = Set(dims.map { dimension($0, "mean") }).sorted(by: >)
    return sorted.reduce(self) { $0.mean(dim: $1, keepDim: keepDim) }
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
