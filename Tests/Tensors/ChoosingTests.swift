import ExitTestSupport
import TestSupport
import Testing

@testable import Tensors

@Suite("Comparing, taking and putting in order") struct ChoosingTests {
  private static var scores: Tensor { Tensor([[0.1, 0.7, 0.2], [2, 2, 1], [-1, -3, -2]]) }

  // >>> x = torch.tensor([nan, 1., -1., 0.]); x > 0; x == x; x != 1; x.isnan()
  @Test("Floats are compared one by one, and NaN with nothing")
  func comparisons() {
    let x = Tensor([.nan, 1, -1, 0])
    #expect((x > 0).values == [false, true, false, false])
    #expect((x >= Tensor([0, 1, 0, 0])).values == [false, true, false, true])
    #expect((x < 0).values == [false, false, true, false])
    #expect((x <= 0).values == [false, false, true, true])
    #expect((x == x).values == [false, true, true, true])
    #expect((x != 1).values == [true, false, true, true])
    #expect(x.isNaN().values == [true, false, false, false])
    #expect((Tensor([1, .infinity]).isFinite()).values == [true, false])
    let largest = Self.scores.max(dim: 1, keepDim: true).values
    #expect((Self.scores == largest).sum().item() == 4)
  }

  @Test("Truth values are joined and counted")
  func truthValues() {
    let labels = IntTensor([3, 5, 3, 8])
    let isThree = labels == 3
    #expect(isThree.sum().item() == 2 && isThree.any().item() && !isThree.all().item())
    #expect((isThree | (labels > 7)).values == [true, false, true, true])
    #expect((~isThree & (labels <= 5)).values == [false, true, false, false])
    #expect(labels[~isThree].values == [5, 8] && labels[IntTensor([-1, 0])].values == [8, 3])
    #expect(Tensor.arange(4)[isThree].values == [0, 2])
    let none = BoolTensor([])
    #expect(none.all().item() && !none.any().item() && none.sum().item() == 0)
  }

  // >>> F.one_hot(torch.tensor([2, 0]), 3); scores[torch.arange(3), y]; scores.gather(1, y[:, None])
  @Test("The scores of the right classes, taken in four ways")
  func rightClasses() {
    let (scores, labels) = (Self.scores, IntTensor([1, 0, 2]))
    let right: [Float] = [0.7, 2, -2]
    #expect(oneHot(IntTensor([2, 0]), numClasses: 3).values == [0, 0, 1, 1, 0, 0])
    #expect(oneHot(IntTensor([2, 0])).shape == [2, 3])
    #expect((scores * oneHot(labels, numClasses: 3).float()).sum(dim: 1).values == right)
    #expect(scores[.arange(3), labels].values == right)
    #expect(scores.gather(dim: 1, labels.unsqueeze(dim: 1)).squeeze(dim: 1).values == right)
    #expect(Tensor.stack((0..<3).map { scores[$0, labels[$0].item()] }).values == right)
  }

  // >>> torch.tensor([2., nan, -1., 2.]).sort(); x.topk(2); x.min(0); x.argmin()
  @Test(
    "NaN is larger than every number where they are put in order, and the first of equals comes first"
  )
  func order() {
    let x = Tensor([2, .nan, -1, 2])
    #expect(x.sort().indices.values == [2, 0, 3, 1])
    #expect(x.sort(descending: true).indices.values == [1, 0, 3, 2])
    #expect(x.topk(2, largest: false).values.values == [-1, 2])
    #expect(x.argmin().item() == 1 && x.argmax().item() == 1 && x.min(dim: 0).indices.item() == 1)
    #expect(Self.scores.argmin(dim: 1).values == [0, 2, 1])
    #expect(Self.scores.topk(2).indices.values == [1, 2, 0, 1, 0, 2])
  }

  @Test("Numbers in steps")
  func steps() {
    #expect(Tensor.arange(0, 1, step: 0.25).values == [0, 0.25, 0.5, 0.75])
    #expect(Tensor.arange(3, 0, step: -2).values == [3, 1])
    #expect(Tensor.linspace(0, 1, steps: 5).values == [0, 0.25, 0.5, 0.75, 1])
    #expect(
      Tensor.linspace(2, 3, steps: 1).values == [2] && Tensor.linspace(0, 1, steps: 0).count == 0)
    #expect(Tensor.eye(2).values == [1, 0, 0, 1])
  }

  @Test("What does not fit is refused, with what does not", .withExitTests)
  func traps() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.cat([.zeros([2, 3]), .zeros([3, 2])])
    }
    expectMessage(result, "cat: shapes [2, 3] and [3, 2] differ in more than dimension 0")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 3])[0..., 3]
    }
    expectMessage(result, "subscript: 3 is not in dimension 1 of [2, 3]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 3])[BoolTensor([true, false, true])]
    }
    expectMessage(result, "subscript: a mask of shape [3] does not fit the shape [2, 3]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 3]).gather(dim: 1, IntTensor([3, 0], shape: [2, 1]))
    }
    expectMessage(result, "gather: 3 is not in dimension 1 of [2, 3]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = oneHot(IntTensor([0, 10]), numClasses: 10)
    }
    expectMessage(result, "oneHot: label 1 is 10, and there are 10 classes")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = oneHot(IntTensor([0, 1]), numClasses: -2)
    }
    expectMessage(result, "oneHot: -2 is no number of classes")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 0]).argmin(dim: 1)
    }
    expectMessage(result, "argmin: a dimension of [2, 0] holds no element")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 3]).clamp()
    }
    expectMessage(result, "clamp: wants min, max or both")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 3]).permute([0, 0])
    }
    expectMessage(result, "permute: [0, 0] does not name each dimension of the shape [2, 3] once")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 3]).topk(4)
    }
    expectMessage(result, "topk: dimension 1 of [2, 3] has no 4 elements")
  }
}
