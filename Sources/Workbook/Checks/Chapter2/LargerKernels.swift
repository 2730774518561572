import Chapter2Model
import Exercises
import NN
import Tensors

extension Exercise {
  /// Exercise 2.3.
  static func largerKernels(
    _ model: @escaping @Sendable () -> Module = { LargerKernels() }
  ) -> Exercise {
    let path = "Sources/Chapters/Chapter2Model/Exercises/LargerKernels.swift"
    return Exercise(
      .chapter2, 3, "Kernels of 5 × 5", file: "LargerKernels",
      checks: [
        Check(
          "both convolutions look through 5 × 5 pixels",
          hint: "kernelSize says how wide the windows are.",
          "Write kernelSize: 5 in conv1 and in conv2, and leave stride, padding and dilation out."
        ) {
          // Weights of four dimensions are those of convolutions, however these are written.
          let windows = ModelChecks.make(model).namedParameters().filter { $0.parameter.dim == 4 }
          try expect("the number of convolutions", windows.count, is: 2)
          for (name, parameter) in windows {
            let shape = parameter.shape
            let channels = "Conv2d(\(shape[1]), \(shape[0])"
            let layer = name.split(separator: ".").dropLast().joined(separator: ".")
            try expect(
              shape[2] == 5,
              "\(layer.isEmpty ? name : layer) is \(channels), kernelSize: \(shape[2]))",
              diagnosis: "write kernelSize: 5 in \(sourcePlace(of: channels, inFile: path))")
          }
        },
        ModelChecks.tenScores(model),
        Check(
          "nothing else has changed",
          hint: "One number changes besides the two kernels. Channels and padding stay.",
          """
          28 pixels are 24 after conv1, 12 after pool1, 8 after conv2 and 4 after pool2, in 64 \
          channels. Only the first number of fc1 depends on that.
          """
        ) {
          try expectShapes(of: ModelChecks.make(model))
        },
        ModelChecks.sameEachTime(model),
        ModelChecks.eachByItself(model),
        Check(
          "forward does what it did",
          hint: "forward works for kernels of every size. Nothing has to be changed in it.",
          """
          ReLU and pooling after each convolution, the flatten, ReLU after fc1, and nothing after \
          fc2, as in the chapter's network.
          """
        ) {
          try expectScores(of: ModelChecks.make(model))
        },
        ModelChecks.everyParameterIsUsed(model),
      ])
  }
}

/// The shapes of all parameters, in the order of the layers.
private let shapes = [
  [32, 1, 5, 5], [32], [64, 32, 5, 5], [64], [64, 1024], [64], [10, 64], [10],
]

/// Fails where the parameters are others than those of the network, in whatever order.
private func expectShapes(of model: Module) throws(CheckFailure) {
  let parameters = model.namedParameters()
  var missing = shapes
  for (name, parameter) in parameters {
    if let index = missing.firstIndex(of: parameter.shape) {
      missing.remove(at: index)
      continue
    }
    // The shape that the layer had, which is the first that has as many dimensions.
    let shape = parameter.shape
    let before = missing.first { $0.count == shape.count }
    throw CheckFailure(
      "the shape of \(name) is wrong", expected: before.map { "\($0)" } ?? "no such parameter",
      got: "\(shape)",
      diagnosis: parameters.count > shapes.count
        ? "There are \(parameters.count) weights and biases, and there were 8: a layer has been added."
        : cause(of: shape))
  }
  try expect(
    missing.isEmpty,
    "there are \(parameters.count) weights and biases, and there were \(shapes.count): "
      + "one of shape \(missing.first ?? []) is missing",
    diagnosis: missing.allSatisfy { $0.count == 1 }
      ? "Leave bias: true, which is what a layer has if nothing is said." : nil)
}

private func cause(of shape: [Int]) -> String? {
  switch shape {
  case [64, 1600]:
    """
    With padding, windows of 5 can leave as many pixels as windows of 3 did,
    and then 1600 fits again. That works, too. Here, do it without padding.
    """
  case [64, 3136]:
    "A padding of 2 keeps the size. That works, too, but do it without one here."
  case [64, 4096]: "The second pooling is gone, so there are four times the features."
  case [64, 64]:
    "A stride, or a larger pooling, has made the pictures smaller: the kernels alone change here."
  case [64, 20736]: "The poolings move by 1 only. MaxPool2d(2) moves by 2."
  case [64, 4608]: "conv2 is not used, so its pooling does not follow either."
  case [64, 64, 5, 5], [64, 1, 5, 5], [32, 32, 5, 5]:
    "The channels stay as they were: 1, 32 and 64."
  case _ where shape.count == 4 && shape[2] == 5: "The channels stay as they were: 1, 32 and 64."
  case _ where shape.count == 2 && shape[1] == 1024:
    "The hidden features stay as they were: Linear(1024, 64)."
  case _ where shape.count == 2: "Only the first number of fc1 has to change. It is 1024."
  default: nil
  }
}

