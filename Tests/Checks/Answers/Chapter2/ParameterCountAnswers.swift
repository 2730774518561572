import Exercises
import NN
import Solutions
import Tensors

@testable import Checks

final class ParameterCountAnswers: KnownAnswers {
  private static let linear: Exercise.LinearCount = {
    Solutions.parametersOfLinear($0, $1, bias: $2)
  }
  private static let conv2d: Exercise.Conv2dCount = {
    Solutions.parametersOfConv2d($0, $1, kernelSize: $2, bias: $3)
  }
  private static let network: @Sendable (NetworkSizes) -> Int = {
    Solutions.parametersOfNetwork(
      size: $0.size, channels: $0.channels, kernelSize: $0.kernelSize, hidden: $0.hidden)
  }

  private static func withLinear(_ linear: @escaping Exercise.LinearCount) -> Exercise {
    .parameterCount(linear: linear, conv2d: conv2d, network: network)
  }

  private static func withConv2d(_ conv2d: @escaping Exercise.Conv2dCount) -> Exercise {
    .parameterCount(linear: linear, conv2d: conv2d, network: network)
  }

  /// The network's count, where `features` of each channel's pixels come out of the flatten.
  private static func withFeatures(
    _ features: @escaping @Sendable (NetworkSizes) -> Int
  ) -> Exercise {
    .parameterCount(linear: linear, conv2d: conv2d) {
      conv2d(1, $0.channels.0, $0.kernelSize, true)
        + conv2d($0.channels.0, $0.channels.1, $0.kernelSize, true)
        + linear(features($0), $0.hidden, true) + linear($0.hidden, 10, true)
    }
  }

  static let answers = Answers(
    solution: .parameterCount(linear: linear, conv2d: conv2d, network: network),
    others: [
      OtherAnswer(
        "the poolings are taken together",
        withFeatures {
          let side = ($0.size - $0.kernelSize + 1 - 2 * ($0.kernelSize - 1)) / 4
          return side * side * $0.channels.1
        })
    ],
    wrong: [
      WrongAnswer(
        "biases are forgotten",
        withLinear { inFeatures, outFeatures, _ in inFeatures * outFeatures },
        fails: "the count for a linear layer is that of the layer itself",
        saying: "the biases are learned, too"),
      WrongAnswer(
        "a bias for each input",
        withLinear { inFeatures, outFeatures, bias in
          inFeatures * outFeatures + (bias ? inFeatures : 0)
        }, fails: "the count for a linear layer is that of the layer itself",
        saying: "not for each input"),
      WrongAnswer(
        "biases in any case",
        withLinear { inFeatures, outFeatures, _ in inFeatures * outFeatures + outFeatures },
        fails: "the count for a linear layer is that of the layer itself",
        saying: "With bias: false"),
      WrongAnswer(
        "the kernel counts once",
        withConv2d { inChannels, outChannels, kernelSize, bias in
          inChannels * outChannels * kernelSize + (bias ? outChannels : 0)
        }, fails: "the count for a convolution is that of the layer itself",
        saying: "A window is a square"),
      WrongAnswer(
        "the channels that come in are forgotten",
        withConv2d { _, outChannels, kernelSize, bias in
          outChannels * kernelSize * kernelSize + (bias ? outChannels : 0)
        }, fails: "the count for a convolution is that of the layer itself",
        saying: "Each window looks at all 3 channels"),
      WrongAnswer(
        "a bias for each window and channel",
        withConv2d { inChannels, outChannels, kernelSize, bias in
          inChannels * outChannels * (kernelSize * kernelSize + (bias ? 1 : 0))
        }, fails: "the count for a convolution is that of the layer itself",
        saying: "however many come in"),
      WrongAnswer(
        "a convolution's biases in any case",
        withConv2d { inChannels, outChannels, kernelSize, _ in
          inChannels * outChannels * kernelSize * kernelSize + outChannels
        }, fails: "the count for a convolution is that of the layer itself",
        saying: "With bias: false"),
      WrongAnswer(
        "the second pooling is forgotten",
        withFeatures { $0.channels.1 * $0.sizeAfterConv2 * $0.sizeAfterConv2 },
        fails: "this chapter's network has 121,930",
        saying: "The second pooling comes before the flatten."),
      WrongAnswer(
        "one side of the image", withFeatures { $0.channels.1 * $0.sizeAfterPool2 },
        fails: "this chapter's network has 121,930", saying: "rows times columns"),
      WrongAnswer(
        "1600 whatever the sizes", withFeatures { _ in 1600 },
        fails: "other networks are counted, too",
        saying: "1600 features belong to the chapter's network"),
      WrongAnswer(
        "the number of the page",
        .parameterCount(linear: linear, conv2d: conv2d) { _ in 121_930 },
        fails: "other networks are counted, too", saying: "121,930 belongs to the chapter's network"
      ),
      WrongAnswer(
        "the sizes are those of kernels of 3",
        withFeatures {
          let side = (($0.size - 2) / 2 - 2) / 2
          return side * side * $0.channels.1
        }, fails: "other networks are counted, too", saying: "use kernelSize"),
      WrongAnswer(
        "pooling comes first",
        withFeatures {
          let side = ($0.size / 2 - $0.kernelSize + 1) / 2 - $0.kernelSize + 1
          return side * side * $0.channels.1
        }, fails: "this chapter's network has 121,930",
        saying: "The pooling comes after the convolution"),
      WrongAnswer(
        "1 is not added to the sizes",
        withFeatures {
          let side = (($0.size - $0.kernelSize) / 2 - $0.kernelSize) / 2
          return side * side * $0.channels.1
        }, fails: "this chapter's network has 121,930",
        saying: "A window of 3 fits 26 times into 28"),
      WrongAnswer(
        "the layers are made and asked",
        withLinear { inFeatures, outFeatures, bias in
          Linear(inFeatures, outFeatures, bias: bias).parameters().map(\.count).reduce(0, +)
        }, fails: "everything is counted from the sizes alone",
        saying: "parametersOfLinear makes a layer"),
    ])
}
