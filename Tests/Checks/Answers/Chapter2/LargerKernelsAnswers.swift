import Exercises
import NN
import Solutions
import Tensors

@testable import Checks

final class LargerKernelsAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .largerKernels { Solutions.LargerKernels() },
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
        saying: "write Linear(1024, 64) for this input", traps: true),
      WrongAnswer(
        "the size before the pooling",
        .largerKernels { EditedModel(kernelSizes: (5, 5), features: 4096) },
        fails: "a batch of images gets ten scores for each image",
        saying: "write Linear(1024, 64) for this input", traps: true),
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
    ])
}
