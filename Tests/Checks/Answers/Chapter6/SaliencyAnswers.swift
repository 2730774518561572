import Exercises
import NN
import Solutions
import Tensors

@testable import Checks

/// The gradient of a single number, computed from the scores, with respect to the pixels.
private func gradient(
  _ model: Module, _ image: Tensor, evaluating: Bool = true, clearing: Bool = true,
  of number: (_ scores: Tensor, _ winner: Int) -> Tensor = { $0[0][$1] }
) -> Tensor {
  if evaluating { model.eval() }
  let input = Tensor(image.values, shape: [1] + image.shape, requiresGrad: true)
  let scores = model(input)
  number(scores, scores.argmax(dim: 1)[0].item()).backward()
  if clearing { model.zeroGrad() }
  return input.grad!.reshape([28, 28])
}

private func withoutSign(_ tensor: Tensor) -> Tensor {
  Tensor(tensor.values.map { abs($0) }, shape: tensor.shape)
}

final class SaliencyAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .saliency { Solutions.saliency(of: $0, for: $1) },
    others: [
      OtherAnswer(
        "with a Dropout in the network of chapter 2",
        .saliency(
          { Solutions.saliency(of: $0, for: $1) },
          network: { Sequential(Flatten(), Dropout(p: 0.5), Linear(784, 10)) }))
    ],
    wrong: [
      WrongAnswer(
        "the batch is left", .saliency { gradient($0, $1).reshape([1, 1, 28, 28]) },
        fails: "there is an element for each pixel", saying: "got       [1, 1, 28, 28]"),
      WrongAnswer(
        "from all scores at once",
        .saliency { model, image in
          let input = Tensor(image.values, shape: [1] + image.shape, requiresGrad: true)
          model(input).backward()
          return input.grad!.squeeze()
        }, fails: "there is an element for each pixel",
        saying: "starts from a single number, and this tensor has shape [1, 10]", traps: true),
      WrongAnswer(
        "with signs", .saliency { gradient($0, $1) },
        fails: "they are the winning score's gradient, without its sign",
        saying: "The signs are still there"),
      WrongAnswer(
        "the sum of all scores", .saliency { withoutSign(gradient($0, $1) { s, _ in s.sum() }) },
        fails: "they are the winning score's gradient, without its sign",
        saying: "That is the gradient of all scores together."),
      WrongAnswer(
        "the score furthest from 0",
        .saliency { withoutSign(gradient($0, $1) { scores, _ in abs(scores).max() }) },
        fails: "they are the winning score's gradient, without its sign",
        saying: "That is the score furthest from 0."),
      WrongAnswer(
        "the share", .saliency { withoutSign(gradient($0, $1) { softmax($0)[0][$1] }) },
        fails: "they are the winning score's gradient, without its sign",
        saying: "That is the gradient of the probability"),
      WrongAnswer(
        "the loss",
        .saliency { withoutSign(gradient($0, $1) { crossEntropy($0, IntTensor([$1])) }) },
        fails: "they are the winning score's gradient, without its sign",
        saying: "That is the gradient of the loss."),
      WrongAnswer(
        "no eval", .saliency { withoutSign(gradient($0, $1, evaluating: false)) },
        fails: "a model with Dropout has one map, not many", saying: "Dropout is at work"),
      WrongAnswer(
        "gradients are left", .saliency { withoutSign(gradient($0, $1, clearing: false)) },
        fails: "image and model are left as they were",
        saying: "They would be added to those of the next batch"),
      WrongAnswer(
        "the image itself requires the gradient",
        .saliency { model, image in
          image.requiresGrad = true
          model.eval()
          model(image.unsqueeze(dim: 0)).max().backward()
          model.zeroGrad()
          return withoutSign(image.grad!.squeeze())
        }, fails: "image and model are left as they were",
        saying: "Make a tensor of your own from its values."),
      WrongAnswer(
        "squares", .saliency { gradient($0, $1) * gradient($0, $1) },
        fails: "they are the winning score's gradient, without its sign",
        saying: "Those are the squares"),
      WrongAnswer(
        "negative slopes are 0", .saliency { relu(gradient($0, $1)) },
        fails: "they are the winning score's gradient, without its sign",
        saying: "Elements below 0 have become 0"),
      WrongAnswer(
        "the lowest score", .saliency { withoutSign(gradient($0, $1) { s, _ in s.min() }) },
        fails: "they are the winning score's gradient, without its sign",
        saying: "the lowest score"),
      WrongAnswer(
        "rows for columns", .saliency { withoutSign(gradient($0, $1)).t() },
        fails: "they are the winning score's gradient, without its sign",
        saying: "Rows and columns are swapped"),
      WrongAnswer(
        "made to fit the figure",
        .saliency { model, image in
          let map = withoutSign(gradient(model, image))
          return map / map.max()
        }, fails: "they are the winning score's gradient, without its sign",
        saying: "divided by its largest element"),
      WrongAnswer(
        "back to training mode",
        .saliency { model, image in
          defer { model.train() }
          return withoutSign(gradient(model, image))
        }, fails: "a model with Dropout has one map, not many",
        saying: "Here it stays in evaluation mode"),
      WrongAnswer(
        "learns from the picture",
        .saliency { model, image in
          let map = gradient(model, image, clearing: false)
          SGD(model.parameters(), learningRate: 0.01).step()
          model.zeroGrad()
          return withoutSign(map)
        }, fails: "image and model are left as they were",
        saying: "the model's parameters have changed"),
      WrongAnswer(
        "parameters that never learn again",
        .saliency { model, image in
          for parameter in model.parameters() { parameter.requiresGrad = false }
          return withoutSign(gradient(model, image))
        }, fails: "image and model are left as they were",
        saying: "does not require a gradient any more"),
      WrongAnswer(
        "ten classes in any case",
        .saliency { model, image in
          withoutSign(
            gradient(model, image) { scores, _ in
              scores[0][0..<min(10, scores.shape[1])].max()
            })
        }, fails: "it works for the model of chapter 2, and for any number of classes",
        saying: "with 14 classes"),
    ])
}
