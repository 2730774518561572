import ExitTestSupport
import TestSupport
import Testing

@testable import Tensors

@Suite("Shapes") struct ShapeTests {
  @Test("Reshaping keeps the elements in order; −1 is what is left over")
  func reshape() {
    let x = Tensor.arange(12)
    #expect(x.reshape([3, 4]).shape == [3, 4])
    #expect(x.reshape([3, 4]).values == x.values)
    #expect(x.reshape([-1, 6]).shape == [2, 6])
    #expect(x.reshape([2, -1, 3]).shape == [2, 2, 3])
    #expect(x.reshape([-1]).shape == [12])
    #expect(Tensor(5).reshape([1, 1]).shape == [1, 1])
    #expect(Tensor.zeros([0, 3]).reshape([-1]).shape == [0])
    #expect(Tensor.zeros([0, 3]).reshape([3, -1]).shape == [3, 0])
  }

  @Test(
    "Flattening makes the dimensions from one to another one",
    arguments: [
      ([2, 3, 4, 5], 0, -1, [120]), ([2, 3, 4, 5], 1, -1, [2, 60]),
      ([2, 3, 4, 5], 1, 2, [2, 12, 5]),
      ([2, 3, 4, 5], -2, -1, [2, 3, 20]), ([2, 3, 4, 5], 2, 2, [2, 3, 4, 5]), ([], 0, -1, [1]),
      ([0, 3], 0, 1, [0]), ([32, 64, 5, 5], 1, -1, [32, 1600]),
    ])
  func flatten(shape: [Int], start: Int, end: Int, expected: [Int]) {
    let x = Tensor.arange(shape.elementCount).reshape(shape)
    let flat = x.flatten(startDim: start, endDim: end)
    #expect(flat.shape == expected)
    #expect(flat.values == x.values)
  }

  @Test("No images and no channels are pooled to none")
  func poolingNothing() {
    #expect(maxPool2d(Tensor.zeros([0, 2, 4, 6]), kernelSize: 2).shape == [0, 2, 2, 3])
    #expect(maxPool2d(Tensor.zeros([3, 0, 4, 6]), kernelSize: 2).shape == [3, 0, 2, 3])
  }

  @Test("Dimensions of length 1 come and go")
  func squeeze() {
    let x = Tensor.arange(6).reshape([1, 3, 1, 2])
    #expect(x.squeeze().shape == [3, 2])
    #expect(x.squeeze(dim: 0).shape == [3, 1, 2])
    #expect(x.squeeze(dim: -2).shape == [1, 3, 2])
    #expect(x.squeeze(dim: 1).shape == [1, 3, 1, 2])
    #expect(Tensor([[7]]).squeeze().shape == [])
    let y = Tensor.arange(6).reshape([2, 3])
    #expect(y.unsqueeze(dim: 0).shape == [1, 2, 3])
    #expect(y.unsqueeze(dim: 2).shape == [2, 3, 1])
    #expect(y.unsqueeze(dim: -1).shape == [2, 3, 1])
    #expect(y.unsqueeze(dim: -3).shape == [1, 2, 3])
    #expect(Tensor(1).unsqueeze(dim: 0).shape == [1])
    #expect(x.squeeze().values == x.values && y.unsqueeze(dim: 1).values == y.values)
  }

  @Test("Rows become columns")
  func transpose() {
    let x = Tensor([[1, 2, 3], [4, 5, 6]])
    #expect(x.t().shape == [3, 2])
    #expect(x.t().values == [1, 4, 2, 5, 3, 6])
  }

  @Test("One element of the first dimension, from the front or from the back")
  func element() {
    let x = Tensor.arange(12).reshape([3, 2, 2])
    #expect(x[1].shape == [2, 2])
    #expect(x[1].values == [4, 5, 6, 7])
    #expect(x[-1].values == [8, 9, 10, 11])
    #expect(x[2][0][1].item() == 9)
    #expect(x[2][0][1].shape == [])
  }

  @Test("A run of elements of the first dimension")
  func range() {
    let x = Tensor.arange(12).reshape([3, 4])
    #expect(x[0..<2].shape == [2, 4])
    #expect(x[1..<3].values == [4, 5, 6, 7, 8, 9, 10, 11])
    #expect(x[3..<3].shape == [0, 4])
    #expect(x[0..<3].values == x.values)
  }

  @Test("Shapes that do not fit are refused, with both", .withExitTests)
  func traps() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([3, 4]).reshape([5, -1])
    }
    expectMessage(result, "reshape: [3, 4] has 12 elements, which do not make [5, -1]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([3, 4]).reshape([-1, -1])
    }
    expectMessage(result, "which do not make [-1, -1]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([3, 4]).flatten(startDim: 2)
    }
    expectMessage(result, "flatten: the shape [3, 4] has no dimension 2")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(1).flatten(startDim: 1)
    }
    expectMessage(result, "flatten: the shape [] has no dimension 1")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([3, 4])[3]
    }
    expectMessage(result, "subscript: 3 is not in the first dimension of [3, 4]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([3, 4])[2..<4]
    }
    expectMessage(result, "subscript: 2..<4 is not in the first dimension of [3, 4]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(1)[0]
    }
    expectMessage(result, "subscript: a single number has no element 0")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([2, 3, 4]).t()
    }
    expectMessage(result, "t: wants a matrix, two dimensions, and got [2, 3, 4]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros([1 << 32, 3, 1 << 31])
    }
    expectMessage(
      result, "zeros: a tensor of shape [4294967296, 3, 2147483648], 4 bytes for each element")
  }
}
