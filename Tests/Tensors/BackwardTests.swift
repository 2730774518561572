import ExitTestSupport
import TestSupport
import Testing

@testable import Tensors

@Suite("Backward") struct BackwardTests {
  @Test("Nothing before the first backward, the sum of all after several, nil after zeroing")
  func accumulates() {
    let x = Tensor([2, 3], requiresGrad: true)
    #expect(x.grad == nil)
    // d/dx Σ x² = 2x
    (x * x).sum().backward()
    #expect(x.grad?.values == [4, 6])
    (x * x).sum().backward()
    #expect(x.grad?.values == [8, 12])
    x.grad = nil
    (x * 5).sum().backward()
    #expect(x.grad?.values == [5, 5])
  }

  @Test("A tensor that is used twice gets both gradients")
  func usedTwice() {
    let x = Tensor([3], requiresGrad: true)
    // d/dx (x·x + 2x) = 2x + 2
    (x * x + 2 * x).backward()
    #expect(x.grad?.item() == 8)
  }

  @Test("A diamond: both ways are added up before the walk goes on")
  func diamond() {
    let x = Tensor([2], requiresGrad: true)
    // y = x²; z = y³ + 5y; dz/dx = (3y² + 5) · 2x = 53 · 4
    let y = x * x
    (y * y * y + 5 * y).backward()
    #expect(x.grad?.item() == 212)
  }

  @Test("Ways of different length: the long one is not overtaken by the short one")
  func unevenDiamond() {
    let x = Tensor([1], requiresGrad: true)
    let y = x * 2
    var long = y
    for _ in 0..<5 { long = long * 2 }
    // z = y + 32y = 66x in both orders of the sum.
    (y + long).backward()
    #expect(x.grad?.item() == 66)
    x.grad = nil
    let again = x * 2
    (again * 32 + again).backward()
    #expect(x.grad?.item() == 66)
  }

  @Test("A leaf on which backward starts gets the gradient itself")
  func leaf() {
    let x = Tensor([2, 3], requiresGrad: true)
    x.backward(gradient: Tensor([5, 7]))
    #expect(x.grad?.values == [5, 7])
  }

  @Test("Only leaves that require a gradient get one")
  func onlyLeaves() {
    let x = Tensor([2], requiresGrad: true)
    let constant = Tensor([10])
    let product = x * constant
    product.backward()
    #expect(x.grad?.item() == 10)
    #expect(constant.grad == nil)
    #expect(product.grad == nil)
    #expect(product.requiresGrad && !product.isLeaf)
    #expect(x.isLeaf && constant.isLeaf && !constant.requiresGrad)
  }

  @Test("A gradient belongs to its tensor alone")
  func gradientsAreNotShared() {
    let x = Tensor([1, 2], requiresGrad: true)
    let y = Tensor([3, 4], requiresGrad: true)
    let start = Tensor([1, 1])
    (x + y).backward(gradient: start)
    x.grad?.mutate { $0 = [9, 9] }
    #expect(y.grad?.values == [1, 1])
    #expect(start.values == [1, 1])
    x.backward(gradient: start)
    #expect(x.grad?.values == [10, 10])
    #expect(x.grad !== start)
  }

  @Test("Changing elements in place afterwards does not change what backward finds")
  func mutationAfterForward() {
    let x = Tensor([2], requiresGrad: true)
    let square = x * x
    x.mutate { $0[0] = 100 }
    square.backward()
    #expect(x.grad?.item() == 4)
  }

  @Test("detach() has the same elements and no history")
  func detach() {
    let x = Tensor([2], requiresGrad: true)
    let y = (x * 3).detach()
    #expect(y.values == [6])
    #expect(!y.requiresGrad && y.gradFn == nil)
    // y counts as the constant 6: d/dx (x·6) = 6, and not d/dx 3x² = 12.
    (x * y).backward()
    #expect(x.grad?.item() == 6)
  }

  @Test("noGrad records nothing, and ends where it ends")
  func noGradRecordsNothing() {
    let x = Tensor([2], requiresGrad: true)
    let y = noGrad {
      #expect(!GradMode.isEnabled)
      return x * x
    }
    #expect(y.gradFn == nil && !y.requiresGrad)
    #expect(GradMode.isEnabled)
    #expect((x * x).gradFn?.name == "MulBackward0")
  }

  @Test("noGrad ends when its body throws")
  func noGradThrows() {
    struct Interruption: Error {}
    #expect(throws: Interruption.self) { try noGrad { throw Interruption() } }
    #expect(GradMode.isEnabled)
  }

  @Test("noGrad holds for its own task only")
  func noGradIsTaskLocal() async {
    await noGradAcrossTasks()
  }

  private func noGradAcrossTasks() async {
    let detached = noGrad { Task.detached { GradMode.isEnabled } }
    #expect(await detached.value)
  }

  @Test("Gradients are computed without being recorded")
  func gradientsHaveNoHistory() {
    let x = Tensor([2], requiresGrad: true)
    (x * x * x).backward()
    #expect(x.grad?.requiresGrad == false)
    x.backward(gradient: x)
    #expect(x.grad?.requiresGrad == false)
  }

  @Test("A second backward through the same graph is refused", .withExitTests)
  func secondBackward() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Tensor([2], requiresGrad: true)
      let y = x * x
      y.backward()
      y.backward()
    }
    expectMessage(result, "the graph of this tensor is gone after its first backward()")
  }

  @Test("Backward through the part of a graph that is gone is refused", .withExitTests)
  func backwardThroughReleasedPart() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x = Tensor([2], requiresGrad: true)
      let shared = x * x
      (shared * 2).backward()
      (shared * 3).backward()
    }
    expectMessage(result, "the graph of this tensor is gone after its first backward()")
  }

  @Test("Backward from several elements wants a gradient", .withExitTests)
  func severalNumbers() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      (Tensor([2, 3], requiresGrad: true) * 2).backward()
    }
    expectMessage(result, "starts from a single number", "shape [2]", "reduce it first")
  }

  @Test("A gradient of another shape is refused", .withExitTests)
  func wrongGradient() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Tensor([2, 3], requiresGrad: true).backward(gradient: Tensor([1, 2, 3]))
    }
    expectMessage(result, "the gradient has shape [3], the tensor [2]")
  }

  @Test("Backward from a tensor without history is refused", .withExitTests)
  func nothingRecorded() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Tensor([2]).sum().backward()
    }
    expectMessage(result, "was not computed from one that requires a gradient")
  }

  @Test("Only a leaf can be told whether it requires a gradient", .withExitTests)
  func requiresGradOfResult() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      (Tensor([2], requiresGrad: true) * 2).requiresGrad = false
    }
    expectMessage(result, "was made by <MulBackward0>", "use detach()")
  }
}
