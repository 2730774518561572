// What a reader who knows PyTorch writes, and what to write instead: the compiler says it, where its own
// words would lead nowhere. `Guide/pytorch.md` has the whole list.

extension Tensor {
  /// Another shape; here that is ``reshape(_:)``.
  @available(*, unavailable, renamed: "reshape")
  public final func view(_ shape: Int...) -> Tensor { fatalError() }

  /// A sum of plain numbers wants one.
  @available(*, unavailable, message: "write item() behind the tensor")
  public static func += (left: inout Float, right: Tensor) { fatalError() }

  /// A condition wants one answer, and a comparison has one for each element.
  @available(*, unavailable, message: "compare item(), or ask any() or all() of the answers")
  public static func < (left: Tensor, right: Tensor) -> Bool { fatalError() }

  /// A condition wants one answer, and a comparison has one for each element.
  @available(*, unavailable, message: "compare item(), or ask any() or all() of the answers")
  public static func < (left: Tensor, right: Float) -> Bool { fatalError() }

  /// A condition wants one answer, and a comparison has one for each element.
  @available(*, unavailable, message: "compare item(), or ask any() or all() of the answers")
  public static func > (left: Tensor, right: Tensor) -> Bool { fatalError() }

  /// A condition wants one answer, and a comparison has one for each element.
  @available(*, unavailable, message: "compare item(), or ask any() or all() of the answers")
  public static func > (left: Tensor, right: Float) -> Bool { fatalError() }

  /// Whole numbers and truth values become floats only where that is said.
  @available(*, unavailable, message: "write float() behind the whole numbers or truth values")
  public static func * (left: Tensor, right: PlainTensor<some Sendable>) -> Tensor { fatalError() }

  /// Whole numbers and truth values become floats only where that is said.
  @available(*, unavailable, message: "write float() behind the whole numbers or truth values")
  public static func * (left: PlainTensor<some Sendable>, right: Tensor) -> Tensor { fatalError() }

  /// Whole numbers and truth values become floats only where that is said.
  @available(*, unavailable, message: "write float() behind the whole numbers or truth values")
  public static func - (left: Tensor, right: PlainTensor<some Sendable>) -> Tensor { fatalError() }

  /// Whole numbers and truth values become floats only where that is said.
  @available(*, unavailable, message: "write float() behind the whole numbers or truth values")
  public static func - (left: PlainTensor<some Sendable>, right: Tensor) -> Tensor { fatalError() }
}

/// The larger of each element and a number; here that is ``Tensor/clamp(min:max:)``.
@available(*, unavailable, message: "write x.clamp(min: 0), or maximum(x, y) for two tensors")
public func max(_ x: Tensor, _ other: Float) -> Tensor { fatalError() }

/// The smaller of each element and a number; here that is ``Tensor/clamp(min:max:)``.
@available(*, unavailable, message: "write x.clamp(max: 0), or minimum(x, y) for two tensors")
public func min(_ x: Tensor, _ other: Float) -> Tensor { fatalError() }

/// The larger of each two elements; here that is ``maximum(_:_:)``.
@available(*, unavailable, renamed: "maximum")
public func max(_ x: Tensor, _ other: Tensor) -> Tensor { fatalError() }

/// The smaller of each two elements; here that is ``minimum(_:_:)``.
@available(*, unavailable, renamed: "minimum")
public func min(_ x: Tensor, _ other: Tensor) -> Tensor { fatalError() }
