// Several tensors made one. Going back, each gets the part of the gradient that stands where its own
// elements stand.

extension Tensor {
  /// Tensors of one shape side by side along a new dimension: n × `[28, 28]` to `[n, 28, 28]`, or
  /// `[28, n, 28]` along 1.
  ///
  /// Traps where shapes differ, where there is no tensor, and where the result has no dimension `dim`.
  /// Source: `torch.stack`.
  public static func stack(_ tensors: [Tensor], dim: Int = 0) -> Tensor {
    guard let first = tensors.first else { fatalError("stack: there is nothing to stack") }
    for tensor in tensors where tensor.shape != first.shape {
      fatalError("stack: shapes \(first.shape) and \(tensor.shape) differ")
    }
    let shape = first.shape.inserting(tensors.count, at: dim, "stack")
    return join(
      tensors, lengths: tensors.map { _ in 1 }, dim: dim < 0 ? dim + shape.count : dim, into: shape,
      "stack", "StackBackward0")
  }

  /// Tensors one behind the other along a dimension that they have: `[2, 3]` and `[4, 3]` to
  /// `[6, 3]`.
  ///
  /// Other lengths have to agree; as in PyTorch a tensor of shape `[0]` fits everywhere. Traps where
  /// they do not, and where there is no tensor. Source: `torch.cat`.
  public static func cat(_ tensors: [Tensor], dim: Int = 0) -> Tensor {
    guard let first = tensors.first(where: { $0.shape != [0] }) ?? tensors.first else {
      fatalError("cat: there is nothing to join")
    }
    let dim = first.dimension(dim, "cat")
    var shape = first.shape
    shape[dim] = 0
    let lengths = tensors.map { tensor in
      if tensor.shape == [0] { return 0 }
      var other = tensor.shape
      if dim < other.count { other[dim] = 0 }
      guard other == shape else {
        fatalError(
          "cat: shapes \(first.shape) and \(tensor.shape) differ in more than dimension \(dim)")
      }
      return tensor.shape[dim]
    }
    shape[dim] = lengths.reduce(0, +)
    return join(tensors, lengths: lengths, dim: dim, into: shape, "cat", "CatBackward0")
  }

  /// The tensors in one of `shape`, where each takes up `lengths` of dimension `dim`.
  private static func join(
    _ tensors: [Tensor], lengths: [Int], dim: Int, into shape: [Int], _ operation: String,
    _ name: String
  ) -> Tensor {
    let count = shape.elementCount(for: operation)
    // Of what is empty, other lengths may be long.
    let outer = count == 0 ? 0 : shape[..<dim].elementCount
    let widths = lengths.map { $0 * shape[(dim + 1)...].elementCount }
    let inputs = tensors.map(\.values)
    var values: [Float] = []
    values.reserveCapacity(count)
    for o in 0..<outer {
      for (input, width) in zip(inputs, widths) { values += input[o * width..<(o + 1) * width] }
    }
    let shapes = tensors.map { $0.requiresGrad ? $0.shape : nil }
    return result(values, shape: shape, of: name, from: tensors) { gradient in
      let row = outer == 0 ? 0 : count / outer
      let gradients = gradient.values
      var start = 0
      return zip(shapes, widths).map { shape, width in
        defer { start += width }
        guard let shape else { return nil }
        let part = (0..<outer).flatMap { gradients[start + $0 * row..<start + $0 * row + width] }
        return Tensor(part, shape: shape)
      }
    }
  }
}
