// Comparisons give answers, true or false for each element, which have no gradient. What is chosen
// by them does: `Tensor.where`, `maskedFill`, `maximum`.

extension Tensor {
  private static func compare(
    _ left: Tensor, _ right: Tensor, _ operation: String, _ answer: (Float, Float) -> Bool
  ) -> BoolTensor {
    let shape = Broadcasting.shape(left.shape, right.shape, operation)
    let a = Broadcasting.expand(left.values, from: left.shape, to: shape)
    let b = Broadcasting.expand(right.values, from: right.shape, to: shape)
    return BoolTensor(zip(a, b).map(answer), shape: shape)
  }

  /// Which elements are equal, after broadcasting; a NaN is not even equal to itself. Source: `torch.eq`.
  public static func == (left: Tensor, right: Tensor) -> BoolTensor {
    compare(left, right, "==", ==)
  }
  /// Which elements differ, after broadcasting. Source: `torch.ne`.
  public static func != (left: Tensor, right: Tensor) -> BoolTensor {
    compare(left, right, "!=", !=)
  }
  /// Which elements are smaller, after broadcasting. Source: `torch.lt`.
  public static func < (left: Tensor, right: Tensor) -> BoolTensor { compare(left, right, "<", <) }
  /// Which elements are smaller or equal, after broadcasting. Source: `torch.le`.
  public static func <= (left: Tensor, right: Tensor) -> BoolTensor {
    compare(left, right, "<=", <=)
  }
  /// Which elements are larger, after broadcasting. Source: `torch.gt`.
  public static func > (left: Tensor, right: Tensor) -> BoolTensor { compare(left, right, ">", >) }
  /// Which elements are larger or equal, after broadcasting. Source: `torch.ge`.
  public static func >= (left: Tensor, right: Tensor) -> BoolTensor {
    compare(left, right, ">=", >=)
  }

  /// Which elements are `right`. Source: `torch.eq`.
  public static func == (left: Tensor, right: Float) -> BoolTensor { left == Tensor(right) }
  /// Which elements are not `right`. Source: `torch.ne`.
  public static func != (left: Tensor, right: Float) -> BoolTensor { left != Tensor(right) }
  /// Which elements are smaller than `right`. Source: `torch.lt`.
  public static func < (left: Tensor, right: Float) -> BoolTensor { left < Tensor(right) }
  /// Which elements are at most `right`. Source: `torch.le`.
  public static func <= (left: Tensor, right: Float) -> BoolTensor { left <= Tensor(right) }
  /// Which elements are larger than `right`. Source: `torch.gt`.
  public static func > (left: Tensor, right: Float) -> BoolTensor { left > Tensor(right) }
  /// Which elements are at least `right`. Source: `torch.ge`.
  public static func >= (left: Tensor, right: Float) -> BoolTensor { left >= Tensor(right) }

  /// Which elements are not a number. Source: `torch.isnan`.
  public final func isNaN() -> BoolTensor { BoolTensor(values.map(\.isNaN), shape: shape) }

  /// Which elements are neither infinite nor NaN. Source: `torch.isfinite`.
  public final func isFinite() -> BoolTensor { BoolTensor(values.map(\.isFinite), shape: shape) }
}

extension Tensor {
  /// The elements of `x` where the condition is true, and those of `other` elsewhere, after
  /// broadcasting.
  ///
  /// A gradient reaches what was chosen, and 0 the rest. Traps where the shapes do not fit.
  /// Source: `torch.where`.
  public static func `where`(_ condition: BoolTensor, _ x: Tensor, _ other: Tensor) -> Tensor {
    choose(condition, x, other, "where", "WhereBackward0")
  }

  /// The elements of `x` where the condition is true, and `other` elsewhere. Source: `torch.where`.
  public static func `where`(_ condition: BoolTensor, _ x: Tensor, _ other: Float) -> Tensor {
    Tensor.where(condition, x, Tensor(other))
  }

