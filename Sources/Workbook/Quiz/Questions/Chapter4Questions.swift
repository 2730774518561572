import Chapter1Data
import Datasets
import Foundation
import NN
import Tensors

extension Question {
  static let chapter4: [Question] = [
    .number(
      "mean-loss",
      "A batch of 32 has a mean loss of 0.5, and a second, of 8, has 1.5. What is the mean"
        + " over all images?", in: "Sizes",
      tempting: [
        1: "That is the mean of the two batches, where 8 images count as much as 32.",
        0.8: "The 0.5 belongs to 32 of the 40 images, and not to all of them.",
      ],
      because: "(32 · 0.5 + 8 · 1.5) / 40. The more batches, the less a short one counts."
    ) {
      let losses = [Float](repeating: 0.5, count: 32) + [Float](repeating: 1.5, count: 8)
      return Double(Tensor(losses).mean().item())
    },
    .number(
      "steps",
      "train goes through 100 digits once, in batches of 32. How often does it call step()?",
      in: "Train",
      tempting: [
        3: "The last four digits are a batch, too.",
        100: "There is a step for each batch, not for each digit.",
        1: "There is a step for each batch, not for each epoch.",
      ],
      because: "Three full batches, and one with the last four digits."
    ) {
      let digits = Subset(try loadDatasets().train, indices: 0..<100)
      return Double(DataLoader(digits, batchSize: 32).count)
    },
    .shape(
      "argmax", "Scores have the shape [32, 10]. What shape does argmax(dim: 1) give?",
      in: "The line that counts",
      tempting: [
        [10]: "Dimension 1 is the one that goes. That would be argmax(dim: 0).",
        [32, 1]: "The dimension goes altogether.",
        [32, 10]: "There is one guess for each image, not for each score.",
      ],
      because: "For each of the 32 images, the place of its largest score."
    ) { Tensor.zeros([32, 10]).argmax(dim: 1).shape },
    .number(
      "right-answers",
      "The guesses are 3 1 4 1 5, and the labels 3 1 4 2 6. What does"
        + " (guesses == labels).float().sum().item() give?", in: "The line that counts",
      tempting: [
        0.6: "That is the accuracy. train divides by the number of images only at the end.",
        2: "That is how many are wrong.",
      ],
      because:
        "A 1 for each right answer, added up. Such counts can be added over batches of any size."
    ) {
      let (guesses, labels) = (IntTensor([3, 1, 4, 1, 5]), IntTensor([3, 1, 4, 2, 6]))
      return Double((guesses == labels).float().sum().item())
    },
    .choice(
      "loss-and-accuracy",
      "Three digits. Model A gives each right class 0.4, and all three guesses are wrong. B gives"
        + " them 0.9, 0.9 and 0.01. Which has the lower mean loss, and which the better accuracy?",
      in: "The line that counts",
      of: [
        "B has both":
          "B is right twice, but its one sure mistake costs more than all three of A's.",
        "A the loss, B the accuracy": nil,
        "B the loss, A the accuracy": "None of A's answers is right.",
      ],
      because:
        "A pays -ln 0.4 = 0.92 three times, B 4.6 for one digit. So both numbers can rise at once."
    ) {
      // Each digit's other class has the rest.
      func judge(_ right: [Float]) -> (loss: Float, accuracy: Float) {
        let scores = Tensor(right.map { [log($0), log(1 - $0)] })
        let labels = IntTensor(right.map { _ in 0 })
        let hits = (scores.argmax(dim: 1) == labels).float().mean().item()
        return (CrossEntropyLoss()(scores, labels).item(), hits)
      }
      let (a, b) = (judge([0.4, 0.4, 0.4]), judge([0.9, 0.9, 0.01]))
      if a.loss > b.loss {
        return a.accuracy > b.accuracy ? "B the loss, A the accuracy" : "B has both"
      }
      return "A the loss, B the accuracy"
    },
    .choice(
      "smooth", "You move a weight by 0.001. What changes, nearly always?",
      in: "The line that counts",
      of: [
        "the loss alone": nil,
        "loss and accuracy": "A guess changes only where two scores are almost equal.",
        "the accuracy alone":
          "The accuracy jumps now and then, but the loss moves with every score.",
        "neither": "The loss sees how sure the model is of each answer.",
      ],
      because:
        "The accuracy is a staircase, flat nearly everywhere, so it has no gradient to go by."
    ) {
      let weight = Parameter([1, -1, 0.5, 2], shape: [2, 2])
      let x = Tensor([[1, 2], [3, -1], [-2, 1]])
      let labels = IntTensor([0, 1, 1])
      func judge() -> (loss: Float, accuracy: Float) {
        let scores = linear(x, weight)
        return (
          CrossEntropyLoss()(scores, labels).item(),
          (scores.argmax(dim: 1) == labels).float().mean().item()
        )
      }
      let before = judge()
      weight.mutate { $0[0] += 0.001 }
      let after = judge()
      switch (before.loss != after.loss, before.accuracy != after.accuracy) {
      case (true, true): return "loss and accuracy"
      case (true, false): return "the loss alone"
      case (false, true): return "the accuracy alone"
      case (false, false): return "neither"
      }
    },
    .choice(
      "no-grad", "What is different inside noGrad?", in: "Test",
      of: [
        "the scores": "All numbers stay the same.",
        "what Dropout does": "Dropout still drops. That is what eval() is for.",
        "whether backward() finds a way back": nil,
      ],
      because: "Operations are not recorded, so no layer's output is kept for a way back."
    ) {
      let layer = Linear(4, 2)
      let x = Tensor.rand([3, 4])
      let (with, without) = (layer(x), noGrad { layer(x) })
      if with.values != without.values { return "the scores" }
      let dropped = noGrad { Dropout(p: 0.5)(.ones([100])) }
      if !dropped.values.contains(0) { return "what Dropout does" }
      return with.gradFn != nil && without.gradFn == nil
        ? "whether backward() finds a way back" : "the scores"
    },
    .choice(
      "cleared", "backward(), then zeroGrad(), then step(). What happens?", in: "What goes wrong",
      of: [
        "an error": "A parameter without a gradient is passed over, with no message.",
        "nothing moves": nil,
        "a step as usual": "step() goes by the gradients, and they are gone.",
      ],
      because:
        "The gradients are cleared before they are used, so the loss stays, and nothing says why."
    ) {
      let w = Parameter([1], shape: [1])
      let optimizer = SGD([w], learningRate: 0.1)
      (w * w).sum().backward()
      optimizer.zeroGrad()
      optimizer.step()
      return w.values == [1] ? "nothing moves" : "a step as usual"
    },
    .number(
      "no-zero-grad",
      "zeroGrad() is missing. The gradient is 1 each time, and the learning rate 0.1. How"
        + " long is the third step?", in: "What goes wrong",
      tempting: [
        0.1: "That is the first one, and each of them with zeroGrad().",
        0.6: "That is how far the three steps go in all.",
      ],
      because:
        "It goes by the sum of all gradients so far. Old ones still push, wherever the model is now."
    ) {
      let w = Parameter([0], shape: [1])
      let optimizer = SGD([w], learningRate: 0.1)
      let way = (0..<3).map { _ in
        w.sum().backward()
        optimizer.step()
        return w.values[0]
      }
      return Double(way[1] - way[2])
    },
    .choice(
      "item", "What is wrong with totalLoss += loss, without item()?",
      in: "What goes wrong",
      of: [
        "the sum is wrong": "Both ways add up the same numbers.",
        "it keeps a record of every batch": nil,
        "nothing": "The sum is right, but memory grows from batch to batch.",
      ],
      because: "The sum remembers each loss that went into it, and the graph of each that no "
        + "backward() has freed."
    ) {
      let w = Tensor(2, requiresGrad: true)
      let total = w * 3 + w * 4
      if total.item() != (w * 3).item() + (w * 4).item() { return "the sum is wrong" }
      return total.gradFn == nil ? "nothing" : "it keeps a record of every batch"
    },
  ]
}
