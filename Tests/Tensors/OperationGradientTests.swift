import TestSupport
import Testing

@testable import Tensors

/// One operation on inputs of given shapes, for comparing its gradients with finite differences.
struct GradientCase: Sendable, CustomTestStringConvertible {
  let name: String
  var shapes: [[Int]]
  /// Inputs lie around it; further away from 0 than they spread, they all have its sign.
  let center: Float
  let function: @Sendable ([Tensor]) -> Tensor

  init(
    _ name: String, _ shapes: [Int]..., around center: Float = 0,
    _ function: @Sendable @escaping ([Tensor]) -> Tensor
  ) {
    self.name = name
    self.shapes = shapes
    self.center = center
    self.function = function
  }

  var testDescription: String { name }

  /// Inputs whose elements are 0.06 apart: further than the step goes, so that none becomes the
  /// largest, or changes its sign, on the way.
  func check() {
    let inputs = shapes.enumerated().map { index, shape in
      let numbers = separatedNumbers(
        shape.elementCount, spacing: 0.06, center: center, seed: UInt64(index))
      return Tensor(numbers, shape: shape, requiresGrad: true)
    }
    expectGradients(of: inputs, name, function)
  }
}

@Suite("Gradients of operations against finite differences") struct OperationGradientTests {
  // Numbers divided by, and those that a root or logarithm is taken of, are around 2, where third
  // derivatives stay below 1.
  static let arithmetic: [GradientCase] = [
    .init("a + b", [2, 3], [2, 3]) { $0[0] + $0[1] },
    .init("a + row", [2, 3], [3]) { $0[0] + $0[1] },
    .init("column + row", [2, 1], [1, 3]) { $0[0] + $0[1] },
    .init("number + a", [], [2, 3]) { $0[0] + $0[1] },
    .init("a − b", [2, 3], [2, 3]) { $0[0] - $0[1] },
    .init("row − a", [3], [2, 2, 3]) { $0[0] - $0[1] },
    .init("a · b", [2, 3], [2, 3]) { $0[0] * $0[1] },
    .init("column · a", [2, 1], [4, 2, 3]) { $0[0] * $0[1] },
    .init("a · number", [2, 3], []) { $0[0] * $0[1] },
    .init("a / b", [2, 3], [2, 3], around: 2) { $0[0] / $0[1] },
    .init("a / row", [2, 3], [3], around: 2) { $0[0] / $0[1] },
    .init("column / a", [2, 1], [2, 3], around: 2) { $0[0] / $0[1] },
    .init("−a", [2, 3]) { -$0[0] },
    .init("a + 3", [2, 3]) { $0[0] + 3 },
    .init("3 + a", [2, 3]) { 3 + $0[0] },
    .init("a − 3", [2, 3]) { $0[0] - 3 },
    .init("3 − a", [2, 3]) { 3 - $0[0] },
    .init("a · 3", [2, 3]) { $0[0] * 3 },
    .init("3 · a", [2, 3]) { 3 * $0[0] },
    .init("a / 3", [2, 3]) { $0[0] / 3 },
    .init("3 / a", [2, 3], around: 2) { 3 / $0[0] },
    .init("a · a", [2, 3]) { $0[0] * $0[0] },
  ]

  static let functions: [GradientCase] = [
    .init("exp", [2, 3]) { $0[0].exp() },
    .init("log", [2, 3], around: 2) { $0[0].log() },
    .init("pow 3", [2, 3]) { $0[0].pow(3) },
    .init("pow −1.5", [2, 3], around: 2) { $0[0].pow(-1.5) },
    .init("pow 1", [2, 3]) { $0[0].pow(1) },
    .init("pow 0", [2, 3]) { $0[0].pow(0) },
    .init("sqrt", [2, 3], around: 2) { $0[0].sqrt() },
    .init("relu", [4, 5]) { $0[0].relu() },
    .init("relu as a function", [4, 5]) { relu($0[0]) },
    .init("tanh", [4, 5]) { $0[0].tanh() },
    .init("tanh as a function", [4, 5]) { tanh($0[0]) },
    .init("sigmoid", [4, 5]) { $0[0].sigmoid() },
    .init("sigmoid as a function", [4, 5]) { sigmoid($0[0]) },
  ]

  static let shapes: [GradientCase] = [
    .init("reshape", [2, 6]) { $0[0].reshape([3, -1]) },
    .init("flatten", [2, 3, 2]) { $0[0].flatten() },
    .init("flatten from 1", [2, 3, 2]) { $0[0].flatten(startDim: 1) },
    .init("flatten number", []) { $0[0].flatten() },
    .init("squeeze", [1, 3, 1]) { $0[0].squeeze() },
    .init("squeeze 0", [1, 3, 1]) { $0[0].squeeze(dim: 0) },
    .init("squeeze nothing", [1, 3, 1]) { $0[0].squeeze(dim: 1) },
    .init("unsqueeze", [2, 3]) { $0[0].unsqueeze(dim: 1) },
    .init("t", [2, 3]) { $0[0].t() },
    .init("element", [3, 2, 2]) { $0[0][1] },
    .init("last element", [3, 2]) { $0[0][-1] },
    .init("element twice", [3, 2]) { $0[0][1] * $0[0][1] + $0[0][0] },
    .init("range", [5, 2]) { $0[0][1..<4] },
    .init("range of nothing", [5, 2]) { $0[0][2..<2] },
  ]

