extension Tensor {
  /// The same elements in another shape; one length may be −1, and is then what is left over.
  ///
  /// Traps where the counts differ. Source: `torch.reshape`.
  public final func reshape(_ shape: [Int]) -> Tensor {
    let shape = self.shape.resolve(shape)
    let before = self.shape
    return Tensor.result(values, shape: shape, of: "ViewBackward0", from: [self]) { gradient in
      [gradient.reshape(before)]
    }
  }

  /// The dimensions from `startDim` to `endDim` made one: `[32, 64, 5, 5]` to `[32, 1600]` from 1.
  ///
  /// Source: `torch.flatten`.
  public final func flatten(startDim: Int = 0, endDim: Int = -1) -> Tensor {
    if shape.isEmpty, (-1...0).contains(startDim), (-1...0).contains(endDim) { return reshape([1]) }
    let first = dimension(startDim, "flatten")
    let last = dimension(endDim, "flatten")
    guard first <= last else {
      fatalError("flatten: dimension \(startDim) of \(shape) is behind dimension \(endDim)")
    }
    if first == last { return self }
    return reshape(
      Array(shape[..<first]) + [shape[first...last].elementCount] + Array(shape[(last + 1)...]))
  }

  /// Without the dimensions of length 1: `[1, 28, 28]` to `[28, 28]`. Source: `torch.squeeze`.
  public final func squeeze() -> Tensor {
    let before = shape
    let after = shape.filter { $0 != 1 }
    return Tensor.result(values, shape: after, of: "SqueezeBackward0", from: [self]) { gradient in
      [gradient.reshape(before)]
    }
  }

  /// Without dimension `dim`, if its length is 1; else unchanged. Source: `torch.squeeze`.
  public final func squeeze(dim: Int) -> Tensor {
    let before = shape
    let dim = dimension(dim, "squeeze")
    var after = shape
    if after[dim] == 1 { after.remove(at: dim) }
    return Tensor.result(values, shape: after, of: "SqueezeBackward1", from: [self]) { gradient in
      [gradient.reshape(before)]
    }
  }

  /// With a new dimension of length 1 at `dim`: `[28, 28]` to `[1, 28, 28]` at 0. Source:
  /// `torch.unsqueeze`.
  public final func unsqueeze(dim: Int) -> Tensor {
    let before = shape
    let after = shape.inserting(1, at: dim, "unsqueeze")
    return Tensor.result(values, shape: after, of: "UnsqueezeBackward0", from: [self]) {
      [$0.reshape(before)]
    }
  }

  /// Rows and columns exchanged: `[m, n]` to `[n, m]`. Traps for other than two dimensions. Source:
  /// `torch.t`.
  public final func t() -> Tensor {
    guard shape.count == 2 else {
      fatalError("t: wants a matrix, two dimensions, and got \(shape)")
    }
    let (rows, columns) = (shape[0], shape[1])
    let source = values
    let values = makeValues(count) { result in
      for i in 0..<rows {
        for j in 0..<columns { result[j * rows + i] = source[i * columns + j] }
      }
    }
    return Tensor.result(values, shape: [columns, rows], of: "TBackward0", from: [self]) {
      [$0.t()]
    }
  }

  /// Element `index` of the first dimension: `images[3]` of `[32, 1, 28, 28]` is `[1, 28, 28]`.
  ///
  /// −1 is the last; traps where there is none. Source: `tensor[index]`.
  public final subscript(index: Int) -> Tensor {
    get {
      guard let length = shape.first else {
        fatalError("subscript: a single number has no element \(index)")
      }
      let position = index < 0 ? index + length : index
      guard (0..<length).contains(position) else {
        fatalError("subscript: \(index) is not in the first dimension of \(shape)")
      }
      return rows(position..<position + 1, shape: Array(shape.dropFirst()), "SelectBackward0")
    }
    set { set([index], to: newValue) }
  }

  /// A run of elements of the first dimension: `images[0..<20]` of `[32, 1, 28, 28]` is
  /// `[20, 1, 28, 28]`. Traps where the range reaches outside. Source: `tensor[0:20]`.
  public final subscript(range: Range<Int>) -> Tensor {
    get {
      guard let length = shape.first, range.lowerBound >= 0, range.upperBound <= length else {
        fatalError("subscript: \(range) is not in the first dimension of \(shape)")
      }
      return rows(range, shape: [range.count] + shape.dropFirst(), "SliceBackward0")
    }
    set { set([range], to: newValue) }
  }

  private final func rows(_ range: Range<Int>, shape: [Int], _ name: String) -> Tensor {
    let before = self.shape
    let length = before.dropFirst().elementCount
    let part = range.lowerBound * length..<range.upperBound * length
    return Tensor.result(Array(values[part]), shape: shape, of: name, from: [self]) { gradient in
      var whole = [Float](repeating: 0, count: before.elementCount)
      whole.replaceSubrange(part, with: gradient.values)
      return [Tensor(whole, shape: before)]
    }
  }
}
