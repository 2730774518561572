import ExitTestSupport
import TestSupport
import Testing

@testable import Tensors

@Suite("Sums, means and maxima of tensors") struct TensorReductionTests {
  static let shape = [2, 3, 4]
  static let x = randomNumbers(24, seed: 40)

  /// The elements along one dimension of `x`, for each position in the other two.
  private func lines(along dim: Int) -> [[Float]] {
    let (first, second) = [(1, 2), (0, 2), (0, 1)][dim]
    var lines: [[Float]] = []
    for a in 0..<Self.shape[first] {
      for b in 0..<Self.shape[second] {
        lines.append(
          (0..<Self.shape[dim]).map { c in
            var position = [c, c, c]
            (position[first], position[second]) = (a, b)
            return Self.x[(position[0] * 3 + position[1]) * 4 + position[2]]
          })
      }
    }
    return lines
  }

  @Test("Along each dimension, counted from either end, kept or not", arguments: [0, 1, 2])
  func alongOne(dim: Int) {
    let x = Tensor(Self.x, shape: Self.shape)
    let lines = lines(along: dim)
    var removed = Self.shape
    removed.remove(at: dim)
    var kept = Self.shape
    kept[dim] = 1
    for named in [dim, dim - 3] {
      for (keepDim, shape) in [(false, removed), (true, kept)] {
        let sum = x.sum(dim: named, keepDim: keepDim)
        let mean = x.mean(dim: named, keepDim: keepDim)
        let max = x.max(dim: named, keepDim: keepDim)
        let argmax = x.argmax(dim: named, keepDim: keepDim)
        #expect([sum.shape, mean.shape, max.values.shape] == [shape, shape, shape])
        #expect([max.indices.shape, argmax.shape] == [shape, shape])
        expectClose(sum.values, lines.map { $0.reduce(0, +) }, within: 1e-6, "sum")
        expectClose(
          mean.values, lines.map { $0.reduce(0, +) / Float($0.count) }, within: 1e-6, "mean")
        #expect(max.values.values == lines.map { $0.max()! })
        #expect(argmax.values == lines.map { $0.firstIndex(of: $0.max()!)! })
        #expect(max.indices.values == argmax.values)
      }
    }
  }

  @Test("A dimension goes unless it is kept")
  func removed() {
    let x = Tensor(Self.x, shape: Self.shape)
    for shape in [
      x.sum(dim: 1).shape, x.sum(dim: [1]).shape, x.mean(dim: 1).shape, x.mean(dim: [1]).shape,
      x.max(dim: 1).values.shape, x.max(dim: 1).indices.shape, x.argmax(dim: 1).shape,
    ] {
      #expect(shape == [Self.shape[0], Self.shape[2]])
    }
  }

  @Test("Along several dimensions in any order")
  func alongSeveral() {
    let x = Tensor(Self.x, shape: Self.shape)
    let expected = lines(along: 1).map { $0.reduce(0, +) }
    let bySecond = (0..<4).map { column in expected[column] + expected[column + 4] }
    for dims in [[0, 1], [1, 0], [-2, -3]] {
      expectClose(x.sum(dim: dims).values, bySecond, within: 1e-6, "sum \(dims)")
      expectClose(x.mean(dim: dims).values, bySecond.map { $0 / 6 }, within: 1e-6, "mean \(dims)")
    }
    #expect(x.sum(dim: [0, 2]).shape == [3])
    #expect(x.sum(dim: [0, 2], keepDim: true).shape == [1, 3, 1])
    #expect(x.mean(dim: [2, 0], keepDim: true).shape == [1, 3, 1])
  }

  @Test("Of all elements")
  func all() {
    let x = Tensor([[1, -2], [3, 4]])
    #expect(x.sum().item() == 6 && x.sum().shape == [])
    #expect(x.mean().item() == 1.5 && x.mean().shape == [])
    #expect(x.max().item() == 4 && x.max().shape == [])
    #expect(Tensor.zeros([0, 2]).sum().item() == 0)
    #expect(Tensor.zeros([0, 2]).mean().item().isNaN)
    #expect(Tensor.zeros([0, 2]).sum(dim: 0).values == [0, 0])
  }

  @Test("Of equal elements argmax names the first, and a NaN is the largest")
  func ties() {
    let x = Tensor([[7, 9, 9], [.nan, 1, 2], [0, 0, 0]])
    #expect(x.argmax(dim: 1).values == [1, 0, 0])
    #expect(x.argmax(dim: 0).values == [1, 0, 0])
  }

  @Test("A dimension that is not there, and a maximum of nothing, are refused", .withExitTests)
  func traps() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 3]).sum(dim: 2)
    }
    expectMessage(result, "sum: the shape [2, 3] has no dimension 2")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 3]).argmax(dim: -3)
    }
    expectMessage(result, "argmax: the shape [2, 3] has no dimension -3")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 0]).max(dim: 1)
    }
    expectMessage(result, "max: a dimension of [2, 0] holds no element")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 3]).sum(dim: [0, 1, -1])
    }
    expectMessage(result, "sum: [0, 1, -1] names a dimension of the shape [2, 3] twice")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 3]).mean(dim: [-2, 0])
    }
    expectMessage(result, "mean: [-2, 0] names a dimension of the shape [2, 3] twice")
  }
}
