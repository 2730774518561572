// What stands in brackets: `x[2]`, `x[0..., 1..<3]`, `x[labels]`, `x[mask]`. All can be read, and set.

/// What stands in brackets for one dimension: a whole number, or a range of them.
///
/// `x[0..., 2]` is PyTorch's `x[:, 2]`, and `x[1, 3...]` its `x[1, 3:]`.
public protocol TensorIndex {
  /// The first place in a dimension of this length, the place behind the last, and whether the
  /// dimension stays.
  func places(in length: Int) -> (start: Int, end: Int, staysDimension: Bool)
}

extension Int: TensorIndex {
  /// One place, −1 being the last; the dimension goes away.
  public func places(in length: Int) -> (start: Int, end: Int, staysDimension: Bool) {
    let place = self < 0 ? self + length : self
    return (place, place &+ 1, false)
  }
}
extension Range: TensorIndex where Bound == Int {
  /// A run of places.
  public func places(in length: Int) -> (start: Int, end: Int, staysDimension: Bool) {
    (lowerBound, upperBound, true)
  }
}
extension ClosedRange: TensorIndex where Bound == Int {
  /// A run of places.
  public func places(in length: Int) -> (start: Int, end: Int, staysDimension: Bool) {
    (lowerBound, upperBound &+ 1, true)
  }
}
extension PartialRangeFrom: TensorIndex where Bound == Int {
  /// All places from one on.
  public func places(in length: Int) -> (start: Int, end: Int, staysDimension: Bool) {
    (lowerBound, length, true)
  }
}
extension PartialRangeUpTo: TensorIndex where Bound == Int {
  /// All places before one.
  public func places(in length: Int) -> (start: Int, end: Int, staysDimension: Bool) {
    (0, upperBound, true)
  }
}
extension PartialRangeThrough: TensorIndex where Bound == Int {
  /// All places up to one.
  public func places(in length: Int) -> (start: Int, end: Int, staysDimension: Bool) {
    (0, upperBound &+ 1, true)
  }
}

extension Tensor {
  /// A number or a range for each of the first dimensions: the second column of a matrix is
  /// `x[0..., 1]`, the middle of images `[32, 1, 28, 28]` is `x[0..., 0, 7..<21, 7..<21]`.
  ///
  /// Setting changes this very tensor, and what is set is repeated where it is smaller. Traps where a
  /// place is outside, and where a leaf that requires a gradient is set. Source: `tensor[:, 1]`.
  public final subscript(
    first: any TensorIndex, second: any TensorIndex, rest: any TensorIndex...
  ) -> Tensor {
    get { part([first, second] + rest) }
    set { set([first, second] + rest, to: newValue) }
  }

  /// A run of elements of the first dimension, both ends included. Source: `tensor[0:3]`.
  public final subscript(range: ClosedRange<Int>) -> Tensor {
    get { part([range]) }
    set { set([range], to: newValue) }
  }

  /// The elements of the first dimension from one on. Source: `tensor[2:]`.
  public final subscript(range: PartialRangeFrom<Int>) -> Tensor {
    get { part([range]) }
    set { set([range], to: newValue) }
  }

  /// The elements of the first dimension before one. Source: `tensor[:2]`.
  public final subscript(range: PartialRangeUpTo<Int>) -> Tensor {
    get { part([range]) }
    set { set([range], to: newValue) }
  }

  /// The elements of the first dimension up to one. Source: `tensor[:3]`.
  public final subscript(range: PartialRangeThrough<Int>) -> Tensor {
    get { part([range]) }
    set { set([range], to: newValue) }
  }

  /// The rows, or what else the first dimension counts, at some places: `[60000, 784]` at `[2]` to
  /// `[2, 784]`.
  ///
  /// A place can come more than once, and −1 is the last. Traps where it is outside.
  /// Source: `tensor[index]`.
  public final subscript(index: IntTensor) -> Tensor {
    get {
      let part = Part(index, of: shape)
      return taking(part.places, shape: part.shape, of: "IndexBackward0", adds: true)
    }
    set { set(Part(index, of: shape), to: newValue, "IndexPutBackward0") }
  }

  /// For each two places the element at that row and column: the scores of the right classes are
  /// `scores[.arange(32), labels]`. Traps where a place is outside. Source: `tensor[rows, columns]`.
  public final subscript(rows: IntTensor, columns: IntTensor) -> Tensor {
    get {
      let part = Part(rows, columns, of: shape)
      return taking(part.places, shape: part.shape, of: "IndexBackward0", adds: true)
    }
    set { set(Part(rows, columns, of: shape), to: newValue, "IndexPutBackward0") }
  }

  /// What stands where the mask says true: `images[labels == 3]` are the threes. The mask has the
  /// shape of the tensor, or of its first dimensions. Source: `tensor[mask]`.
  public final subscript(mask: BoolTensor) -> Tensor {
    get {
      let part = Part(mask, of: shape)
      return taking(part.places, shape: part.shape, of: "IndexBackward0", adds: true)
    }
    set { set(Part(mask, of: shape), to: newValue, "IndexPutBackward0") }
  }

