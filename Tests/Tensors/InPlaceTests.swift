import ExitTestSupport
import TestSupport
import Testing

@testable import Tensors

@Suite("Operators and assignments that change a tensor") struct InPlaceTests {
  @Test("Whoever holds the tensor sees the change, by a constant's name and by a variable's")
  func identity() {
    let layer = Parameter([1, 2], shape: [2])
    let parameters = [layer]
    noGrad {
      for parameter in parameters { parameter -= 0.5 * Tensor([2, 4]) }
      parameters[0] *= 2
    }
    #expect(layer.values == [0, 0] && layer.isLeaf && layer.requiresGrad)
    var counts = Tensor.zeros([2, 2])
    let same = counts
    counts[1] += 1
    counts[0, 1] += Tensor(3)
    counts += 1
    counts[0...1] += Tensor([0, 0])
    counts[0..., 0] = Tensor(9)
    counts[IntTensor([0, 0])] -= Tensor([1, 1])
    #expect(same === counts && same.values == [8, 3, 9, 2])
    counts[counts > 8] = Tensor(0)
    #expect(counts.values == [8, 3, 0, 2])
  }

  @Test(
    "A sum over a loop is recorded, and what was computed before keeps what it was computed with")
  func recorded() {
    let w = Tensor(3, requiresGrad: true)
    var total = Tensor(0)
    let square = total * w
    for factor in 1...3 { total += w * w * Float(factor) }
    #expect(total.gradFn?.name == "AddBackward0")
    (total + square).backward()
    #expect(total.item() == 54 && w.grad?.item() == 36)
    // Of a tensor that lies channels last, too.
    var images = conv2d(Tensor.ones([1, 2, 3, 3]), Tensor.ones([4, 2, 2, 2]))
    images[0, 1] = Tensor(5)
    images += 1
    #expect(images[0, 0..., 0, 0].values == [9, 6, 9, 9])
  }

  @Test("What cannot be changed is refused", .withExitTests)
  func traps() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let weight = Parameter([1, 2], shape: [2])
      weight -= 1
    }
    expectMessage(result, "-=: changes a leaf of shape [2] that requires a gradient", "noGrad { }")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var x = Tensor([1, 2])
      x += Tensor.ones([2, 2])
    }
    expectMessage(result, "+=: a result of shape [2, 2] does not fit into a tensor of shape [2]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Tensor.zeros([2, 3])[0] = Tensor([1, 2])
    }
    expectMessage(result, "subscript: the shapes [2] and [3] do not fit")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Tensor.zeros([2, 3])[0..., 0] = .zeros([2, 2])
    }
    expectMessage(result, "a part of shape [2] cannot be set to one of [2, 2]")
  }
}
