import NN
import Tensors

@testable import Checks

extension Answers {
  private static let tenScores = "a batch of images gives ten scores for each"

  static let chapter2Code = Answers(
    solution: .chapter2Code(),
    wrong: [
      WrongAnswer(
        "kernels of 5",
        .chapter2Code(model: { EditedModel(kernelSizes: (5, 5)) }), fails: tenScores,
        saying: """
          the flatten now gives 1,024 features, and fc1 is Linear(1600, 64):
          write 1024 in \(sourcePlace(of: "fc1 = Linear(", inChapter: 2))
          """),
      WrongAnswer(
        "one kernel of 5", .chapter2Code(model: { EditedModel(kernelSizes: (3, 5)) }),
        fails: tenScores, saying: "write 1024 in"),
      WrongAnswer(
        "padding", .chapter2Code(model: { EditedModel(padding: 1) }), fails: tenScores,
        saying: "the flatten now gives 3,136 features"),
      WrongAnswer(
        "the second pooling is left out",
        .chapter2Code(model: { EditedModel(usesSecondPooling: false) }), fails: tenScores,
        saying: "the flatten now gives 7,744 features"),
      WrongAnswer(
        "other channels at the end", .chapter2Code(model: { EditedModel(channels: (32, 48)) }),
        fails: tenScores, saying: "the flatten now gives 1,200 features"),
      WrongAnswer(
        "other channels between the convolutions",
        .chapter2Code(model: { EditedModel(channels: (16, 64), inChannels: 32) }),
        fails: tenScores,
        saying: """
          conv1 gives 16 channels, and conv2 is Conv2d(32, 64, kernelSize: 3):
          write 16 for its first number in \(sourcePlace(of: "conv2 = Conv2d(", inChapter: 2))
          """),
      WrongAnswer(
        "other features between the linear layers",
        .chapter2Code(model: { EditedModel(hidden: (128, 64)) }), fails: tenScores,
        saying: "fc1 now gives 128 features, and fc2 is Linear(64, 10)"),
      WrongAnswer(
        "no flatten", .chapter2Code(model: { EditedModel { $0 } }), fails: tenScores,
        saying: "makes one row of each image first"),
      WrongAnswer(
        "the flatten takes the batch, too", .chapter2Code(model: { EditedModel { $0.flatten() } }),
        fails: tenScores, saying: "makes a row of each image, not one of the batch"),
      WrongAnswer(
        "too many scores", .chapter2Code(model: { EditedModel(scores: 26) }), fails: tenScores,
        saying: "There are ten digits, and the last layer gives 26 scores."),
      WrongAnswer(
        "the images of a batch are mixed",
        .chapter2Code(model: { RewiredModel { $0.fc2(relu($0.extra($1 - $1.mean(dim: 0)))) } }),
        fails: "an image gets the same scores alone as in a batch",
        saying: "image 0, alone and in a batch of 4"),
      WrongAnswer(
        "a layer is not used", .chapter2Code(model: { RewiredModel { $0.fc2($1) } }),
        fails: "every parameter takes part", saying: "forward does not use extra"),
      WrongAnswer(
        "the first layers are cut off",
        .chapter2Code(model: { RewiredModel { $0.fc2($0.extra($1.detach())) } }),
        fails: "every parameter takes part", saying: "no gradient reaches conv1.weight and 5 others"
      ),
      WrongAnswer(
        "outputSize does not add 1",
        .chapter2Code(outputSize: { ($0 + 2 * $3 - $1) / $2 }),
        fails: "outputSize agrees with the layers",
        saying: "the window fits once before it has moved at all"),
      WrongAnswer(
        "outputSize rounds up",
        .chapter2Code(outputSize: { ($0 + 2 * $3 - $1 + $2 - 1) / $2 + 1 }),
        fails: "outputSize agrees with the layers", saying: "left over at the end has no window"),
    ])
}
