import TestSupport
import Testing

@testable import Tensors

@Suite("Gradients of what takes, chooses and orders, against finite differences")
struct ChoosingGradientTests {
  private static let mask = BoolTensor([true, false, true, true, false, false], shape: [2, 3])

  static let taking: [GradientCase] = [
    .init("permute", [2, 3, 4]) { $0[0].permute([2, 0, -2]) },
    .init("transpose", [2, 3, 4]) { $0[0].transpose(0, -1) },
    .init("expand", [3, 1]) { $0[0].expand([2, -1, 4]) },
    .init("flip", [2, 3, 4]) { $0[0].flip([0, -1]) },
    .init("indexSelect", [2, 3]) { $0[0].indexSelect(dim: 1, IntTensor([2, 0, 2])) },
    .init("gather", [2, 3]) { $0[0].gather(dim: 1, IntTensor([2, 0, 2, 1], shape: [2, 2])) },
    .init("column", [2, 3]) { $0[0][0..., 1] },
    .init("element", [2, 3, 2]) { $0[0][-1, 2, 0] },
    .init("block", [4, 3, 2]) { $0[0][1...2, ..<2] },
    .init("rows", [3, 2]) { $0[0][IntTensor([2, -1, 0])] },
    .init("pairs", [2, 3]) { $0[0][IntTensor([0, 1, 0]), IntTensor([2, 1, 2])] },
    .init("mask", [2, 3]) { $0[0][mask] },
    .init("mask of rows", [2, 3]) { $0[0][BoolTensor([false, true])] },
    .init("softmax of columns", [3, 2]) { softmax($0[0], dim: 0) },
  ]

  /// Each changes a copy, since a leaf that requires a gradient cannot be changed.
  private static func changing(
    _ name: String, _ shapes: [Int]..., change: @Sendable @escaping (inout Tensor, [Tensor]) -> Void
  ) -> GradientCase {
    var gradient = GradientCase(name) { inputs in
      var x = inputs[0] * inputs[0]
      change(&x, inputs)
      return x * x
    }
    gradient.shapes = shapes
    return gradient
  }

  static let inPlace: [GradientCase] = [
    changing("+=", [2, 3], [3]) { $0 += $1[1] },
    changing("-=", [2, 3], [2, 1]) { $0 -= $1[1] },
    changing("*=", [2, 3], [2, 3]) { $0 *= $1[1] },
    changing("/=", [2, 3]) { $0 /= $1[0] * $1[0] + 1 },
    changing("+= number", [2, 3]) { x, _ in x += 2 },
    changing("itself", [2, 3]) { x, _ in x += x },
    changing("element +=", [3, 2], [2]) { $0[1] += $1[1] },
    changing("set", [3, 2], [2]) { $0[1] = $1[1] },
    changing("set a range to one row", [3, 2], [2]) { $0[1..<3] = $1[1] },
    changing("set a column", [3, 2], [3]) { $0[0..., 1] = $1[1] },
    changing("set rows", [3, 2], [2, 2]) { $0[IntTensor([2, 0])] = $1[1] },
    changing("set pairs", [2, 3], [2]) { $0[IntTensor([0, 1]), IntTensor([2, 0])] = $1[1] },
    changing("set by mask", [2, 3], []) { $0[mask] = $1[1] },
  ]

  static let choosing: [GradientCase] = [
    .init("where", [2, 3], [2, 3]) { .where(mask, $0[0], $0[1]) },
    .init("where row, column", [3], [2, 1]) { .where(mask, $0[0], $0[1]) },
    .init("where number", [2, 3]) { .where(mask, $0[0], 7) },
    .init("where number first", [2, 3]) { .where(mask, 7, $0[0]) },
    .init("maskedFill", [2, 3]) { $0[0].maskedFill(mask, -1) },
    .init("maximum", [2, 3], [3]) { maximum($0[0], $0[1] + 0.03) },
    .init("minimum", [2, 3], [2, 1]) { minimum($0[0], $0[1] + 0.03) },
    .init("clamp", [4, 5]) { $0[0].clamp(min: -0.3, max: 0.24) },
    .init("clamp from below", [4, 5]) { $0[0].clamp(min: 0) },
    .init("abs", [4, 5]) { abs($0[0]) },
    .init("square", [2, 3]) { $0[0].square() },
    .init("rsqrt", [2, 3], around: 2) { $0[0].rsqrt() },
    .init("functions", [2, 3], around: 2) { exp(log(sqrt(pow($0[0], 3)))) },
    .init("clone", [2, 3]) { $0[0].clone() * $0[0] },
  ]

  static let summarizing: [GradientCase] = [
    .init("var", [2, 3]) { $0[0].var() },
    .init("var 1, kept", [2, 3]) { $0[0].var(dim: 1, correction: 0, keepDim: true) },
    .init("var 0 and 2", [2, 3, 2]) { $0[0].var(dim: [0, 2]) },
    .init("std", [2, 3]) { $0[0].std() },
    .init("std 0", [4, 3]) { $0[0].std(dim: 0) },
    .init("std 2 and 0, kept", [2, 3, 2]) { $0[0].std(dim: [2, 0], keepDim: true) },
    .init("norm", [2, 3]) { $0[0].norm() },
    .init("cumsum", [3, 4]) { $0[0].cumsum(dim: 0) },
    .init("cumsum 1 of 3", [2, 3, 2]) { $0[0].cumsum(dim: 1) },
    .init("sort", [2, 5]) { $0[0].sort().values },
    .init("sort 0, descending", [5, 2]) { $0[0].sort(dim: 0, descending: true).values },
    .init("topk", [2, 5]) { $0[0].topk(2).values },
    .init("topk 0, smallest", [5, 2]) { $0[0].topk(3, dim: 0, largest: false).values },
    .init("min 1", [2, 5]) { $0[0].min(dim: 1).values },
    .init("min 0, kept", [5, 2]) { $0[0].min(dim: 0, keepDim: true).values },
    .init("vector · vector", [4], [4]) { $0[0].matmul($0[1]) },
    .init("matrix · vector", [3, 4], [4]) { $0[0].matmul($0[1]) },
    .init("vector · matrix", [3], [3, 4]) { $0[0].matmul($0[1]) },
  ]

  @Test("Taking", arguments: taking) func checkTaking(_ gradient: GradientCase) { gradient.check() }
  @Test("Choosing", arguments: choosing) func checkChoosing(_ gradient: GradientCase) {
    gradient.check()
  }
  @Test("In place", arguments: inPlace) func checkInPlace(_ gradient: GradientCase) {
    gradient.check()
  }
  @Test("Summaries, order and products", arguments: summarizing)
  func checkSummarizing(_ gradient: GradientCase) { gradient.check() }

  @Test("Steps have no slope, and what is at a bound has one")
  func kinks() {
    let x = Tensor([-1.5, 0, 1], requiresGrad: true)
    for step in [x.sign(), x.round(), x.floor(), x.ceil()] { step.sum().backward() }
    #expect(x.grad?.values == [0, 0, 0])
    x.grad = nil
    (x.clamp(min: 0, max: 1) + x.abs()).sum().backward()
    #expect(x.grad?.values == [-1, 1, 2])
  }
}
