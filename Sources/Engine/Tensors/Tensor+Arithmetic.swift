import Kernels

extension Tensor {
  private typealias Loop = ([Float], [Float], UnsafeMutableBufferPointer<Float>) -> Void

  /// Brings both sides to one shape and runs the loop over them.
  private static func combine(
    _ left: Tensor, _ right: Tensor, _ operation: String, _ loop: Loop
  ) -> (values: [Float], shape: [Int]) {
    let shape = Broadcasting.shape(left.shape, right.shape, operation)
    let a = Broadcasting.expand(left.values, from: left.shape, to: shape)
    let b = Broadcasting.expand(right.values, from: right.shape, to: shape)
    return (makeValues(a.count) { loop(a, b, $0) }, shape)
  }

  /// The sum of two tensors, element by element, after broadcasting. Traps where the shapes do not
  /// fit.
  public static func + (left: Tensor, right: Tensor) -> Tensor {
    let (values, shape) = combine(left, right, "+", Elementwise.add)
    let (leftShape, rightShape) = (left.shape, right.shape)
    return result(values, shape: shape, of: "AddBackward0", from: [left, right]) { gradient in
      [gradient.summed(to: leftShape), gradient.summed(to: rightShape)]
    }
  }

  /// The difference of two tensors, element by element, after broadcasting. Traps where the shapes do
  /// not fit.
  public static func - (left: Tensor, right: Tensor) -> Tensor {
    let (values, shape) = combine(left, right, "-", Elementwise.subtract)
    let (leftShape, rightShape) = (left.shape, right.shape)
    return result(values, shape: shape, of: "SubBackward0", from: [left, right]) { gradient in
      [gradient.summed(to: leftShape), (-gradient).summed(to: rightShape)]
    }
  }

  /// The product of two tensors, element by element, after broadcasting; ``matmul(_:)`` is the
  /// product of matrices. Traps where the shapes do not fit.
  public static func * (left: Tensor, right: Tensor) -> Tensor {
    let (values, shape) = combine(left, right, "*", Elementwise.multiply)
    let (a, b) = (left.detach(), right.detach())
    let (needsLeft, needsRight) = (left.requiresGrad, right.requiresGrad)
    return result(values, shape: shape, of: "MulBackward0", from: [left, right]) { gradient in
      // d(ab)/da = b, d(ab)/db = a
      [
        needsLeft ? (gradient * b).summed(to: a.shape) : nil,
        needsRight ? (gradient * a).summed(to: b.shape) : nil,
      ]
    }
  }

  /// The quotient of two tensors, element by element, after broadcasting. Traps where the shapes do
  /// not fit.
  public static func / (left: Tensor, right: Tensor) -> Tensor {
    let (values, shape) = combine(left, right, "/", Elementwise.divide)
    let (a, b) = (left.detach(), right.detach())
    let (needsLeft, needsRight) = (left.requiresGrad, right.requiresGrad)
    return result(values, shape: shape, of: "DivBackward0", from: [left, right]) { gradient in
      // d(a/b)/da = 1/b, d(a/b)/db = −a/b², as (a/b)/b: b² may be too large or too small for a float.
      [
        needsLeft ? (gradient / b).summed(to: a.shape) : nil,
        needsRight ? (-gradient * (a / b / b)).summed(to: b.shape) : nil,
      ]
    }
  }

  /// Every element with its sign changed.
  public static prefix func - (tensor: Tensor) -> Tensor {
    tensor.affine(scale: -1, offset: -0.0, "NegBackward0")
  }

  /// Every element plus `right`.
  public static func + (left: Tensor, right: Float) -> Tensor {
    left.affine(scale: 1, offset: right, "AddBackward0")
  }
  /// Every element plus `left`.
  public static func + (left: Float, right: Tensor) -> Tensor { right + left }
  /// Every element less `right`.
  public static func - (left: Tensor, right: Float) -> Tensor {
    left.affine(scale: 1, offset: -right, "SubBackward0")
  }
  /// `left` less each element.
  public static func - (left: Float, right: Tensor) -> Tensor {
    right.affine(scale: -1, offset: left, "RsubBackward1")
  }
  /// Every element times `right`.
  public static func * (left: Tensor, right: Float) -> Tensor {
    left.affine(scale: right, offset: -0.0, "MulBackward0")
  }
  /// Every element times `left`.
  public static func * (left: Float, right: Tensor) -> Tensor { right * left }
  /// Every element divided by `right`.
  public static func / (left: Tensor, right: Float) -> Tensor { left / Tensor(right) }
  /// `left` divided by each element.
  public static func / (left: Float, right: Tensor) -> Tensor { Tensor(left) / right }

  /// `scale · x + offset`, with the name of the operation that it stands for. An offset of −0
  /// changes nothing; one of 0 would make a 0 of −0.
  private final func affine(scale: Float, offset: Float, _ name: String) -> Tensor {
    let values = makeValues(count) {
      Elementwise.affine(self.values, scale: scale, offset: offset, into: $0)
    }
    return Tensor.result(values, shape: shape, of: name, from: [self]) { gradient in
      [scale == 1 ? gradient : gradient * scale]
    }
  }
}
