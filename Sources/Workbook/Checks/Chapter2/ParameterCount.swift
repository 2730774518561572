import Chapter2Model
import Exercises
import NN
import Tensors

/// A network like chapter 2's, by its numbers.
struct NetworkSizes: Sendable {
  var size = 28
  var channels = (32, 64)
  var kernelSize = 3
  var hidden = 64

  var sizeAfterPool1: Int { (size - kernelSize + 1) / 2 }
  var sizeAfterConv2: Int { sizeAfterPool1 - kernelSize + 1 }
  var sizeAfterPool2: Int { sizeAfterConv2 / 2 }

  /// The number of parameters in the layers themselves, with this many features after the flatten.
  func parameters(features: Int? = nil) -> Int {
    let features = features ?? channels.1 * sizeAfterPool2 * sizeAfterPool2
    return Conv2d(1, channels.0, kernelSize: kernelSize).parameterCount
      + Conv2d(channels.0, channels.1, kernelSize: kernelSize).parameterCount
      + Linear(features, hidden).parameterCount + Linear(hidden, 10).parameterCount
  }
}

extension Module {
  /// How many parameters it has.
  fileprivate var parameterCount: Int { parameters().map(\.count).reduce(0, +) }
}

extension Exercise {
  typealias LinearCount = @Sendable (_ inFeatures: Int, _ outFeatures: Int, _ bias: Bool) -> Int
  typealias Conv2dCount =
    @Sendable (
      _ inChannels: Int, _ outChannels: Int, _ kernelSize: Int, _ bias: Bool
    ) -> Int

  /// Exercise 2.2.
  static func parameterCount(
    linear: @escaping LinearCount = { parametersOfLinear($0, $1, bias: $2) },
    conv2d: @escaping Conv2dCount = { parametersOfConv2d($0, $1, kernelSize: $2, bias: $3) },
    network: @escaping @Sendable (NetworkSizes) -> Int = {
      parametersOfNetwork(
        size: $0.size, channels: $0.channels, kernelSize: $0.kernelSize, hidden: $0.hidden)
    }
  ) -> Exercise {
    /// Layers draw weights when they are made.
    @Sendable func count(_ make: () -> Module) -> Int {
      Generator.withCurrent(Generator(seed: 0)) { make().parameterCount }
    }

    return Exercise(
      .chapter2, 2, "Count the parameters by hand", file: "ParameterCount",
      checks: [
        Check(
          "the count for a linear layer is that of the layer itself",
          hint: "Every output has one weight for each input, and a bias of its own."
        ) {
          for (inFeatures, outFeatures, bias) in [
            (3, 4, true), (1600, 64, true), (64, 10, true), (3, 4, false),
          ] {
            try expect(
              "the count for Linear(\(inFeatures), \(outFeatures), bias: \(bias))",
              linear(inFeatures, outFeatures, bias),
              is: count { Linear(inFeatures, outFeatures, bias: bias) },
              mistakes: [
                Mistake(
                  inFeatures * outFeatures, "Those are the weights; the biases are learned, too."),
                Mistake(
                  inFeatures * outFeatures + inFeatures,
                  "There is one bias for each output, not for each input."),
                Mistake(inFeatures * outFeatures + 1, "There is one bias for each output."),
                Mistake(
                  inFeatures * outFeatures + outFeatures, "With bias: false there are no biases."),
                Mistake(inFeatures + outFeatures, "Each output has a weight for each input."),
              ])
          }
        },
        Check(
          "the count for a convolution is that of the layer itself",
          hint: """
            A window looks at all channels that come in, at a square of pixels in each. There is one \
            window, with one bias, for each channel that goes out.
            """
        ) {
          for (inChannels, outChannels, kernelSize, bias) in [
            (1, 32, 3, true), (32, 64, 3, true), (3, 8, 5, true), (3, 8, 5, false),
          ] {
            let square = kernelSize * kernelSize
            let weights = outChannels * inChannels * square
            try expect(
              """
              the count for Conv2d(\(inChannels), \(outChannels), kernelSize: \(kernelSize), \
              bias: \(bias))
              """,
              conv2d(inChannels, outChannels, kernelSize, bias),
              is: count { Conv2d(inChannels, outChannels, kernelSize: kernelSize, bias: bias) },
              mistakes: [
                Mistake(weights, "Those are the weights; the biases are learned, too."),
                Mistake(weights + outChannels, "With bias: false there are no biases."),
                Mistake(
                  outChannels * inChannels * kernelSize + outChannels,
                  "A window is a square: kernelSize pixels wide and kernelSize pixels high."),
                Mistake(
                  outChannels * square + outChannels,
                  "Each window looks at all \(inChannels) channels that come in."),
                Mistake(
                  weights + outChannels * inChannels,
                  "There is one bias for each channel that goes out, however many come in."),
                Mistake(weights + inChannels, "There is a bias for each channel that goes out."),
              ])
          }
        },
        Check(
          "this chapter's network has 121,930",
          hint: "summary on the page lists them layer by layer. Which one do you count differently?"
        ) {
          try compare(NetworkSizes(), network)
        },
        Check(
          "other networks are counted, too",
          hint: "Follow the size through the layers, as the page does in its walk of shapes."
        ) {
          try compare(NetworkSizes(kernelSize: 5), network)
          try compare(NetworkSizes(size: 32, channels: (6, 16), kernelSize: 5, hidden: 84), network)
          try compare(NetworkSizes(size: 27, channels: (8, 4), kernelSize: 2, hidden: 20), network)
        },
      ])
  }
}

private func compare(
  _ sizes: NetworkSizes, _ network: (NetworkSizes) -> Int
) throws(CheckFailure) {
  let (last, beforePool) = (sizes.channels.1, sizes.sizeAfterConv2)
  let ways: [(features: Int, diagnosis: String)] = [
    (last * beforePool * beforePool, "The second pooling comes before the flatten."),
    (last * sizes.sizeAfterPool2, "The flatten takes rows times columns of each channel."),
    (sizes.sizeAfterPool2 * sizes.sizeAfterPool2, "The flatten takes all \(last) channels."),
    (last, "The flatten takes every pixel of every channel."),
    (last * sizes.size * sizes.size, "The images are smaller by the time of the flatten."),
    (1600, "1600 features belong to the chapter's network; this one has another number."),
  ]
  let (expected, mistakes) = Generator.withCurrent(Generator(seed: 0)) {
    (
      sizes.parameters(),
      ways.map { Mistake(sizes.parameters(features: $0.features), $0.diagnosis) }
    )
  }
  try expect(
    """
    the count for size \(sizes.size), channels \(sizes.channels), kernelSize \
    \(sizes.kernelSize), hidden \(sizes.hidden)
    """, network(sizes), is: expected, mistakes: mistakes)
}
