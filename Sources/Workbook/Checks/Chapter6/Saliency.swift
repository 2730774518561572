import Chapter1Data
import Chapter2Model
import Chapter6Curves
import Exercises
import NN
import Tensors

extension Exercise {
  /// Exercise 6.4.
  ///
  /// - Parameter network: makes that of chapter 2, which a reader may have changed.
  static func saliency(
    _ answer: @escaping @Sendable (Module, Tensor) -> Tensor = {
      Chapter6Curves.saliency(of: $0, for: $1)
    },
    network: @escaping @Sendable () -> Module = { Model() }
  ) -> Exercise {
    @Sendable func map(_ model: Module, _ image: Tensor) throws -> Tensor {
      let map = answer(model, image)
      try expect("the shape of the map", map.shape, is: [28, 28])
      return map
    }

    return Exercise(
      .chapter6, 4, "Where the model looks", file: "Saliency",
      checks: [
        Check(
          "there is an element for each pixel",
          hint:
            "The model takes a batch: put a dimension of length 1 before those of the image. The "
            + "result has neither the batch nor the channel.",
          "Tensor(image.values, shape: [1, 1, 28, 28], requiresGrad: true) is such a batch."
        ) {
          _ = try map(OneLayer(), someImage())
        },
        Check(
          "they are the winning score's gradient, without its sign",
          hint:
            "A tensor made with requiresGrad: true gets a grad, whether parameter or picture. "
            + "backward() starts from a single number: which?",
          "From the highest of the scores: scores.max(), or scores[0][winner]."
        ) {
          let (model, image) = (OneLayer(), someImage())
          let weights = model.linear.weight.detach()
          let scores = noGrad { model(image.unsqueeze(dim: 0)) }
          let winner = scores.argmax(dim: 1)[0].item()
          let loser = (-scores).argmax(dim: 1)[0].item()
          // A score is a sum of weights times pixels, so the gradient of a pixel is its weight.
          let gradient = weights[winner].reshape([28, 28])
          let total = weights.sum(dim: 0).reshape([28, 28])
          func slopes(of number: (Tensor) -> Tensor) -> Tensor {
            let input = Tensor(image.values, shape: [1, 1, 28, 28], requiresGrad: true)
            number(model(input)).backward()
            model.zeroGrad()
            return input.grad!.reshape([28, 28])
          }
          let share = slopes { softmax($0)[0][winner] }
          let loss = slopes { crossEntropy($0, IntTensor([winner])) }
          let ofAll =
            "That is the gradient of all scores together. Only the winning one is wanted."
          try expect(
            "the map of a linear layer, which has to show its weights,",
            map(model, image), isCloseTo: gradient.magnitudes, within: 1e-5,
            mistakes: [
              Mistake(gradient, "The signs are still there: the absolute values are wanted."),
              Mistake(total.magnitudes, ofAll), Mistake(total, ofAll),
              Mistake(
                weights[0].reshape([28, 28]).magnitudes,
                "That is the score of class 0. argmax says which one has won."),
              Mistake(
                share.magnitudes,
                "That is the gradient of the probability from softmax. It is almost 0 when a model "
                  + "is sure. Take the score."),
              Mistake(
                loss.magnitudes,
                "That is the gradient of the loss. Take that of the winning score itself."),
              Mistake(
                (gradient * image.reshape([28, 28])).magnitudes,
                "It is multiplied by the pixels. Only the gradient is wanted."),
              Mistake(
                weights[loser].reshape([28, 28]).magnitudes,
                "That is the gradient of the lowest score. The highest wins."),
              Mistake(
                relu(gradient),
                "Elements below 0 have become 0. The absolute value is wanted: 3 for −3."),
              Mistake(
                relu(-gradient),
                "Elements above 0 have become 0. The absolute value is wanted, of all."),
              Mistake(-gradient, "The signs are still there, and all are the other way round."),
              Mistake(
                gradient * gradient, "Those are the squares. The absolute values are wanted."),
              Mistake(gradient.magnitudes.t(), "Rows and columns are swapped."),
              Mistake(
                gradient.magnitudes / gradient.magnitudes.max(),
                "It is divided by its largest element. A figure does that for you."),
              Mistake(
                gradient.magnitudes * (2 * Float(abs(scores[0][winner].item()))),
                "That is the gradient of the square of the score. Take that of the score."),
              Mistake(
                gradient.magnitudes / 10,
                "That is a tenth of it: the mean of ten scores is not the score."),
              Mistake(
                (0..<10).reduce(.zeros([28, 28])) {
                  $0 + weights[$1].reshape([28, 28]).magnitudes
                },
                "Those are the gradients of all scores, added up. Only the winning one is wanted."),
              Mistake(total.magnitudes / 10, ofAll),
              Mistake(
                .zeros([28, 28]),
                "All are 0. Was backward() called, and on something computed from the picture?"),
            ])
          // The same weights, whatever has become of those above.
          let other = OneLayer()
          other.linear.bias?.mutate { $0[loser] = -10 }
          try expect(
            "the map where the lowest score is further from 0 than the highest",
            map(other, someImage()), isCloseTo: gradient.magnitudes, within: 1e-5,
            mistakes: [
              Mistake(
                weights[loser].reshape([28, 28]).magnitudes,
                "That is the score furthest from 0. The highest wins, with its sign: only the "
                  + "gradient loses its own.")
            ])
        },
        Check(
          "image and model are left as they were",
          hint:
            "backward() reaches the parameters as well. The next training would add to that.",
          "zeroGrad() of the model clears them. For the image, a tensor of your own is enough."
        ) {
          let (model, image) = (OneLayer(), someImage())
          let before = image.values
          let weights = model.parameters().map(\.values)
          _ = try map(model, image)
          try expect(
            model.parameters().map(\.values) == weights, "the model's parameters have changed",
            diagnosis: "A map is for looking: without an optimizer, and without a step.")
          try expect(
            model.parameters().allSatisfy(\.requiresGrad),
            "a parameter of the model does not require a gradient any more",
            diagnosis: "It could not be trained again. Set requiresGrad back, or leave it alone.")
          try expect(
            model.parameters().allSatisfy { $0.grad == nil },
            "the model's parameters have gradients afterwards",
            diagnosis: "They would be added to those of the next batch: zeroGrad().")
          try expect(
            !image.requiresGrad && image.grad == nil,
            "the image requires a gradient now, or has one",
            diagnosis: "Make a tensor of your own from its values.")
          try expect(image.values == before, "the image's pixels have changed")
        },
        Check(
          "a model with Dropout has one map, not many",
          hint: "Which mode does a model have to be in when it is not being trained?",
          "Call model.eval() first, and leave it at that."
        ) {
          let model = DroppingLayer()
          model.train()
          let (first, second) = (try map(model, someImage()), try map(model, someImage()))
          try explaining("Dropout is at work: in eval() it is not.") {
            try expect(
              "the map of the same image, a second time,", second, isCloseTo: first, within: 1e-6)
          }
          try expect(
            !model.training, "the model is in training mode afterwards",
            diagnosis: "Here it stays in evaluation mode, whichever it was in before.")
        },
        Check(
          "it works for the model of chapter 2, and for any number of classes",
          hint: "If the other checks pass and this one does not, look for numbers that only fit a "
            + "smaller model.",
          "The scores are [1, classes], and how many classes there are is in their shape."
        ) {
          for classes in [3, 14] {
            let layer = OneLayer(classes: classes)
            layer.linear.bias?.mutate { $0[classes - 1] = 10 }
            let input = Tensor(someImage().values, shape: [1, 1, 28, 28], requiresGrad: true)
            layer(input).max().backward()
            layer.zeroGrad()
            try expect(
              "the map of a linear layer with \(classes) classes", map(layer, someImage()),
              isCloseTo: input.grad!.reshape([28, 28]).magnitudes, within: 1e-5)
          }
          let model = Generator.withCurrent(Generator(seed: 8), network)
          // There may be a Dropout in it by now.
          model.eval()
          let image = try firstBatch().images[0]
          let input = Tensor(image.values, shape: [1, 1, 28, 28], requiresGrad: true)
          model(input).max().backward()
          model.zeroGrad()
          try expect(
            "the map of a digit", map(model, image),
            isCloseTo: input.grad!.reshape([28, 28]).magnitudes, within: 1e-5)
        },
      ])
  }
}

/// Noise in the shape of a digit.
private func someImage() -> Tensor {
  Tensor(Generator(seed: 9).uniform(0, 1, count: 784), shape: [1, 28, 28])
}

private final class OneLayer: Module {
  let linear: Linear

  init(classes: Int = 10) {
    linear = Generator.withCurrent(Generator(seed: 10)) { Linear(784, classes) }
  }

  override func forward(_ x: Tensor) -> Tensor { linear(x.flatten(startDim: 1)) }
}

private final class DroppingLayer: Module {
  let dropout = Dropout(p: 0.5)
  let linear = Generator.withCurrent(Generator(seed: 11)) { Linear(784, 10) }

  override func forward(_ x: Tensor) -> Tensor { linear(dropout(x.flatten(startDim: 1))) }
}

extension Tensor {
  /// The same elements without their signs.
  fileprivate var magnitudes: Tensor { Tensor(values.map { $0.magnitude }, shape: shape) }
}