  /// `x` where the condition is true, and the elements of `other` elsewhere. Source: `torch.where`.
  public static func `where`(_ condition: BoolTensor, _ x: Float, _ other: Tensor) -> Tensor {
    Tensor.where(condition, Tensor(x), other)
  }

  /// `x` where the condition is true, and `other` elsewhere. Source: `torch.where`.
  public static func `where`(_ condition: BoolTensor, _ x: Float, _ other: Float) -> Tensor {
    Tensor.where(condition, Tensor(x), Tensor(other))
  }

  /// `value` where the mask is true, and the elements as they are elsewhere, after broadcasting.
  /// Source: `torch.Tensor.masked_fill`.
  public final func maskedFill(_ mask: BoolTensor, _ value: Float) -> Tensor {
    Tensor.choose(mask, Tensor(value), self, "maskedFill", "MaskedFillBackward0")
  }

  private static func choose(
    _ condition: BoolTensor, _ x: Tensor, _ other: Tensor, _ operation: String, _ name: String
  ) -> Tensor {
    let (first, second) = (x.shape, other.shape)
    let pair = Broadcasting.shape(first, second, operation)
    let shape = Broadcasting.shape(condition.shape, pair, operation)
    let isFirst = Broadcasting.expand(condition.float().values, from: condition.shape, to: shape)
    let a = Broadcasting.expand(x.values, from: first, to: shape)
    let b = Broadcasting.expand(other.values, from: second, to: shape)
    let chosen = isFirst.indices.map { isFirst[$0] == 1 ? a[$0] : b[$0] }
    let (needsFirst, needsSecond) = (x.requiresGrad, other.requiresGrad)
    return result(chosen, shape: shape, of: name, from: [x, other]) { gradient in
      // Not multiplied by 0, which makes NaN of what is infinite.
      func part(_ which: Float, _ target: [Int]) -> Tensor {
        let kept = zip(isFirst, gradient.values).map { $0 == which ? $1 : 0 }
        return Tensor(kept, shape: shape).summed(to: target)
      }
      return [needsFirst ? part(1, first) : nil, needsSecond ? part(0, second) : nil]
    }
  }
}

/// The larger of each two elements, after broadcasting; NaN where one is. Equal ones share the
/// gradient. With a number, ``Tensor/clamp(min:max:)`` does it. Source: `torch.maximum`.
public func maximum(_ x: Tensor, _ other: Tensor) -> Tensor {
  extreme(x, other, "maximum", "MaximumBackward0", >)
}

/// The smaller of each two elements, after broadcasting; NaN where one is. Equal ones share the
/// gradient. With a number, ``Tensor/clamp(min:max:)`` does it. Source: `torch.minimum`.
public func minimum(_ x: Tensor, _ other: Tensor) -> Tensor {
  extreme(x, other, "minimum", "MinimumBackward0", <)
}

private func extreme(
  _ x: Tensor, _ other: Tensor, _ operation: String, _ name: String,
  _ wins: @escaping (Float, Float) -> Bool
) -> Tensor {
  let shape = Broadcasting.shape(x.shape, other.shape, operation)
  let a = Broadcasting.expand(x.values, from: x.shape, to: shape)
  let b = Broadcasting.expand(other.values, from: other.shape, to: shape)
  let values = zip(a, b).map { a, b in a.isNaN || wins(a, b) ? a : b.isNaN || wins(b, a) ? b : a }
  return Tensor.result(values, shape: shape, of: name, from: [x, other]) {
    [first = x.shape, second = other.shape] gradient in
    let g = gradient.values
    func part(_ own: [Float], _ others: [Float], _ target: [Int]) -> Tensor {
      let reached = g.indices.map {
        wins(others[$0], own[$0]) ? 0 : own[$0] == others[$0] ? g[$0] / 2 : g[$0]
      }
      return Tensor(reached, shape: shape).summed(to: target)
    }
    return [part(a, b, first), part(b, a, second)]
  }
}
