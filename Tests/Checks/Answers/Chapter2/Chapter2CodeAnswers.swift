import Exercises
import NN
import Tensors

@testable import Checks

final class Chapter2CodeAnswers: KnownAnswers {
  private static let tenScores = "a batch of images gets ten scores for each image"

  static let answers = Answers(
    solution: .chapter2Code(),
    others: [
      OtherAnswer(
        "a larger network",
        .chapter2Code(model: {
          EditedModel(
            channels: (8, 12), kernelSizes: (5, 3), padding: 1, features: 432, hidden: (100, 100))
        })),
      OtherAnswer(
        "a mean over the pixels in the place of the flatten",
        .chapter2Code(model: { EditedModel(features: 64) { $0.mean(dim: [2, 3]) } })),
    ],
    wrong: [
      WrongAnswer(
        "kernels of 5", .chapter2Code(model: { EditedModel(kernelSizes: (5, 5)) }),
        fails: tenScores,
        saying: "Linear(1600, 64): wants an input of shape [batch, 1600], and got "
          + "[2, 1024]: write Linear(1024, 64) for this input", traps: true),
      WrongAnswer(
        "one kernel of 5", .chapter2Code(model: { EditedModel(kernelSizes: (3, 5)) }),
        fails: tenScores, saying: "write Linear(1024, 64)", traps: true),
      WrongAnswer(
        "padding", .chapter2Code(model: { EditedModel(padding: 1) }), fails: tenScores,
        saying: "write Linear(3136, 64)", traps: true),
      WrongAnswer(
        "the second pooling is left out",
        .chapter2Code(model: { EditedModel(usesSecondPooling: false) }), fails: tenScores,
        saying: "write Linear(7744, 64)", traps: true),
      WrongAnswer(
        "other channels at the end", .chapter2Code(model: { EditedModel(channels: (32, 48)) }),
        fails: tenScores, saying: "write Linear(1200, 64)", traps: true),
      WrongAnswer(
        "other channels between the convolutions",
        .chapter2Code(model: { EditedModel(channels: (16, 64), inChannels: 32) }),
        fails: tenScores,
        saying: "have 16 channels, and the weight [64, 32, 3, 3] wants 32", traps: true),
      WrongAnswer(
        "other features between the linear layers",
        .chapter2Code(model: { EditedModel(hidden: (128, 64)) }), fails: tenScores,
        saying: "write Linear(128, 10)", traps: true),
      WrongAnswer(
        "no flatten", .chapter2Code(model: { EditedModel { $0 } }), fails: tenScores,
        saying: "makes one row of each image first", traps: true),
      WrongAnswer(
        "the flatten takes the batch, too", .chapter2Code(model: { EditedModel { $0.flatten() } }),
        fails: tenScores, saying: "flatten(startDim: 1) keeps the images of a batch apart",
        traps: true),
      WrongAnswer(
        "too many scores", .chapter2Code(model: { EditedModel(scores: 26) }), fails: tenScores,
        saying: "There are ten digits, but the last layer returns 26 scores."),
      WrongAnswer(
        "the images of a batch are mixed",
        .chapter2Code(model: { RewiredModel { $0.fc2(relu($0.extra($1 - $1.mean(dim: 0)))) } }),
        fails: "an image gets the same scores alone as in a batch",
        saying: "image 0, alone and in a batch of 4"),
      WrongAnswer(
        "a layer is not used", .chapter2Code(model: { RewiredModel { $0.fc2($1) } }),
        fails: "every parameter is used", saying: "forward does not use extra"),
      WrongAnswer(
        "the first layers are cut off",
        .chapter2Code(model: { RewiredModel { $0.fc2($0.extra($1.detach())) } }),
        fails: "every parameter is used", saying: "no gradient reaches conv1.weight and 5 others"
      ),
      WrongAnswer(
        "outputSize does not add 1",
        .chapter2Code(outputSize: { ($0 + 2 * $3 - $1) / $2 }),
        fails: "outputSize agrees with the layers",
        saying: "the window fits once before it has moved at all"),
      WrongAnswer(
        "outputSize rounds up",
        .chapter2Code(outputSize: { ($0 + 2 * $3 - $1 + $2 - 1) / $2 + 1 }),
        fails: "outputSize agrees with the layers",
        saying: "no window fits into what is left over at the end"),
    ])
}
