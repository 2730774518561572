import ExitTestSupport
import TestSupport
import Testing

@testable import Tensors

@Suite("Labels and truth values") struct PlainTensorTests {
  @Test("The tutorial's accuracy, step by step")
  func accuracy() {
    let predictions = Tensor([[0.1, 0.9, 0], [2, 1, 0], [-3, -2, -1], [5, 5, 4]])
    let labels = IntTensor([1, 2, 2, 0])
    let guesses = predictions.argmax(dim: 1)
    #expect(guesses.values == [1, 0, 2, 0])
    let isRight = guesses == labels
    #expect(isRight.values == [true, false, true, true])
    #expect(isRight.shape == [4])
    #expect(isRight.float().values == [1, 0, 1, 1])
    #expect(isRight.float().sum().shape == [])
    #expect((predictions.argmax(dim: 1) == labels).float().sum().item() == 3)
  }

  @Test("Elements and runs of the first dimension")
  func subscripts() {
    let x = IntTensor(Array(0..<12), shape: [3, 2, 2])
    #expect(x[1].values == [4, 5, 6, 7] && x[1].shape == [2, 2])
    #expect(x[-1][0][1].item() == 9)
    #expect(x[1..<3].shape == [2, 2, 2] && x[1..<3].values == Array(4..<12))
    #expect(x[0..<0].shape == [0, 2, 2])
    #expect(x.count == 12)
  }

  @Test("Whole numbers and grey values become floats")
  func floats() {
    #expect(IntTensor([-1, 7], shape: [2, 1]).float().values == [-1, 7])
    #expect(IntTensor([-1, 7], shape: [2, 1]).float().shape == [2, 1])
    #expect(ByteTensor([0, 255]).float().values == [0, 255])
  }

  @Test("What does not fit is refused", .withExitTests)
  func traps() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = IntTensor([1, 2, 3]) == IntTensor([1, 2])
    }
    expectMessage(result, "==: the shapes [3] and [2] differ")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = IntTensor([1, 2, 3], shape: [2, 2])
    }
    expectMessage(result, "PlainTensor: 3 elements do not make the shape [2, 2]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = IntTensor([1, 2, 3])[3]
    }
    expectMessage(result, "subscript: 3 is not in the first dimension of [3]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = IntTensor([1, 2, 3]).item()
    }
    expectMessage(result, "item: a tensor of shape [3] has 3 elements, not one")
  }

  @Test(
    "Labels that are no class, or too many, are refused by the loss that was called", .withExitTests
  )
  func labels() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(.zeros([2, 10]), IntTensor([3, 10]))
    }
    expectMessage(result, "crossEntropy: label 1 is 10", "[2, 10] have 10 classes, 0 to 9")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = crossEntropy(.zeros([2, 10]), IntTensor([3, 4, 5]))
    }
    expectMessage(result, "crossEntropy: wants scores [batch, classes]", "got [2, 10] and [3]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = nllLoss(.zeros([2, 10]), IntTensor([-1, 4]))
    }
    expectMessage(result, "nllLoss: label 0 is -1")
  }
}
