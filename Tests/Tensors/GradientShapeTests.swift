import ExitTestSupport
import TestSupport
import Testing

@testable import Tensors

@Suite("Gradients that are set") struct GradientShapeTests {
  @Test("A gradient of another shape is refused where it is set, with both shapes", .withExitTests)
  func traps() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Parameter([1, 2, 3], shape: [3]).grad = Tensor([1])
    }
    expectMessage(result, "grad: a tensor of shape [3] wants a gradient of that shape, and got [1]")
    // As many elements are not enough.
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Tensor.zeros([2, 3]).grad = .zeros([3, 2])
    }
    expectMessage(result, "grad: a tensor of shape [2, 3] wants", "and got [3, 2]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Tensor(1).grad = Tensor([1])
    }
    expectMessage(result, "grad: a tensor of shape [] wants", "and got [1]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Tensor([1])
      x.grad = x
    }
    expectMessage(result, "grad: a tensor is not its own gradient")
  }

  @Test("One of its shape is kept as it is, and nil takes it away")
  func accepted() {
    let (x, gradient) = (Tensor([1, 2], requiresGrad: true), Tensor([3, 4]))
    x.grad = gradient
    #expect(x.grad === gradient)
    x.sum().backward()
    #expect(x.grad?.values == [4, 5] && gradient.values == [3, 4])
    x.grad = nil
    #expect(x.grad == nil)
  }

  @Test("A leaf that only its graph holds keeps its elements when ReLU is done with them")
  func leafOfAGraph() {
    func rectified() -> (y: Tensor, leaf: () -> Tensor?) {
      let x = Tensor([-1, 2], requiresGrad: true)
      let leaf = { [weak x] in x }
      return (relu(x), leaf)
    }
    let (y, leaf) = rectified()
    #expect(y.values == [0, 2])
    #expect(leaf().map(\.values) == [-1, 2])
  }
}
