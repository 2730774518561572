import ExitTestSupport
import NN
import Tensors
import TestSupport
import Testing

@Suite("Messages for shapes that do not fit", .withExitTests) struct ShapeErrorTests {
  @Test("Linear names itself, both shapes and the number to write")
  func linear() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Linear(1000, 64)(.zeros([32, 1600]))
    }
    expectMessage(
      result, "Linear(1000, 64): wants an input of shape [batch, 1000], and got [32, 1600]",
      "write Linear(1600, 64) for this input")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Linear(1600, 64)(.zeros([32, 64, 5, 5]))
    }
    expectMessage(result, "Linear(1600, 64)", "[32, 64, 5, 5]", "flatten(startDim: 1)")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Linear(3, 2)(.zeros([4]))
    }
    expectMessage(result, "Linear(3, 2)", "got [4]", "its last dimension must be 3")
  }

  @Test("A convolution names both shapes and both numbers of channels")
  func conv2d() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Conv2d(1, 32, kernelSize: 3)(.zeros([8, 3, 28, 28]))
    }
    expectMessage(
      result, "the images [8, 3, 28, 28] have 3 channels", "the weight [32, 1, 3, 3] wants 1")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Conv2d(1, 32, kernelSize: 3)(.zeros([28, 28]))
    }
    expectMessage(result, "wants images of shape [batch, channels, height, width]", "[28, 28]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Conv2d(1, 2, kernelSize: 3, dilation: 2)(.zeros([1, 1, 4, 9]))
    }
    expectMessage(result, "[2, 1, 3, 3] with dilation 2 is larger than", "[1, 1, 4, 9]")
  }

  @Test("Pooling names its window and the images")
  func maxPool2d() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MaxPool2d(3)(.zeros([1, 1, 2, 5]))
    }
    expectMessage(result, "a window of 3 is larger than the images [1, 1, 2, 5]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MaxPool2d(2, padding: 1)(.zeros([1, 1, 0, 0]))
    }
    expectMessage(result, "a window of 2 is larger than the images [1, 1, 0, 0]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MaxPool2d(2)(.zeros([1, 28, 28]))
    }
    expectMessage(result, "wants images of shape [batch, channels, height, width]", "[1, 28, 28]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MaxPool2d(2, padding: 2)(.zeros([1, 1, 4, 4]))
    }
    expectMessage(result, "MaxPool2d(2, stride: 2, padding: 2)", "at most half the kernel size")
  }

  @Test("Batch normalization names the channels, and wants more than one element in training")
  func batchNorm() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BatchNorm2d(2)(.zeros([1, 3, 4, 4]))
    }
    expectMessage(result, "wants images [batch, 2, height, width], and got [1, 3, 4, 4]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BatchNorm2d(2)(.zeros([1, 2, 1, 1]))
    }
    expectMessage(result, "each channel needs more than one element", "[1, 2, 1, 1]")
  }

  @Test("The loss names shapes, and the label that is no class")
  func loss() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CrossEntropyLoss()(.zeros([4, 10]), IntTensor([1, 2, 3]))
    }
    expectMessage(result, "crossEntropy: wants scores", "got [4, 10] and [3]")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CrossEntropyLoss()(.zeros([2, 10]), IntTensor([1, 12]))
    }
    expectMessage(result, "label 1 is 12", "10 classes, 0 to 9")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MSELoss()(.zeros([4, 1]), .zeros([4]))
    }
    expectMessage(
      result, "mseLoss: the predictions have shape [4, 1], and the targets [4]")
  }

  @Test("Layers of sizes that make no sense are refused when they are made")
  func sizes() async {
    var result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Linear(0, 3)
    }
    expectMessage(result, "Linear(0, 3): both sizes start at 1")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Conv2d(1, 2, kernelSize: 3, stride: 0)
    }
    expectMessage(result, "Conv2d(1, 2, kernelSize: 3, stride: 0")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Dropout(p: 1.5)
    }
    expectMessage(result, "Dropout(p: 1.5): a probability is from 0 to 1")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MaxPool2d(0)
    }
    expectMessage(result, "MaxPool2d(0", "start at 1")
    result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BatchNorm2d(0)
    }
    expectMessage(result, "BatchNorm2d(0): channels start at 1")
  }

  private final class Unfinished: Module {}

  @Test("A module that does not say how to compute is named")
  func noForward() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Unfinished()(Tensor(1))
    }
    expectMessage(result, "Unfinished does not say how to compute its output")
  }
}