  static let joining: [GradientCase] = [
    .init("stack", [2, 3], [2, 3]) { .stack($0) },
    .init("stack −1 of one twice", [2, 3], [2, 3]) { .stack([$0[0], $0[1], $0[0]], dim: -1) },
    .init("stack of numbers", [], []) { .stack($0) },
    .init("cat", [2, 3], [1, 3], [4, 3]) { .cat($0) },
    .init("cat 1", [2, 3], [2, 1]) { .cat($0, dim: 1) },
    .init("cat with nothing", [0], [2, 3]) { .cat($0, dim: 1) },
  ]

  static let reductions: [GradientCase] = [
    .init("sum", [2, 3]) { $0[0].sum() },
    .init("sum 0", [2, 3]) { $0[0].sum(dim: 0) },
    .init("sum −1, kept", [2, 3]) { $0[0].sum(dim: -1, keepDim: true) },
    .init("sum 1 of 3", [2, 3, 4]) { $0[0].sum(dim: 1) },
    .init("sum 0 and 2", [2, 3, 4]) { $0[0].sum(dim: [0, 2]) },
    .init("mean", [2, 3]) { $0[0].mean() },
    .init("mean 0", [2, 3]) { $0[0].mean(dim: 0) },
    .init("mean 1 of 3, kept", [2, 3, 4]) { $0[0].mean(dim: 1, keepDim: true) },
    .init("mean 2 and 0", [2, 3, 4]) { $0[0].mean(dim: [2, 0]) },
    .init("max", [2, 3]) { $0[0].max() },
    .init("max 0", [4, 3]) { $0[0].max(dim: 0).values },
    .init("max 1 of 3, kept", [2, 3, 4]) { $0[0].max(dim: 1, keepDim: true).values },
  ]

  static let products: [GradientCase] = [
    .init("matmul", [2, 3], [3, 4]) { $0[0].matmul($0[1]) },
    .init("matmul with itself", [3, 3]) { $0[0].matmul($0[0]) },
    .init("linear", [3, 4], [2, 4], [2]) { linear($0[0], $0[1], $0[2]) },
    .init("linear without bias", [3, 4], [2, 4]) { linear($0[0], $0[1]) },
    .init("linear of one row", [4], [2, 4], [2]) { linear($0[0], $0[1], $0[2]) },
    .init("linear of rows of rows", [2, 3, 4], [2, 4], [2]) { linear($0[0], $0[1], $0[2]) },
  ]

  @Test("Arithmetic", arguments: arithmetic) func checkArithmetic(_ gradient: GradientCase) {
    gradient.check()
  }
  @Test("Functions", arguments: functions) func checkFunctions(_ gradient: GradientCase) {
    gradient.check()
  }
  @Test("Shapes", arguments: shapes) func checkShapes(_ gradient: GradientCase) { gradient.check() }
  @Test("Joining", arguments: joining) func checkJoining(_ gradient: GradientCase) {
    gradient.check()
  }
  @Test("Reductions", arguments: reductions) func checkReductions(_ gradient: GradientCase) {
    gradient.check()
  }
  @Test("Products", arguments: products) func checkProducts(_ gradient: GradientCase) {
    gradient.check()
  }

  @Test("Where finite differences cannot look: at kinks and ties")
  func kinks() {
    let x = Tensor([-1, 0, 2, 2], requiresGrad: true)
    // relu′(0) = 0 by convention.
    relu(x).sum().backward()
    #expect(x.grad?.values == [0, 0, 1, 1])
    // The maximum of all is shared evenly among equals, the maximum along a dimension is the
    // first's.
    x.grad = nil
    x.max().backward()
    #expect(x.grad?.values == [0, 0, 0.5, 0.5])
    x.grad = nil
    x.max(dim: 0).values.backward()
    #expect(x.grad?.values == [0, 0, 1, 0])
    // d(x⁰)/dx = 0 at 0 too, d(x¹)/dx = 1.
    x.grad = nil
    (x.pow(0) + x.pow(1)).sum().backward()
    #expect(x.grad?.values == [1, 1, 1, 1])
  }

  @Test("An input that requires no gradient gets none, and the others get theirs")
  func constants() {
    let (a, b) = (Tensor([[1, 2], [3, 4]]), Tensor([[5, 6], [7, 8]]))
    let operations: [(Tensor, Tensor) -> Tensor] = [
      { $0 + $1 }, { $0 - $1 }, { $0 * $1 }, { $0 / $1 }, { $0.matmul($1) }, { linear($0, $1) },
    ]
    for operation in operations {
      b.requiresGrad = true
      operation(a, b).sum().backward()
      let right = b.grad?.values
      (b.grad, b.requiresGrad, a.requiresGrad) = (nil, false, true)
      operation(a, b).sum().backward()
      let left = a.grad?.values
      #expect(b.grad == nil)
      (a.grad, b.requiresGrad) = (nil, true)
      operation(a, b).sum().backward()
      #expect(a.grad?.values == left && left != nil)
      #expect(b.grad?.values == right && right != nil)
      (a.grad, b.grad, a.requiresGrad) = (nil, nil, false)
    }
  }
}
