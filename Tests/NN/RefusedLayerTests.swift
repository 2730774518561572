import ExitTestSupport
import NN
import Tensors
import TestSupport
import Testing

@Suite("Layers and losses that cannot be", .withExitTests) struct RefusedLayerTests {
  /// What makes one, and what its trap has to say.
  static let all: [(message: String, make: @Sendable () -> Void)] = [
    (
      "Linear(1099511627776, 1099511627776): a tensor of shape [1099511627776, 1099511627776]",
      { _ = Linear(1 << 40, 1 << 40) }
    ),
    ("Linear(1, 35184372088832): a tensor of shape", { _ = Linear(1, 1 << 45) }),
    ("Linear(-1, 3): both sizes start at 1", { _ = Linear(-1, 3) }),
    (
      "Conv2d(1, 1, kernelSize: 9223372036854775807): a tensor of shape",
      { _ = Conv2d(1, 1, kernelSize: .max) }
    ),
    (
      "Conv2d(1099511627776, 1099511627776, kernelSize: 1): a tensor of shape",
      { _ = Conv2d(1 << 40, 1 << 40, kernelSize: 1) }
    ),
    ("padding 4611686018427387904", { _ = Conv2d(1, 1, kernelSize: 1, padding: 1 << 62)(image) }),
    ("stride 9223372036854775807", { _ = Conv2d(1, 1, kernelSize: 1, stride: .max)(image) }),
    ("dilation 4611686018427387904", { _ = Conv2d(1, 1, kernelSize: 1, dilation: 1 << 62)(image) }),
    ("maxPool2d: kernel size 9223372036854775807", { _ = MaxPool2d(.max)(image) }),
    ("MaxPool2d(-9223372036854775808", { _ = MaxPool2d(.min) }),
    ("MaxPool2d(0, stride: 1", { _ = MaxPool2d(0, stride: 1) }),
    ("BatchNorm2d(35184372088832): a tensor of shape", { _ = BatchNorm2d(1 << 45) }),
    (
      "rand: a tensor of shape [2, 1099511627776, 1099511627776]",
      {
        _ = summary(Linear(1, 1), inputSize: [1 << 40, 1 << 40])
      }
    ),
    ("rand: no tensor has shape [2, -1]", { _ = summary(Linear(1, 1), inputSize: [-1]) }),
    (
      "CrossEntropyLoss: label smoothing is from 0 to 1, and got 1.5",
      { _ = CrossEntropyLoss(labelSmoothing: 1.5) }
    ),
    (
      "CrossEntropyLoss: label smoothing is from 0 to 1, and got nan",
      { _ = CrossEntropyLoss(labelSmoothing: .nan) }
    ),
    (
      "CrossEntropyLoss: wants a weight [classes] without a gradient, and got [1, 2]",
      { _ = CrossEntropyLoss(weight: Tensor([[1, 2]])) }
    ),
    (
      "and got [2], which requires one",
      { _ = CrossEntropyLoss(weight: Parameter([1, 2], shape: [2])) }
    ),
    (
      "crossEntropy: the scores [1, 2] want a weight [2], and got [3]",
      { _ = CrossEntropyLoss(weight: Tensor([1, 2, 3]))(.zeros([1, 2]), IntTensor([0])) }
    ),
    (
      "crossEntropy: label 1 is -100, and the scores [2, 3] have 3 classes, 0 to 2",
      { _ = CrossEntropyLoss(ignoreIndex: 7)(.zeros([2, 3]), IntTensor([0, -100])) }
    ),
    (
      "crossEntropy: passes no gradient on to the weight",
      { _ = crossEntropy(.zeros([1, 1]), IntTensor([0]), weight: Parameter([1], shape: [1])) }
    ),
    (
      "nllLoss: the scores [1, 2] want a weight [2], and got []",
      { _ = nllLoss(.zeros([1, 2]), IntTensor([0]), weight: Tensor(1)) }
    ),
  ]

  private static var image: Tensor { .zeros([1, 1, 2, 2]) }

  @Test("Each ends the program with its name and its sizes", arguments: all.indices)
  func refused(number: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [number] in
      Self.all[number].make()
    }
    expectMessage(result, Self.all[number].message)
  }
}
