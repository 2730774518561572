// What is computed of whole numbers and truth values: comparisons, counts, and other shapes.

extension PlainTensor where Element: Comparable {
  /// Which elements are smaller. Traps where the shapes differ. Source: `torch.lt`.
  public static func < (left: PlainTensor, right: PlainTensor) -> BoolTensor {
    left.compare(right, "<", <)
  }
  /// Which elements are smaller or equal. Traps where the shapes differ. Source: `torch.le`.
  public static func <= (left: PlainTensor, right: PlainTensor) -> BoolTensor {
    left.compare(right, "<=", <=)
  }
  /// Which elements are larger. Traps where the shapes differ. Source: `torch.gt`.
  public static func > (left: PlainTensor, right: PlainTensor) -> BoolTensor {
    left.compare(right, ">", >)
  }
  /// Which elements are larger or equal. Traps where the shapes differ. Source: `torch.ge`.
  public static func >= (left: PlainTensor, right: PlainTensor) -> BoolTensor {
    left.compare(right, ">=", >=)
  }
  /// Which elements are smaller than `right`. Source: `torch.lt`.
  public static func < (left: PlainTensor, right: Element) -> BoolTensor { left.map { $0 < right } }
  /// Which elements are at most `right`. Source: `torch.le`.
  public static func <= (left: PlainTensor, right: Element) -> BoolTensor {
    left.map { $0 <= right }
  }
  /// Which elements are larger than `right`. Source: `torch.gt`.
  public static func > (left: PlainTensor, right: Element) -> BoolTensor { left.map { $0 > right } }
  /// Which elements are at least `right`. Source: `torch.ge`.
  public static func >= (left: PlainTensor, right: Element) -> BoolTensor {
    left.map { $0 >= right }
  }
}

extension PlainTensor where Element: Equatable {
  /// Which elements are equal, one answer for each. Traps where the shapes differ. Source:
  /// `torch.eq`.
  public static func == (left: PlainTensor, right: PlainTensor) -> BoolTensor {
    left.compare(right, "==", ==)
  }
  /// Which elements differ. Traps where the shapes differ. Source: `torch.ne`.
  public static func != (left: PlainTensor, right: PlainTensor) -> BoolTensor {
    left.compare(right, "!=", !=)
  }
  /// Which elements are `right`: `labels == 3`. Source: `torch.eq`.
  public static func == (left: PlainTensor, right: Element) -> BoolTensor {
    left.map { $0 == right }
  }
  /// Which elements are not `right`. Source: `torch.ne`.
  public static func != (left: PlainTensor, right: Element) -> BoolTensor {
    left.map { $0 != right }
  }
}

extension PlainTensor {
  fileprivate func map<Other>(_ function: (Element) -> Other) -> PlainTensor<Other> {
    PlainTensor<Other>(values.map(function), shape: shape)
  }

  fileprivate func compare(
    _ other: PlainTensor, _ operation: String, _ answer: (Element, Element) -> Bool
  ) -> BoolTensor {
    guard shape == other.shape else {
      fatalError("\(operation): the shapes \(shape) and \(other.shape) differ")
    }
    return BoolTensor(zip(values, other.values).map(answer), shape: shape)
  }

  /// The same elements in another shape; one length may be −1, and is then what is left over. Traps where
  /// the counts differ. Source: `torch.reshape`.
  public func reshape(_ shape: [Int]) -> PlainTensor {
    PlainTensor(values, shape: self.shape.resolve(shape))
  }

  /// With a new dimension of length 1 at `dim`: `[32]` to `[32, 1]` at 1. Source: `torch.unsqueeze`.
  public func unsqueeze(dim: Int) -> PlainTensor {
    PlainTensor(values, shape: shape.inserting(1, at: dim, "unsqueeze"))
  }

  /// Without the dimensions of length 1. Source: `torch.squeeze`.
  public func squeeze() -> PlainTensor { PlainTensor(values, shape: shape.filter { $0 != 1 }) }
}

extension PlainTensor where Element == Bool {
  /// Where both are true. Traps where the shapes differ. Source: `torch.logical_and`.
  public static func & (left: BoolTensor, right: BoolTensor) -> BoolTensor {
    left.compare(right, "&") { $0 && $1 }
  }
  /// Where one is true, or both. Traps where the shapes differ. Source: `torch.logical_or`.
  public static func | (left: BoolTensor, right: BoolTensor) -> BoolTensor {
    left.compare(right, "|") { $0 || $1 }
  }
  /// Where it is false. Source: `torch.logical_not`.
  public static prefix func ~ (mask: BoolTensor) -> BoolTensor { mask.map { !$0 } }

  /// Whether one of all elements is true, shape `[]`; false of none. Source: `torch.any`.
  public func any() -> BoolTensor { BoolTensor([values.contains(true)], shape: []) }

  /// Whether all elements are true, shape `[]`; true of none. Source: `torch.all`.
  public func all() -> BoolTensor { BoolTensor([!values.contains(false)], shape: []) }

  /// How many are true, shape `[]`. Source: `torch.sum`.
  public func sum() -> IntTensor { IntTensor([values.count { $0 }], shape: []) }
}

extension PlainTensor where Element == Int {
  /// The sum of all elements, shape `[]`. Source: `torch.sum`.
  public func sum() -> IntTensor { IntTensor([values.reduce(0, &+)], shape: []) }

  /// 0, 1, 2, … up to `end`, without it. Source: `torch.arange`.
  public static func arange(_ end: Int) -> IntTensor {
    guard end >= 0 else { fatalError("arange: the end \(end) is before 0") }
    _ = [end].elementCount(for: "arange", bytes: MemoryLayout<Int>.stride)
    return IntTensor(Array(0..<end))
  }
}

/// For each label a row with 1 at its place and 0 elsewhere: labels `[32]` of 10 classes to `[32, 10]`.
///
/// These are whole numbers; `float()` makes a ``Tensor`` of them. With −1, there are as
/// many classes as the largest label asks for. Traps where a label is no class, and for a number of
/// classes below −1. Source: `torch.nn.functional.one_hot`.
public func oneHot(_ labels: IntTensor, numClasses: Int = -1) -> IntTensor {
  guard numClasses >= -1 else {
    fatalError("oneHot: \(numClasses) is no number of classes; −1 takes it from the labels")
  }
  guard numClasses >= 0 || labels.count > 0 else {
    fatalError("oneHot: there are no labels to take the number of classes from; give numClasses")
  }
  let classes = numClasses < 0 ? (labels.values.max() ?? 0) &+ 1 : numClasses
  let shape = labels.shape + [classes]
  var ones = [Int](
    repeating: 0, count: shape.elementCount(for: "oneHot", bytes: MemoryLayout<Int>.stride))
  for (row, label) in labels.values.enumerated() {
    guard (0..<classes).contains(label) else {
      fatalError("oneHot: label \(row) is \(label), and there are \(classes) classes, from 0 on")
    }
    ones[row * classes + label] = 1
  }
  return IntTensor(ones, shape: shape)
}
