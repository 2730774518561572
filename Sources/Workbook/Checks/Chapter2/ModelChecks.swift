import Exercises
import NN
import Tensors

/// What must be true of any model for digits.
enum ModelChecks {
  /// Random images: a model treats their shapes as it treats those of digits.
  static func images(_ count: Int) -> Tensor {
    Generator.withCurrent(Generator(seed: 1)) { Tensor.rand([count, 1, 28, 28]) }
  }

  /// A new model with weights that are the same each time.
  static func make(_ model: () -> Module, seed: UInt64 = 0) -> Module {
    Generator.withCurrent(Generator(seed: seed)) { model() }
  }

  /// A layer that gets an input that it cannot take stops the program, and says what to write.
  static func tenScores(_ model: @escaping @Sendable () -> Module) -> Check {
    Check(
      "a batch of images gets ten scores for each image",
      hint: """
        Print x.shape after each step of forward. A linear layer's first number says how many \
        features come in, its second how many go out.
        """,
      """
      x.flatten(startDim: 1) makes [batch, features] of [batch, channels, height, width], and \
      features is channels times height times width. The last layer makes ten of what comes in.
      """
    ) {
      for count in [2, 1, 5, 40] {
        let scores = make(model)(images(count))
        try expect(
          "the shape of the scores of \(count == 1 ? "one image" : "\(count) images")",
          scores.shape, is: [count, 10],
          mistakes: [Mistake(scores.shape, cause(of: scores.shape, for: count))])
      }
    }
  }

  /// What leads to scores of a shape other than `[count, 10]`.
  private static func cause(of shape: [Int], for count: Int) -> String {
    switch shape {
    case [10, count]: "The images come first, and then the scores of each."
    case [count]: "That is one number for each image. Return all ten scores, without argmax."
    case [10 * count], [10]: "The dimension of the batch has to stay, even for one image."
    case [count, 10, 1, 1]: "The last two dimensions have to go: flatten(startDim: 1) merges them."
    case _ where shape.count == 2 && shape[0] == count:
      "There are ten digits, but the last layer returns \(shape[1]) scores."
    case _ where shape.count == 4:
      "Without a flatten, each row of pixels gets scores instead of each image."
    case _ where shape.count == 2 && shape[1] == 10:
      "\(count) images came in. A number of images is fixed somewhere: use x.size(0)."
    default: "Every image of the batch gets ten scores of its own."
    }
  }

  static func sameEachTime(_ model: @escaping @Sendable () -> Module) -> Check {
    Check(
      "an image gets the same scores each time",
      hint: "Does forward make anything that begins with random numbers?",
      """
      Make every layer once, as a let of the class, and only use it in forward. A layer that is \
      made in forward has other weights at each call, and none of them is learned.
      """
    ) {
      let model = make(model)
      model.eval()
      let images = images(3)
      let first = Generator.withCurrent(Generator(seed: 2)) { model(images) }
      let second = Generator.withCurrent(Generator(seed: 3)) { model(images) }
      try explaining(
        """
        Something in forward is random, or changes: a layer that is made there has new weights
        each time. And dropout as a function needs training: training.
        """
      ) {
        try expect("the scores of the same images, a second time,", second, isCloseTo: first)
      }
    }
  }

  static func eachByItself(_ model: @escaping @Sendable () -> Module) -> Check {
    Check(
      "an image gets the same scores alone as in a batch",
      hint: "Which step of forward mixes the images? No step may work across the first dimension.",
      """
      mean(dim: 0), max(dim: 0), a sum without a dim and x[0] work across the images. Begin at \
      dimension 1 everywhere, as flatten(startDim: 1) does.
      """
    ) {
      let model = make(model)
      model.eval()
      let images = images(4)
      let together = model(images)
      let rows = (0..<together.size(0)).map { together[$0].values }
      try explaining(
        rows.allSatisfy { $0 == rows[0] }
          ? "All images of the batch have the scores of one of them."
          : "Something in forward is computed across the images of a batch."
      ) {
        for index in 0..<4 {
          let alone = model(images[index..<index + 1])
          try expect(
            "image \(index), alone and in a batch of 4: its row of scores",
            together[index..<index + 1], isCloseTo: alone)
        }
      }
    }
  }

  /// Fails where nothing in the model can be learned.
  static func expectParameters(of model: Module) throws(CheckFailure) {
    let parameters = model.parameters()
    try expect(
      !parameters.isEmpty, "the model has no parameters: nothing in it can learn",
      diagnosis: """
        A layer is found if it is a property of the class, or in an array that is one: not
        if forward makes it. A plain Tensor is not learned, a Parameter is.
        """)
    try expect(
      parameters.contains(where: \.requiresGrad),
      "no parameter requires a gradient: nothing in the model can learn",
      diagnosis: "Leave requiresGrad as it is. Only what requires a gradient is trained.")
  }

  static func everyParameterIsUsed(_ model: @escaping @Sendable () -> Module) -> Check {
    Check(
      "every parameter is used",
      hint: """
        After backward(), a parameter that was not used for the scores has no gradient: it would \
        never learn.
        """,
      """
      Go through the properties one by one: where in forward is each of them called, and does \
      what it returns reach the scores?
      """
    ) {
      let first = make(model)
      try expectParameters(of: first)
      let scores = gradients(of: first)
      try expect(
        scores.requiresGrad, "the scores were not computed from any parameter",
        diagnosis: "noGrad and detach() cut the scores off from the parameters.")
      let parameters = first.namedParameters().filter(\.parameter.requiresGrad)
      let unused = parameters.filter { $0.parameter.grad == nil }.map(\.name)
      if let name = unused.first {
        let layer = name.split(separator: ".").dropLast().joined(separator: ".")
        let isWhole = parameters.allSatisfy {
          !$0.name.hasPrefix("\(layer).") || unused.contains($0.name)
        }
        throw CheckFailure(
          "no gradient reaches \(name)\(others(unused))",
          diagnosis: isWhole && !layer.isEmpty
            ? "forward does not use \(layer), or cuts it off with noGrad or detach()."
            : "forward does not use it, or cuts it off with noGrad or detach().")
      }
      // A single ReLU may happen to be 0 for all images, with the weights of one seed.
      var still = idle(parameters)
      for seed: UInt64 in 1..<6 where !still.isEmpty {
        let model = make(model, seed: seed)
        _ = gradients(of: model)
        let names = idle(model.namedParameters().filter(\.parameter.requiresGrad))
        still = still.filter(names.contains)
      }
      guard let name = still.first else { return }
      throw CheckFailure(
        "the gradient of \(name)\(others(still)) is 0: no change of it changes a score",
        diagnosis: """
          It is multiplied by 0, or what follows is 0 for every image, as a ReLU is that
          nothing passes.
          """)
    }
  }

  /// Computes the gradients of the scores, all of which count, and none as much as another.
  private static func gradients(of model: Module) -> Tensor {
    model.eval()
    let scores = model(images(4))
    guard scores.requiresGrad else { return scores }
    let weights = Generator.withCurrent(Generator(seed: 4)) { Tensor.uniform(scores.shape, 1, 2) }
    (scores * weights).sum().backward()
    return scores
  }

  /// The names of those whose gradient is 0 everywhere.
  private static func idle(_ parameters: [(name: String, parameter: Parameter)]) -> [String] {
    parameters.filter { $0.parameter.grad?.values.allSatisfy { $0 == 0 } ?? true }.map(\.name)
  }

  /// What follows the first of some names.
  private static func others(_ names: [String]) -> String {
    names.count > 2
      ? " and \(names.count - 1) others" : names.dropFirst().map { " and \($0)" }.joined()
  }
}
