import Exercises
import NN
import Solutions
import Tensors

@testable import Checks

/// A way from images to scores through some layers.
private final class Chain: Module {
  let layers: [Module]
  private let way: @Sendable ([Module], Tensor) -> Tensor

  init(_ layers: Module..., way: @escaping @Sendable ([Module], Tensor) -> Tensor) {
    self.layers = layers
    self.way = way
  }

  override func forward(_ x: Tensor) -> Tensor { way(layers, x) }
}

final class SmallModelAnswers: KnownAnswers {
  private static let tenScores = "a batch of images gets ten scores for each image"

  static let answers = Answers(
    solution: .smallModel { Solutions.SmallModel() },
    others: [
      OtherAnswer("a single layer", .smallModel { Sequential(Flatten(), Linear(784, 10)) }),
      OtherAnswer(
        "batch normalization and dropout",
        .smallModel {
          Sequential(
            Conv2d(1, 8, kernelSize: 3, stride: 2), BatchNorm2d(8), ReLU(), MaxPool2d(2),
            Dropout(p: 0.25), Flatten(), Linear(288, 10))
        }),
      OtherAnswer(
        "convolutions alone, and a mean",
        .smallModel {
          Chain(Conv2d(1, 16, kernelSize: 5, stride: 2), Conv2d(16, 10, kernelSize: 3)) {
            layers, x in layers[1](tanh(layers[0](x))).mean(dim: [2, 3])
          }
        }),
    ],
    wrong: [
      WrongAnswer(
        "the chapter's network", .smallModel { EditedModel() },
        fails: "it has fewer than 30,000 parameters",
        saying: "Most of them, 102,400, are in fc1.weight"),
      WrongAnswer(
        "a hidden layer on all pixels",
        .smallModel {
          Sequential(Flatten(), Linear(784, 128), ReLU(), Linear(128, 10))
        }, fails: "it has fewer than 30,000 parameters", saying: "are in 1.weight"),
      WrongAnswer(
        "no flatten", .smallModel { Sequential(Linear(28, 16), ReLU(), Linear(16, 10)) },
        fails: tenScores, saying: "each row of pixels gets scores"),
      WrongAnswer(
        "the flatten is missing before the linear layer",
        .smallModel { Sequential(Conv2d(1, 4, kernelSize: 3), ReLU(), Linear(2704, 10)) },
        fails: tenScores, saying: "makes one row of each image first", traps: true),
      WrongAnswer(
        "a number that does not fit",
        .smallModel { Sequential(Flatten(), Linear(28, 32), ReLU(), Linear(32, 10)) },
        fails: tenScores, saying: "write Linear(784, 32) for this input", traps: true),
      WrongAnswer(
        "the batch is taken for granted",
        .smallModel {
          Chain(Linear(784, 10)) { layers, x in layers[0](x.reshape([32, 784])) }
        }, fails: tenScores, saying: "which do not make [32, 784]", traps: true),
      WrongAnswer(
        "no layers at all", .smallModel { Chain { _, x in Tensor.zeros([x.shape[0], 10]) } },
        fails: "it has fewer than 30,000 parameters", saying: "nothing in it can learn"),
      WrongAnswer(
        "a layer is not used",
        .smallModel {
          Chain(Flatten(), Linear(784, 20), Linear(784, 10)) { layers, x in layers[2](layers[0](x))
          }
        }, fails: "every parameter is used", saying: "forward does not use layers.1"),
      WrongAnswer(
        "the images of a batch are mixed",
        .smallModel {
          Chain(Flatten(), Linear(784, 10)) { layers, x in
            let x = layers[0](x)
            return layers[1](x - x.mean(dim: 0))
          }
        }, fails: "an image gets the same scores alone as in a batch",
        saying: "image 0, alone and in a batch of 4"),
      WrongAnswer(
        "the image is lost on the way",
        .smallModel {
          Chain(Flatten(), Linear(784, 10)) { layers, x in layers[1](layers[0](x * 0)) }
        }, fails: "different images get different scores",
        saying: "The scores do not depend on the image."),
      WrongAnswer(
        "ReLU after the last layer",
        .smallModel { Sequential(Flatten(), Linear(784, 32), ReLU(), Linear(32, 10), ReLU()) },
        fails: "scores may be below zero", saying: "A ReLU after the last layer"),
      WrongAnswer(
        "softmax after the last layer",
        .smallModel {
          Chain(Flatten(), Linear(784, 10)) { layers, x in softmax(layers[1](layers[0](x))) }
        }, fails: "scores may be below zero", saying: "A softmax turns them into probabilities."),
      WrongAnswer(
        "the digit instead of the scores",
        .smallModel {
          Chain(Flatten(), Linear(784, 10)) { layers, x in
            layers[1](layers[0](x)).argmax(dim: 1).float()
          }
        }, fails: tenScores, saying: "Return all ten scores, without argmax."),
      WrongAnswer(
        "pictures of one pixel", .smallModel { Sequential(Conv2d(1, 10, kernelSize: 28)) },
        fails: tenScores, saying: "The last two dimensions have to go"),
      WrongAnswer(
        "no more than 32 images",
        .smallModel {
          Chain(Flatten(), Linear(784, 10)) { layers, x in
            layers[1](layers[0](x))[0..<min(32, x.size(0))]
          }
        }, fails: tenScores, saying: "A number of images is fixed somewhere"),
      WrongAnswer(
        "a layer that is made at each call",
        .smallModel {
          Chain(Flatten(), Linear(784, 20)) { layers, x in
            Linear(20, 10)(relu(layers[1](layers[0](x))))
          }
        }, fails: "an image gets the same scores each time",
        saying: "a layer that is made there has new weights"),
      WrongAnswer(
        "nothing is trained",
        .smallModel {
          let model = Sequential(Flatten(), Linear(784, 10))
          for parameter in model.parameters() { parameter.requiresGrad = false }
          return model
        }, fails: "it has fewer than 30,000 parameters",
        saying: "no parameter requires a gradient"),
      WrongAnswer(
        "the first image stands for all",
        .smallModel {
          Chain(Flatten(), Linear(784, 10)) { layers, x in
            layers[1](layers[0](x))[0..<1] + Tensor.zeros([x.size(0), 10])
          }
        }, fails: "an image gets the same scores alone as in a batch",
        saying: "All images of the batch have the scores of one of them."),
      WrongAnswer(
        "a layer times 0",
        .smallModel {
          Chain(Flatten(), Linear(784, 10), Linear(784, 10)) { layers, x in
            layers[1](layers[0](x)) + layers[2](layers[0](x)) * 0
          }
        }, fails: "every parameter is used", saying: "It is multiplied by 0"),
      WrongAnswer(
        "sigmoid after the last layer",
        .smallModel { Sequential(Flatten(), Linear(784, 10), Sigmoid()) },
        fails: "scores may be below zero", saying: "A sigmoid after the last layer"),
      WrongAnswer(
        "tanh after the last layer", .smallModel { Sequential(Flatten(), Linear(784, 10), Tanh()) },
        fails: "scores may be below zero", saying: "A tanh after the last layer"),
      WrongAnswer(
        "log-softmax after the last layer",
        .smallModel {
          Chain(Flatten(), Linear(784, 10)) { layers, x in logSoftmax(layers[1](layers[0](x))) }
        }, fails: "scores may be below zero", saying: "A log-softmax turns them into logarithms."),
    ])
}
