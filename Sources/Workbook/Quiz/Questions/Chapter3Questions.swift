import Chapter3LossAndOptimizer
import Foundation
import NN
import Tensors

extension Question {
  static let chapter3: [Question] = [
    .number(
      "chain-rule",
      "The loss is (w · x - y)², with w = 2, x = 3 and y = 5. What is its gradient for w?",
      in: "The chain rule",
      tempting: [
        2: "That is 2 · (w · x - y). It is still to be multiplied by x, the slope of w · x.",
        1: "That is the loss. The gradient says how it changes with w.",
        3: "That is the slope of w · x. The square has a slope, too.",
      ],
      because:
        "The square has the slope 2 · 1, the product has the slope 3, and the two are multiplied."
    ) {
      let w = Tensor(2, requiresGrad: true)
      let error = w * Tensor(3) - 5
      (error * error).backward()
      return Double(w.grad!.item())
    },
    .number(
      "step",
      "A parameter is 2, its gradient 6, the learning rate 0.1. What is the parameter after a"
        + " step of SGD?", in: "The optimizer",
      tempting: [
        2.6: "The gradient points up the slope, and a step goes down.",
        -4: "The gradient is multiplied by the learning rate first.",
        0.6: "That is the length of the step.",
      ],
      because: "2 - 0.1 · 6. The step goes against the gradient, which points where the loss rises."
    ) { Double(steps(1, from: 2, learningRate: 0.1, momentum: 0, gradient: 6)[1]) },
    .choice(
      "too-far",
      "The loss is w², w is 1, and the learning rate is 1.1. What does the loss do from step to"
        + " step?", in: "One parameter",
      of: [
        "it falls, faster than with 0.1":
          "Longer steps help only as long as they do not jump to the other side.",
        "it is 0 after one step": "That is so with 0.5, which hits the lowest point.",
        "it rises": nil,
        "it stays": "That is so with 1, which jumps from 1 to -1 and back.",
      ],
      because: "The slope is 2 w, so w becomes w - 2.2 w = -1.2 w, further away on the other side."
    ) {
      let w = Parameter([1], shape: [1])
      let optimizer = SGD([w], learningRate: 1.1)
      let losses = (0..<4).map { _ in
        optimizer.zeroGrad()
        let loss = (w * w).sum()
        loss.backward()
        optimizer.step()
        return loss.item()
      }
      if losses[1] < 1e-6 { return "it is 0 after one step" }
      if abs(losses[3] - losses[0]) < 1e-3 { return "it stays" }
      return losses[3] > losses[0] ? "it rises" : "it falls, faster than with 0.1"
    },
    .number(
      "equal-scores", "Each of ten classes has a score of 7. What is the probability of the first?",
      in: "From scores to probabilities", unit: "%",
      tempting: [
        70: "A score is no share. Only differences between scores count.",
        100: "That is what all ten have together.",
        7: "A score is no percentage, and ten times 7 % do not make 100 %.",
      ],
      because: "e to the 7, over ten times as much. Ten scores of 0 or of 1,000 give the same."
    ) { Double(softmax(Tensor([Float](repeating: 7, count: 10))).values[0]) * 100 },
    .number(
      "half", "The right class of a digit has the probability 0.5. What is the loss?",
      in: "The loss", within: 0.01,
      tempting: [
        0.5: "The loss is not the probability, but minus its logarithm.",
        0.3: "That is the logarithm to base 10. The loss has the natural one.",
        1: "That is the logarithm to base 2. The loss has the natural one.",
      ],
      because: "-ln 0.5. Each time that the probability is halved, the loss grows by as much again."
    ) { Double(crossEntropy(Tensor([[0, 0]]), IntTensor([1])).item()) },
    .number(
      "first-loss",
      "A model tells 100 classes apart, and has learned nothing yet. What loss do you"
        + " expect?", in: "The loss", within: 0.05,
      tempting: [
        2.3: "That is ln 10, for ten classes.",
        0.01: "That is about the probability of the right class. The loss is -ln of it.",
        0: "That is the loss of a model that is sure and right.",
        100: "The loss is the logarithm of that.",
      ],
      because:
        "Each class gets about 1/100, so it is ln 100. If it is far larger, inputs or first weights"
        + " are too large."
    ) { Double(crossEntropy(.zeros([1, 100]), IntTensor([0])).item()) },
    .number(
      "score-gradient",
      "Three classes have the probabilities 0.2, 0.7 and 0.1, and the first is right. What is"
        + " the gradient of the loss for the first score?", in: "The loss",
      tempting: [
        0.2: "That would be so for a wrong class. At the right one, subtract 1.",
        0.8: "It is negative, since a higher score makes the loss smaller.",
        -0.2: "A step would then push it up by its share, and not by what it lacks to 1.",
      ],
      because: "0.2 - 1. A step goes against it, so the right score rises by what it lacks to 1."
    ) {
      let scores = Tensor([[log(0.2), log(0.7), log(0.1)]] as [[Float]], requiresGrad: true)
      crossEntropy(scores, IntTensor([0])).backward()
      return Double(scores.grad!.values[0])
    },
    .number(
      "twice",
      "A grad is 3 after backward(). You go forward and backward once more with the same batch,"
        + " without zeroGrad() or step(). What is it now?", in: "The life of a gradient",
      tempting: [
        3: "backward() does not replace what is there, it adds to it.",
        9: "backward() adds, and does not multiply.",
        0: "Only zeroGrad() clears it, and then it is nil.",
      ],
      because:
        "backward() adds. So a large batch can be done in parts, and zeroGrad() is needed before the next."
    ) {
      let w = Tensor(2, requiresGrad: true)
      for _ in 0..<2 { (w * 3).backward() }
      return Double(w.grad!.item())
    },
    .choice(
      "leaf",
      "w requires a gradient, x does not. After y = w * x, loss = y * y and loss.backward():"
        + " which of them has a grad?", in: "The chain rule",
      of: [
        "w and x": "x is a leaf, but requires no gradient.",
        "w and y": "y hands its gradient on and keeps none.",
        "w": nil,
        "w, x and y": "Only leaves that require a gradient keep one.",
      ],
      because: "It is a leaf, which no recorded operation made, and it requires a gradient."
    ) {
      let (w, x) = (Tensor(2, requiresGrad: true), Tensor(3))
      let y = w * x
      (y * y).backward()
      let names = [("w", w), ("x", x), ("y", y)].filter { $0.1.grad != nil }.map(\.0)
      return names.count == 3 ? "w, x and y" : names.joined(separator: " and ")
    },
    .number(
      "velocity",
      "The momentum is 0.5, and the gradient is always 1. What is the velocity in the third"
        + " step?", in: "The optimizer",
      tempting: [
        3: "Each step keeps only half of the velocity.",
        1.5: "That is the second step.",
        2: "That is its limit, 1/(1 - 0.5). It takes more steps to come near.",
      ],
      because: "1, then 0.5 · 1 + 1 = 1.5, then 0.5 · 1.5 + 1."
    ) {
      let way = steps(3, from: 0, learningRate: 1, momentum: 0.5, gradient: 1)
      return Double(way[2] - way[3])
    },
  ]

  /// Where a parameter is at first and after each step, if its gradient stays the same.
  static func steps(
    _ count: Int, from start: Float, learningRate: Float, momentum: Float, gradient: Float
  ) -> [Float] {
    let parameter = Parameter([start], shape: [1])
    let optimizer = SGD([parameter], learningRate: learningRate, momentum: momentum)
    return [start]
      + (0..<count).map { _ in
        optimizer.zeroGrad()
        (parameter * gradient).sum().backward()
        optimizer.step()
        return parameter.values[0]
      }
  }
}