/// Fails where the scores are not those of the network with the model's own parameters.
private func expectScores(of model: Module) throws(CheckFailure) {
  try expectShapes(of: model)
  let parameters = model.parameters()
  func all(_ shape: [Int]) -> [Tensor] { parameters.filter { $0.shape == shape } }
  let images = ModelChecks.images(6)
  model.eval()
  let (got, expected) = noGrad {
    // Two biases are [64]; either may be that of conv2.
    let results = [all([64]), all([64]).reversed()].map { biases in
      Forward(
        conv1: (all(shapes[0])[0], all([32])[0]), conv2: (all(shapes[2])[0], biases[0]),
        fc1: (all(shapes[4])[0], biases[1]), fc2: (all(shapes[6])[0], all([10])[0]))
    }
    let got = model(images)
    let fits = results.first { isClose(got, $0(images)) } ?? results[0]
    return (got, fits)
  }
  let variants = noGrad { () -> [Mistake<Tensor>] in
    func changed(_ change: (inout Forward) -> Void) -> Tensor {
      var forward = expected
      change(&forward)
      return forward(images)
    }
    let keep: (Tensor) -> Tensor = { $0 }
    return [
      Mistake(
        changed { ($0.afterConv1, $0.afterConv2) = (keep, keep) },
        "The ReLU is missing after both convolutions."),
      Mistake(changed { $0.afterConv1 = keep }, "The ReLU is missing after the first convolution."),
      Mistake(
        changed { $0.afterConv2 = keep }, "The ReLU is missing after the second convolution."),
      Mistake(changed { $0.afterFC1 = keep }, "The ReLU is missing after fc1."),
      Mistake(
        changed { ($0.afterConv1, $0.afterConv2, $0.afterFC1) = (keep, keep, keep) },
        "The ReLUs are missing: without them, two layers do no more than one."),
      Mistake(changed { $0.afterFC2 = relu }, "A ReLU follows fc2. Scores may be below zero."),
      Mistake(
        changed { $0.afterFC2 = { softmax($0) } },
        "A softmax follows fc2. That is for the loss to do."),
      Mistake(
        changed { $0.afterFC2 = { logSoftmax($0) } },
        "A log-softmax follows fc2. That is for the loss to do."),
      Mistake(changed { $0.afterFC2 = sigmoid }, "A sigmoid follows fc2. Nothing did before."),
      Mistake(
        changed { ($0.afterConv1, $0.afterConv2, $0.afterFC1) = (tanh, tanh, tanh) },
        "A tanh has taken the place of each ReLU."),
      Mistake(
        changed { ($0.afterConv1, $0.afterConv2, $0.afterFC1) = (sigmoid, sigmoid, sigmoid) },
        "A sigmoid has taken the place of each ReLU."),
    ]
  }
  try expect(
    "the scores of six images", got, isCloseTo: noGrad { expected(images) }, mistakes: variants)
}

private func isClose(_ left: Tensor, _ right: Tensor) -> Bool {
  left.shape == right.shape && zip(left.values, right.values).allSatisfy { abs($0 - $1) < 1e-4 }
}

/// The chapter's `forward`, by its parts.
private struct Forward {
  var conv1, conv2, fc1, fc2: (weight: Tensor, bias: Tensor)
  var afterConv1: (Tensor) -> Tensor = { relu($0) }
  var afterConv2: (Tensor) -> Tensor = { relu($0) }
  var afterFC1: (Tensor) -> Tensor = { relu($0) }
  var afterFC2: (Tensor) -> Tensor = { $0 }

  init(
    conv1: (Tensor, Tensor), conv2: (Tensor, Tensor), fc1: (Tensor, Tensor), fc2: (Tensor, Tensor)
  ) {
    (self.conv1, self.conv2, self.fc1, self.fc2) = (conv1, conv2, fc1, fc2)
  }

  func callAsFunction(_ images: Tensor) -> Tensor {
    var x = afterConv1(conv2d(images, conv1.weight, conv1.bias))
    x = maxPool2d(x, kernelSize: 2)
    x = maxPool2d(afterConv2(conv2d(x, conv2.weight, conv2.bias)), kernelSize: 2)
    x = afterFC1(linear(x.flatten(startDim: 1), fc1.weight, fc1.bias))
    return afterFC2(linear(x, fc2.weight, fc2.bias))
  }
}
