import Exercises
import NN
import Solutions
import Tensors

@testable import Checks

/// A step without parameters.
private final class Step: Module {
  private let step: @Sendable (Tensor) -> Tensor

  init(_ step: @escaping @Sendable (Tensor) -> Tensor) {
    self.step = step
  }

  override func forward(_ x: Tensor) -> Tensor { step(x) }
}

/// The network with kernels of 5 without a layer for its convolutions, declared the other way round.
private final class ByHand: Module {
  let fc2 = Linear(64, 10)
  let fc1 = Linear(1024, 64)
  let bias2 = Parameter([Float](repeating: 0.1, count: 64), shape: [64])
  let weight2 = Conv2d(32, 64, kernelSize: 5).weight
  let bias1 = Parameter([Float](repeating: 0, count: 32), shape: [32])
  let weight1 = Conv2d(1, 32, kernelSize: 5).weight

  override func forward(_ x: Tensor) -> Tensor {
    var x = maxPool2d(relu(conv2d(x, weight1, bias1)), kernelSize: 2)
    x = maxPool2d(relu(conv2d(x, weight2, bias2)), kernelSize: 2)
    return fc2(relu(fc1(x.reshape([-1, 1024]))))
  }
}

final class LargerKernelsAnswers: KnownAnswers {
  /// The network with kernels of 5, and with something else after its layers.
  private static func with(
    afterConvolutions: @escaping @Sendable (Tensor) -> Tensor = { $0.relu() },
    beforeFlatten: @escaping @Sendable (Tensor) -> Tensor = { $0 },
    afterFC1: @escaping @Sendable (Tensor) -> Tensor = { $0.relu() },
    atEnd: @escaping @Sendable (Tensor) -> Tensor = { $0 }
  ) -> Exercise {
    .largerKernels {
      Sequential(
        Conv2d(1, 32, kernelSize: 5), Step(afterConvolutions), MaxPool2d(2),
        Conv2d(32, 64, kernelSize: 5), Step(afterConvolutions), MaxPool2d(2), Step(beforeFlatten),
        Flatten(), Linear(1024, 64), Step(afterFC1), Linear(64, 10), Step(atEnd))
    }
  }

  static let answers = Answers(
    solution: .largerKernels { Solutions.LargerKernels() },
    others: [
      OtherAnswer(
        "a list of layers, ReLU after pooling",
        .largerKernels {
          Sequential(
            Conv2d(1, 32, kernelSize: 5), MaxPool2d(2), ReLU(), Conv2d(32, 64, kernelSize: 5),
            MaxPool2d(2), ReLU(), Flatten(), Linear(1024, 64), ReLU(), Linear(64, 10))
        }),
      OtherAnswer("parameters of its own, in another order", .largerKernels { ByHand() }),
    ],
    wrong: [
      WrongAnswer(
        "nothing is done", .largerKernels { EditedModel() },
        fails: "both convolutions look through 5 × 5 pixels",
        saying: "conv1 is Conv2d(1, 32, kernelSize: 3)"),
      WrongAnswer(
        "only the first kernel is changed",
        .largerKernels { EditedModel(kernelSizes: (5, 3), features: 1600) },
        fails: "both convolutions look through 5 × 5 pixels",
        saying: "conv2 is Conv2d(32, 64, kernelSize: 3)"),
      WrongAnswer(
        "the flatten is not mended", .largerKernels { EditedModel(kernelSizes: (5, 5)) },
        fails: "a batch of images gets ten scores for each image",
        saying: "Linear(1600, 64): wants", traps: true),
      WrongAnswer(
        "the size before the pooling",
        .largerKernels { EditedModel(kernelSizes: (5, 5), features: 4096) },
        fails: "a batch of images gets ten scores for each image",
        saying: "Linear(4096, 64): wants", traps: true),
      WrongAnswer(
        "1600 is made to fit by a padding",
        .largerKernels { EditedModel(kernelSizes: (5, 5), padding: 1) },
        fails: "nothing else has changed", saying: "Here, do it without padding."),
      WrongAnswer(
        "1600 is made to fit by more channels",
        .largerKernels { EditedModel(channels: (32, 100), kernelSizes: (5, 5)) },
        fails: "nothing else has changed", saying: "the shape of conv2.weight"),
      WrongAnswer(
        "the second pooling is left out",
        .largerKernels {
          EditedModel(kernelSizes: (5, 5), features: 4096, usesSecondPooling: false)
        }, fails: "nothing else has changed", saying: "The second pooling is gone"),
      WrongAnswer(
        "dropout without its training flag", with(beforeFlatten: { dropout($0) }),
        fails: "an image gets the same scores each time",
        saying: "dropout as a function needs training"),
      WrongAnswer(
        "no ReLU after the convolutions", with(afterConvolutions: { $0 }),
        fails: "forward does what it did", saying: "missing after both convolutions"),
      WrongAnswer(
        "no ReLU after the first linear layer", with(afterFC1: { $0 }),
        fails: "forward does what it did", saying: "The ReLU is missing after fc1."),
      WrongAnswer(
        "tanh instead", with(afterConvolutions: { $0.tanh() }, afterFC1: { $0.tanh() }),
        fails: "forward does what it did", saying: "A tanh has taken the place of each ReLU."),
      WrongAnswer(
        "ReLU at the end", with(atEnd: { $0.relu() }),
        fails: "forward does what it did", saying: "A ReLU follows fc2."),
      WrongAnswer(
        "softmax at the end", with(atEnd: { softmax($0) }),
        fails: "forward does what it did", saying: "A softmax follows fc2."),
      WrongAnswer(
        "the convolutions are cut off", with(beforeFlatten: { $0.detach() }),
        fails: "every parameter is used", saying: "no gradient reaches 0.weight and 3 others"),
    ])
}
