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

  /// The number of parameters in the layers themselves.
  var parameters: Int {
    let features = channels.1 * sizeAfterPool2 * sizeAfterPool2
    return Generator.withCurrent(Generator(seed: 0)) {
      Conv2d(1, channels.0, kernelSize: kernelSize).parameterCount
        + Conv2d(channels.0, channels.1, kernelSize: kernelSize).parameterCount
        + Linear(features, hidden).parameterCount + Linear(hidden, 10).parameterCount
    }
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
          hint: "Every output has one weight for each input, and a bias of its own.",
          """
          Linear(3, 4) has four outputs, with three weights and one bias each. Without biases it \
          has 3 times 4.
          """
        ) {
          // In the first, no two of the ways below give the same number.
          for (inFeatures, outFeatures, bias) in [
            (3, 5, true), (1600, 64, true), (64, 10, true), (3, 4, false), (10, 1, true),
          ] {
            let weights = inFeatures * outFeatures
            try expect(
              "the count for Linear(\(inFeatures), \(outFeatures), bias: \(bias))",
              linear(inFeatures, outFeatures, bias),
              is: count { Linear(inFeatures, outFeatures, bias: bias) },
              mistakes: [
                Mistake(weights, "Those are the weights; the biases are learned, too."),
                Mistake(
                  weights + inFeatures,
                  "There is one bias for each output, not for each input."),
                Mistake(weights + 1, "There is one bias for each output."),
                Mistake(
                  weights + outFeatures, "With bias: false there are no biases."),
                Mistake(
                  2 * weights, "There is one bias for each output, not for each weight."),
                Mistake(
                  weights + inFeatures + outFeatures,
                  "Only the outputs have biases. The inputs have none."),
                Mistake(
                  inFeatures + outFeatures, "Each output has a weight for each input: multiply."),
                Mistake(
                  inFeatures + 2 * outFeatures,
                  "Each output has a weight for each input: multiply."),
                Mistake(
                  (inFeatures + 1) * (outFeatures + 1),
                  "Only one bias for each output is added: (inputs + 1) times outputs."),
              ])
          }
        },
        Check(
          "the count for a convolution is that of the layer itself", of: "parametersOfConv2d",
          hint: """
            A window looks at all channels that come in, at a square of pixels in each. There is one \
            window, with one bias, for each channel that goes out.
            """,
          """
          A window has inChannels times kernelSize times kernelSize weights. Add 1 for its bias \
          if there is one, and take that as often as there are windows.
          """
        ) {
          for (inChannels, outChannels, kernelSize, bias) in [
            (3, 8, 5, true), (1, 32, 3, true), (32, 64, 3, true), (3, 8, 5, false), (2, 7, 1, true),
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
                  outChannels * inChannels * 2 * kernelSize + outChannels,
                  "A square of 5 × 5 has 25 pixels, not 10: kernelSize times kernelSize."),
                Mistake(
                  outChannels * square + outChannels,
                  "Each window looks at all \(inChannels) channels that come in."),
                Mistake(
                  outChannels * square,
                  "Each window looks at all \(inChannels) channels that come in"
                    + (bias ? ", and has a bias." : ".")),
                Mistake(
                  inChannels * square + outChannels,
                  "There is a window for each of the \(outChannels) channels that go out."),
                Mistake(
                  outChannels * inChannels * 9 + outChannels,
                  "A window of \(kernelSize) × \(kernelSize) has \(square) pixels, not 9."),
                Mistake(
                  weights + outChannels * inChannels,
                  "There is one bias for each channel that goes out, however many come in."),
                Mistake(weights + inChannels, "There is a bias for each channel that goes out."),
                Mistake(weights + 1, "There is a bias for each channel that goes out."),
                Mistake(2 * weights, "There is one bias for each window, not for each weight."),
                Mistake(
                  (outChannels + inChannels) * square + outChannels,
                  "Each window has weights for each channel that comes in: multiply."),
              ])
          }
        },
        Check(
          "this chapter's network has 121,930", of: "parametersOfNetwork",
          hint:
            "summary on the page lists them layer by layer. Which one do you count differently?",
          """
          320, 18,496, 102,464 and 650: conv1, conv2, fc1 and fc2. Your first two functions count \
          them if you give them the right sizes. Only the 1600 inputs of fc1 have to be computed.
          """
        ) {
          try compare([NetworkSizes()], network)
        },
        Check(
          "other networks are counted, too", of: "parametersOfNetwork",
          hint: "Follow the size through the layers, as the page does in its walk of shapes.",
          """
          A convolution leaves size - kernelSize + 1, and a pooling half of that, rounded down. \
          Do both twice. channels.1 pictures of that size, squared, are the inputs of fc1.
          """
        ) {
          try compare(otherNetworks, network)
        },
        Check(
          "everything is counted from the sizes alone",
          hint: "No layer has to be made for it.",
          "Leave Linear, Conv2d and parameters() out: multiply and add the sizes that come in."
        ) {
          try expectNoLayer({ _ = linear(3, 4, true) }, "parametersOfLinear")
          try expectNoLayer({ _ = conv2d(3, 4, 5, true) }, "parametersOfConv2d")
          try expectNoLayer({ _ = network(NetworkSizes()) }, "parametersOfNetwork")
        },
      ])
  }
}

private let otherNetworks = [
  NetworkSizes(size: 33, channels: (6, 16), kernelSize: 5, hidden: 84),
  NetworkSizes(kernelSize: 5),
  NetworkSizes(size: 27, channels: (8, 4), kernelSize: 2, hidden: 20),
  NetworkSizes(size: 20, channels: (3, 7), kernelSize: 4, hidden: 9),
  NetworkSizes(size: 31, channels: (5, 5), kernelSize: 1, hidden: 1),
]

