import ExitTestSupport
import TestSupport
import Testing

@testable import Tensors

@Suite("Broadcasting") struct BroadcastingTests {
  /// Every shape of up to three dimensions with lengths of 1, 2 and 3, and some with a length of 0.
  static let shapes: [[Int]] = {
    var shapes: [[Int]] = [[]]
    for rank in 1...3 {
      shapes += shapes.filter { $0.count == rank - 1 }.flatMap { shape in
        [1, 2, 3].map { [$0] + shape }
      }
    }
    return shapes + [[0], [1, 0], [0, 3]]
  }()

  /// The definition: dimension by dimension from the last, where lengths are equal, or one is 1 or
  /// missing.
  private func commonShape(_ left: [Int], _ right: [Int]) -> [Int]? {
    var (l, r, result) = (left, right, [Int]())
    while let a = l.popLast() ?? (r.isEmpty ? nil : 1) {
      let b = r.popLast() ?? 1
      guard a == b || a == 1 || b == 1 else { return nil }
      result.insert(a == 1 ? b : a, at: 0)
    }
    return result
  }

  /// The element at a position of the common shape: positions in dimensions of length 1 count as 0.
  private func number(_ tensor: Tensor, at position: [Int]) -> Float {
    var index = 0
    for (length, place) in zip(tensor.shape, position.suffix(tensor.dim)) {
      index = index * length + (length == 1 ? 0 : place)
    }
    return tensor.values[index]
  }

  @Test("Shapes and values of all pairs of small shapes that fit")
  func allPairs() {
    var pairs = 0
    for left in Self.shapes {
      for right in Self.shapes {
        guard let shape = commonShape(left, right) else { continue }
        pairs += 1
        let a = Tensor.arange(left.elementCount).reshape(left)
        let b = (Tensor.arange(right.elementCount) * 100).reshape(right)
        let sum = a + b
        #expect(sum.shape == shape, "\(left) and \(right)")
        let expected = (0..<shape.elementCount).map { flat -> Float in
          var rest = flat
          var position: [Int] = []
          for length in shape.reversed() {
            position.insert(rest % length, at: 0)
            rest /= length
          }
          return number(a, at: position) + number(b, at: position)
        }
        expectSameBits(sum.values, expected, "\(left) and \(right)")
      }
    }
    #expect(pairs > 700)
  }

  @Test("The backward pass sums over what was repeated, for all pairs")
  func backward() {
    for left in Self.shapes {
      for right in Self.shapes {
        guard let shape = commonShape(left, right), let count = Optional(shape.elementCount),
          count > 0
        else { continue }
        let a = Tensor.zeros(left, requiresGrad: true)
        (a + Tensor.zeros(right)).backward(gradient: .ones(shape))
        // Each element of a was repeated count / a.count times, and each copy got 1.
        #expect(a.grad?.shape == left)
        #expect(a.grad?.values.allSatisfy { $0 == Float(count / a.count) } == true)
      }
    }
  }

  @Test("Shapes that do not fit are refused, with both and the dimension", .withExitTests)
  func trap() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([4, 3]) * Tensor.zeros([4])
    }
    expectMessage(
      result, "*: the shapes [4, 3] and [4] do not fit",
      "dimension -1 is 3 in one and 4 in the other")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 1, 3]) - Tensor.zeros([3, 5, 3])
    }
    expectMessage(result, "-: the shapes", "dimension -3 is 2 in one and 3 in the other")
  }
}
