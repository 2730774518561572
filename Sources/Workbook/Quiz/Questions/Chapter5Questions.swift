import Chapter1Data
import Chapter5TrainingLoop
import Datasets
import NN
import Tensors

extension Question {
  static let chapter5: [Question] = [
    .number(
      "steps", "How many steps are there in three epochs of 3,200 digits, in batches of 64?",
      in: "Five epochs",
      tempting: [
        50: "That is one epoch.",
        9600: "There is a step for each batch, not for each digit.",
        3: "There is a step for each batch, not for each epoch.",
      ],
      because: "3,200 / 64 = 50 batches, a step for each, three times."
    ) {
      let digits = Subset(try loadDatasets().train, indices: 0..<3200)
      return Double(3 * DataLoader(digits, batchSize: 64).count)
    },
    .choice(
      "luckiest",
      "Twenty models only guess, and are right half the time. You test each on 100 cases, and"
        + " keep the best. What accuracy does it show?",
      in: "Choosing",
      of: [
        "about 50 %": "That is the mean of all twenty. The best of them was the luckiest.",
        "clearly more than 50 %": nil,
        "clearly less than 50 %": "You kept the best, not the worst.",
      ],
      because:
        "The best of many tries is too good to be true. So choose by validation digits, and open the"
        + " test set once."
    ) {
      let shares = (0..<20).map { _ in
        Generator.current.uniform(0, 1, count: 100).count { $0 < 0.5 }
      }
      let best = shares.max()!
      return best > 55
        ? "clearly more than 50 %" : best < 45 ? "clearly less than 50 %" : "about 50 %"
    },
    .choice(
      "two-recipes",
      "Recipe A gives 84, 88 and 80 % from three seeds, recipe B 85, 86 and 84. Which is"
        + " better?", in: "How much is chance",
      of: [
        "B: its mean is higher": "By one point, while single runs of A lie four points apart.",
        "A: it has the best run": "It also has the worst one. The best run is the luckiest.",
        "these runs cannot tell": nil,
      ],
      because: "The means differ by less than single runs do. More seeds might tell."
    ) {
      let a = meanAndDeviation([84, 88, 80])
      let b = meanAndDeviation([85, 86, 84])
      if abs(a.mean - b.mean) < max(a.deviation, b.deviation) { return "these runs cannot tell" }
      return b.mean > a.mean ? "B: its mean is higher" : "A: it has the best run"
    },
    .number(
      "batch-and-rate",
      "You make batches four times as large. An epoch should still go about as far. Which learning"
        + " rate do you try in place of 0.04?", in: "Longer steps",
      tempting: [
        0.04: "An epoch then has a quarter of the steps, and gets less far.",
        0.08: "A quarter of the steps, twice as long, go half as far.",
        0.01: "There are fewer steps already, and each goes by a less noisy gradient.",
      ],
      because:
        "A quarter of the steps, so make each four times as long. This works only up to a point."
    ) {
      let digits = Subset(try loadDatasets().train, indices: 0..<3200)
      let (before, after) = (
        DataLoader(digits, batchSize: 8).count, DataLoader(digits, batchSize: 32).count
      )
      return 0.04 * Double(before) / Double(after)
    },
    .number(
      "fair",
      "SGD with momentum 0.9 learns well at a learning rate of 0.01. At which rate is plain SGD"
        + " a fair opponent?", in: "Momentum", within: 0.001,
      tempting: [
        0.01: "Its steps are then a tenth as long, and it loses for that reason alone.",
        0.001: "Momentum makes steps longer, not shorter.",
        0.019: "That is the second step with momentum. The velocity goes on growing.",
      ],
      because:
        "Where the gradient stays the same, the velocity grows to 1/(1 - 0.9): steps ten times as long."
    ) {
      let way = Question.steps(200, from: 0, learningRate: 0.01, momentum: 0.9, gradient: 1)
      return Double(way[199] - way[200])
    },
    .number(
      "dropout-scale",
      "Dropout(p: 0.75) is in training mode. What becomes of a 1 that is not dropped?",
      in: "Two modes",
      tempting: [
        1: "Then the sum would be only a quarter of what it is in evaluation.",
        0.25: "What is left has to grow, not shrink, to keep the sum.",
      ],
      because:
        "1/(1 - 0.75). A quarter is left, so four times each keeps the sum the same on average."
    ) { Double(Dropout(p: 0.75)(.ones([100])).max().item()) },
    .number(
      "dropout-eval",
      "Dropout(p: 0.5) is in evaluation mode and gets 1 1 1 1. What is the sum of its outputs?",
      in: "Two modes",
      tempting: [
        2: "In evaluation nothing is dropped.",
        8: "The factor of 2 is for training, to make up for what is dropped.",
      ],
      because: "Nothing is dropped and nothing is multiplied, so a test does not depend on chance."
    ) {
      let dropout = Dropout(p: 0.5)
      dropout.eval()
      return Double(dropout(.ones([4])).sum().item())
    },
    .number(
      "learned-shift",
      "A channel has the values 1, 3, 5 and 7. BatchNorm2d, in training mode, has learned a scale"
        + " of 1 and a shift of 2. What is the mean of its output?", in: "Two modes",
      tempting: [
        0: "That is the mean before the learned shift is added.",
        4: "That is the mean of its input, which is subtracted.",
        6: "The mean of its input is subtracted before the shift is added.",
      ],
      because:
        "The mean becomes 0, and then the shift is added. So the network learns which mean it wants."
    ) {
      let norm = BatchNorm2d(1)
      norm.bias.mutate { $0 = [2] }
      let output = norm(Tensor([1, 3, 5, 7], shape: [4, 1, 1, 1]))
      return Double(output.mean().item())
    },
    .choice(
      "forget-eval", "You forget eval() and test inside noGrad. What changes in a BatchNorm2d?",
      in: "What goes wrong",
      of: [
        "nothing, thanks to noGrad":
          "noGrad is about gradients. eval() is about how layers behave.",
        "its running averages": nil,
        "its scale and its shift": "These are parameters, which only step() moves.",
      ],
      because:
        "In training mode they move with every batch, so the test leaves a trace in the model."
    ) {
      let norm = BatchNorm2d(1)
      let (means, scale) = (norm.runningMean.values, norm.weight.values)
      _ = noGrad { norm(.rand([8, 1, 4, 4])) }
      if norm.weight.values != scale { return "its scale and its shift" }
      return norm.runningMean.values != means ? "its running averages" : "nothing, thanks to noGrad"
    },
    .choice(
      "modes", "Which of these layers gives other numbers after eval()?", in: "Two modes",
      of: [
        "Linear": "It multiplies by its weights in both modes.",
        "MaxPool2d": "The largest of four is the same in both modes.",
        "ReLU": "It has neither parameters nor modes.",
        "Dropout": nil,
      ],
      because: "It drops only in training. BatchNorm2d has two modes as well."
    ) {
      let x = Tensor.rand([2, 1, 4, 4])
      let layers: [(name: String, layer: Module)] = [
        ("Linear", Linear(4, 2)), ("MaxPool2d", MaxPool2d(2)), ("ReLU", ReLU()),
        ("Dropout", Dropout(p: 0.5)),
      ]
      return layers.first { _, layer in
        let before = layer(x).values
        layer.eval()
        return layer(x).values != before
      }!.name
    },
  ]
}