  private final func part(_ indices: [any TensorIndex]) -> Tensor {
    let part = Part(indices, of: shape)
    let name = indices.last is Int ? "SelectBackward0" : "SliceBackward0"
    return taking(part.places, shape: part.shape, of: name)
  }

  final func set(_ indices: [any TensorIndex], to new: Tensor) {
    set(Part(indices, of: shape), to: new, "CopySlices")
  }

  private final func set(_ part: Part, to new: Tensor, _ name: String) {
    let newShape = new.shape
    guard Broadcasting.shape(newShape, part.shape, "subscript") == part.shape else {
      fatalError("subscript: a part of shape \(part.shape) cannot be set to one of \(newShape)")
    }
    let elements = Broadcasting.expand(new.values, from: newShape, to: part.shape)
    var whole = values
    for (place, element) in zip(part.places, elements) { whole[place] = element }
    let result = Tensor.result(whole, shape: shape, of: name, from: [self, new]) { gradient in
      // What was there before has no part in the result any more.
      var rest = gradient.values
      let reached = part.places.map { rest[$0] }
      for place in part.places { rest[place] = 0 }
      return [
        Tensor(rest, shape: gradient.shape),
        Tensor(reached, shape: part.shape).summed(to: newShape),
      ]
    }
    become(result, "subscript")
  }
}

extension PlainTensor {
  /// The elements at some places of the first dimension. Source: `tensor[index]`.
  public subscript(index: IntTensor) -> PlainTensor { taking(Part(index, of: shape)) }

  /// The elements where the mask says true. Source: `tensor[mask]`.
  public subscript(mask: BoolTensor) -> PlainTensor { taking(Part(mask, of: shape)) }

  private func taking(_ part: Part) -> PlainTensor {
    PlainTensor(part.places.map { values[$0] }, shape: part.shape)
  }
}

/// Some of a tensor's elements: where they stand, and in which shape.
private struct Part {
  let places: [Int]
  let shape: [Int]

  init(_ indices: [any TensorIndex], of shape: [Int]) {
    guard indices.count <= shape.count else {
      fatalError("subscript: \(indices.count) indices are too many for the shape \(shape)")
    }
    var (steps, kept) = (Tensors.places(in: shape), [Int]())
    for (dim, index) in indices.enumerated() {
      let (start, end, stays) = index.places(in: shape[dim])
      guard start >= 0, start <= end, end <= shape[dim] else {
        fatalError("subscript: \(index) is not in dimension \(dim) of \(shape)")
      }
      steps[dim] = Array(steps[dim][start..<end])
      if stays { kept.append(end - start) }
    }
    self.places = everyPlace(steps)
    self.shape = kept + shape.dropFirst(indices.count)
  }

  init(_ index: IntTensor, of shape: [Int]) {
    guard shape.count > 0 else { fatalError("subscript: a single number has no places") }
    let rows = index.values.map { Part.place($0, in: 0, of: shape) }
    self.init(rows, of: shape, dims: 1, into: index.shape)
  }

  init(_ rows: IntTensor, _ columns: IntTensor, of shape: [Int]) {
    guard shape.count > 1 else {
      fatalError("subscript: rows and columns are too many for the shape \(shape)")
    }
    guard rows.shape == columns.shape else {
      fatalError("subscript: places of shapes \(rows.shape) and \(columns.shape) make no pairs")
    }
    let pairs = zip(rows.values, columns.values).map { row, column in
      let column = Part.place(column, in: 1, of: shape)
      return Part.place(row, in: 0, of: shape) * shape[1] + column
    }
    self.init(pairs, of: shape, dims: 2, into: rows.shape)
  }

  init(_ mask: BoolTensor, of shape: [Int]) {
    let dims = mask.shape.count
    guard Array(shape.prefix(dims)) == mask.shape else {
      fatalError("subscript: a mask of shape \(mask.shape) does not fit the shape \(shape)")
    }
    let chosen = mask.values.indices.filter { mask.values[$0] }
    self.init(chosen, of: shape, dims: dims, into: [chosen.count])
  }

  /// Blocks that the first `dims` dimensions count, put into the shape `outer`.
  private init(_ blocks: [Int], of shape: [Int], dims: Int, into outer: [Int]) {
    let block = shape.dropFirst(dims)
    let length = block.elementCount
    places = blocks.flatMap { $0 * length..<($0 + 1) * length }
    self.shape = outer + block
  }

  private static func place(_ index: Int, in dim: Int, of shape: [Int]) -> Int {
    let place = index < 0 ? index + shape[dim] : index
    guard (0..<shape[dim]).contains(place) else {
      fatalError("subscript: \(index) is not in dimension \(dim) of \(shape)")
    }
    return place
  }
}
