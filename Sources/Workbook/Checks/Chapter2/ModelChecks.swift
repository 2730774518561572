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
  static func make(_ model: () -> Module) -> Module {
    Generator.withCurrent(Generator(seed: 0)) { model() }
  }

  /// A layer that gets an input that it cannot take stops the program, and says what to write.
  static func tenScores(_ model: @escaping @Sendable () -> Module) -> Check {
    Check(
      "a batch of images gets ten scores for each image",
      hint: """
        Print x.shape after each step of forward. A linear layer's first number says how many \
        features come in, its second how many go out.
        """
    ) {
      for count in [2, 1, 5] {
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
    switch shape.count {
    case 2 where shape[0] == count:
      "There are ten digits, but the last layer returns \(shape[1]) scores."
    case 4:
      "Without a flatten, each row of pixels gets scores instead of each image."
    case 1: "The dimension of the batch has to stay, even for one image."
    default: "Every image of the batch gets ten scores of its own."
    }
  }

  static func eachByItself(_ model: @escaping @Sendable () -> Module) -> Check {
    Check(
      "an image gets the same scores alone as in a batch",
      hint: "Which step of forward mixes the images? No step may work across the first dimension."
    ) {
      let model = make(model)
      model.eval()
      let images = images(4)
      let together = model(images)
      for index in 0..<4 {
        let alone = model(images[index..<index + 1])
        try expect(
          "image \(index), alone and in a batch of 4: its scores", together[index..<index + 1],
          isCloseTo: alone)
      }
    }
  }

  static func everyParameterIsUsed(_ model: @escaping @Sendable () -> Module) -> Check {
    Check(
      "every parameter is used",
      hint: """
        After backward(), a parameter that was not used for the scores has no gradient: it would \
        never learn.
        """
    ) {
      let model = make(model)
      let scores = model(images(4))
      let parameters = model.namedParameters().filter(\.parameter.requiresGrad)
      try expect(!parameters.isEmpty, "the model has no parameters: nothing in it can learn")
      try expect(
        scores.requiresGrad, "the scores were not computed from any parameter",
        diagnosis: "noGrad and detach() cut the scores off from the parameters.")
      (scores * scores).sum().backward()
      let unused = parameters.filter { $0.parameter.grad == nil }.map(\.name)
      guard let first = unused.first else { return }
      let layer = first.split(separator: ".").dropLast().joined(separator: ".")
      let isWhole = parameters.allSatisfy {
        !$0.name.hasPrefix("\(layer).") || unused.contains($0.name)
      }
      let others =
        unused.count > 2
        ? " and \(unused.count - 1) others" : unused.dropFirst().map { " and \($0)" }.joined()
      throw CheckFailure(
        "no gradient reaches \(first)\(others)",
        diagnosis: isWhole && !layer.isEmpty
          ? "forward does not use \(layer), or cuts it off with noGrad or detach()."
          : "forward does not use it, or cuts it off with noGrad or detach().")
    }
  }
}