/// Fails if the answer differs from the layers'. There is a diagnosis if one other way of counting
/// explains the answers for all networks: for a single one, several may give the same number.
private func compare(_ networks: [NetworkSizes], _ count: (NetworkSizes) -> Int) throws {
  let all = [NetworkSizes()] + otherNetworks
  let answers = all.map(count)
  let ways = all.map(mistakes)
  let cause = ways[0].indices.first { way in
    zip(ways, answers).allSatisfy { $0[way].value == $1 }
  }
  try explaining(cause.map { ways[0][$0].diagnosis }) {
    for sizes in networks {
      try expect(
        """
        the count for size \(sizes.size), channels \(sizes.channels), kernelSize \
        \(sizes.kernelSize), hidden \(sizes.hidden)
        """, count(sizes), is: sizes.parameters)
    }
  }
}

/// The numbers that other ways of counting lead to.
private func mistakes(_ sizes: NetworkSizes) -> [Mistake<Int>] {
  let ((first, last), kernel, hidden) = (sizes.channels, sizes.kernelSize, sizes.hidden)
  let square = kernel * kernel
  let (conv1, conv2) = (first * (square + 1), last * (first * square + 1))
  let (after, end) = (sizes.sizeAfterPool2, hidden * 10 + 10)
  func with(
    features: Int, conv1: Int? = nil, conv2: Int? = nil, end: Int? = nil
  ) -> Int {
    (conv1 ?? first * (square + 1)) + (conv2 ?? last * (first * square + 1))
      + hidden * (features + 1) + (end ?? hidden * 10 + 10)
  }
  /// The features where two convolutions and poolings leave another size.
  func walk(_ step: (Int) -> Int) -> Int {
    let side = step(step(sizes.size))
    return with(features: last * side * side)
  }
  func pixels(_ side: Int) -> Int { side * side }
  let features = last * after * after
  return [
    Mistake(
      with(features: last * sizes.sizeAfterConv2 * sizes.sizeAfterConv2),
      "The second pooling comes before the flatten."),
    Mistake(
      with(features: last * after), "The flatten takes rows times columns of each channel."),
    Mistake(with(features: after * after), "The flatten takes all channels.1 channels, not one."),
    Mistake(with(features: last), "The flatten takes every pixel of every channel."),
    Mistake(
      with(features: first * after * after),
      "The flatten comes after the second convolution, which makes channels.1, not channels.0."),
    Mistake(
      with(features: last * sizes.size * sizes.size),
      "The images are smaller by the time of the flatten."),
    Mistake(
      with(features: 1600),
      "1600 features belong to the chapter's network; this one has another number."),
    Mistake(
      walk { ($0 - 2) / 2 }, "A kernel of 3 takes 2 pixels away, one of 5 takes 4: use kernelSize."),
    Mistake(walk { $0 - kernel + 1 }, "A MaxPool2d(2) after each convolution halves the size."),
    Mistake(
      with(
        features: last
          * pixels((sizes.size - kernel + 1 - kernel + 1) / 2)),
      "A MaxPool2d(2) comes after the first convolution, too."),
    Mistake(
      with(features: last * pixels(((28 - kernel + 1) / 2 - kernel + 1) / 2)),
      "The images need not be 28 pixels wide: use size."),
    Mistake(
      with(features: last * pixels((sizes.size - kernel + 1) / 2 / 2)),
      "The second convolution makes the image smaller, too."),
    Mistake(walk { $0 / 2 }, "Without padding, a convolution makes the image smaller, too."),
    Mistake(
      walk { ($0 - kernel + 2) / 2 },
      "The pooling rounds down: a row or column that is left over is dropped."),
    Mistake(
      walk { ($0 - kernel) / 2 },
      "A window of 3 fits 26 times into 28, not 25: size - kernelSize + 1."),
    Mistake(
      walk { $0 / 2 - kernel + 1 }, "The pooling comes after the convolution, not before it."),
    Mistake(
      with(features: features, conv2: last * (square + 1)),
      "The second convolution looks at all channels.0 channels of the first."),
    Mistake(
      with(features: features, conv1: first * (3 * square + 1)),
      "The images are grey: one channel comes in."),
    Mistake(
      with(features: features, conv1: 0), "The first convolution has parameters, too."),
    Mistake(with(features: features, conv2: 0), "The second convolution has parameters, too."),
    Mistake(with(features: features, end: 0), "The last layer, to ten scores, is missing."),
    Mistake(
      with(features: features, end: 650),
      "The last layer has as many inputs as hidden says, not always 64."),
    Mistake(
      with(features: features, end: hidden * hidden + hidden),
      "The last layer makes ten scores, not hidden features once more."),
    Mistake(
      with(features: features, end: hidden * 10),
      "The last layer has ten biases, too."),
    Mistake(
      conv1 + conv2 + end, "The first linear layer, after the flatten, is missing."),
    Mistake(
      first * square + last * first * square + hidden * features + hidden * 10,
      "Those are the weights of all layers. Each layer has biases, too."),
    Mistake(
      last * (square + 1) + first * (last * square + 1)
        + hidden * (first * after * after + 1) + end,
      "The two channels have changed places: the first convolution makes channels.0."),
    Mistake(121_930, "121,930 belongs to the chapter's network; this one has other sizes."),
  ]
}
