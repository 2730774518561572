import ExitTestSupport
import TestSupport
import Testing

@testable import Tensors

@Suite("Making tensors") struct CreationTests {
  @Test("From numbers, rows and shapes")
  func fromNumbers() {
    #expect(Tensor(3).shape == [] && Tensor(3).values == [3])
    #expect(Tensor([1, 2]).shape == [2])
    #expect(Tensor([[1, 2, 3], [4, 5, 6]]).shape == [2, 3])
    #expect(Tensor([[1, 2, 3], [4, 5, 6]]).values == [1, 2, 3, 4, 5, 6])
    #expect(Tensor([1, 2, 3, 4], shape: [2, 1, 2]).shape == [2, 1, 2])
    #expect(Tensor([], shape: [0, 3]).count == 0)
  }

  @Test("Filled with one number, or counted up")
  func filled() {
    #expect(Tensor.full([2, 2], 0.5).values == [0.5, 0.5, 0.5, 0.5])
    #expect(Tensor.zeros([3]).values == [0, 0, 0])
    #expect(Tensor.ones([]).values == [1])
    #expect(Tensor.arange(4).values == [0, 1, 2, 3])
    #expect(Tensor.arange(0).shape == [0])
  }

  @Test("Random numbers stay in their range")
  func random() {
    Generator.withCurrent(Generator(seed: 1)) {
      let values = Tensor.uniform([50, 20], -2, 3).values
      #expect(values.count == 1000)
      #expect(values.allSatisfy { -2 <= $0 && $0 < 3 })
      // The least and the largest of 1,000 are within 0.05 of the ends but once in e⁻¹⁰.
      #expect(values.min()! < -1.95 && values.max()! > 2.95)
    }
  }

  @Test("Only a parameter requires a gradient without being asked to")
  func requiresGrad() {
    #expect(!Tensor(1).requiresGrad && !Tensor([[1]]).requiresGrad)
    #expect(!Tensor([1], shape: [1, 1]).requiresGrad && !Tensor.full([1], 2).requiresGrad)
    #expect(!Tensor.zeros([1]).requiresGrad && !Tensor.ones([1]).requiresGrad)
    Generator.withCurrent(Generator(seed: 1)) {
      #expect(!Tensor.rand([1]).requiresGrad && !Tensor.uniform([1], 0, 1).requiresGrad)
      #expect(Tensor.rand([1], requiresGrad: true).requiresGrad)
    }
    #expect(!Tensor([1]).requiresGrad && !Buffer([1], shape: [1]).requiresGrad)
    #expect(Parameter([1], shape: [1]).requiresGrad)
    #expect(Tensor([1], requiresGrad: true).requiresGrad)
    #expect(Tensor.zeros([2], requiresGrad: true).requiresGrad)
    let frozen = Parameter([1], shape: [1])
    frozen.requiresGrad = false
    #expect((frozen * 2).gradFn == nil)
  }

  @Test("Stacking puts tensors in a row")
  func stack() {
    let stacked = Tensor.stack([Tensor([1, 2]), Tensor([3, 4]), Tensor([5, 6])])
    #expect(stacked.shape == [3, 2])
    #expect(stacked.values == [1, 2, 3, 4, 5, 6])
  }

  @Test("Sizes, counts and the one number of a tensor")
  func sizes() {
    let x = Tensor.zeros([2, 3, 4])
    #expect(x.dim == 3 && x.count == 24)
    #expect([0, 1, 2, -1, -3].map(x.size) == [2, 3, 4, 4, 2])
    #expect(Tensor([[7]]).item() == 7)
  }

  @Test("What makes no tensor is refused, with the numbers that do not fit", .withExitTests)
  func traps() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([1, 2, 3], shape: [2, 2])
    }
    expectMessage(result, "Tensor: 3 elements do not make the shape [2, 2]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([[1, 2], [3]])
    }
    expectMessage(result, "row 1 has 1 elements, row 0 has 2")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, -1])
    }
    expectMessage(result, "no tensor has shape [2, -1]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.stack([Tensor([1]), Tensor([1, 2])])
    }
    expectMessage(result, "stack: shapes [1] and [2] differ")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([1, 2]).item()
    }
    expectMessage(result, "item: a tensor of shape [2] has 2 elements, not one")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      Tensor([1, 2]).mutate { $0.removeLast() }
    }
    expectMessage(result, "mutate: shape [2] holds 2 elements, and 1 were left")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([1, 2]).size(1)
    }
    expectMessage(result, "size: the shape [2] has no dimension 1")
  }
}
