import Chapter1Data
import Chapter5TrainingLoop
import Datasets
import Foundation
import NN
import Tensors

extension Question {
  static let chapter6: [Question] = [
    .choice(
      "overfitting",
      "Training losses of five epochs: 0.9 0.5 0.3 0.2 0.1. Test losses: 1.0 0.8 0.7 0.9 1.2."
        + " What is this?", in: "Overfitting",
      of: [
        "underfitting": "Then the training loss would stay high, too.",
        "a good fit": "Then the test loss would follow the training loss down.",
        "overfitting": nil,
      ],
      because: "The test loss turns and rises while the training loss still falls."
    ) { verdict(training: [0.9, 0.5, 0.3, 0.2, 0.1], test: [1.0, 0.8, 0.7, 0.9, 1.2]) },
    .choice(
      "gap",
      "Training losses: 1.0 0.6 0.4 0.3. Test losses: 1.1 0.7 0.6 0.55. Is the model"
        + " overfitting?", in: "Overfitting",
      of: [
        "yes, there is a gap": "Nearly every trained model has a gap. By itself it is no fault.",
        "no, the test loss still falls": nil,
        "no, the training loss still falls": "That alone says nothing about new digits.",
      ],
      because:
        "Overfitting begins where the test loss rises, and more training raises it further."
    ) {
      let words = verdict(training: [1.0, 0.6, 0.4, 0.3], test: [1.1, 0.7, 0.6, 0.55])
      return words == "overfitting" ? "yes, there is a gap" : "no, the test loss still falls"
    },
    .choice(
      "underfitting",
      "Ten classes. Training losses: 1.7 1.4 1.4 1.4. Test losses: 1.5 1.4 1.4 1.4. What is this?",
      in: "Underfitting",
      of: [
        "underfitting": nil,
        "a good fit": "The two are close together, but both are poor. Guessing costs 2.3.",
        "overfitting": "Then the training loss would be far below the test loss.",
      ],
      because:
        "It is not even good on what it has seen. More digits would not help, but a larger model"
        + " might."
    ) { verdict(training: [1.7, 1.4, 1.4, 1.4], test: [1.5, 1.4, 1.4, 1.4]) },
    .number(
      "best-epoch",
      "Validation losses: 0.9 0.7 0.6 0.8. Accuracies: 70 76 79 81 %. You care about"
        + " probabilities. Which epoch's weights do you keep?", in: "Overfitting",
      tempting: [
        4: "It has the best accuracy, but its probabilities can be trusted less.",
        2: "Epochs count from 1.",
      ],
      because:
        "The loss judges probabilities, and is lowest there. By the accuracy it would be epoch 4."
    ) {
      let losses = [0.9, 0.7, 0.6, 0.8]
      return Double(losses.firstIndex(of: losses.min()!)! + 1)
    },
    .number(
      "confusion",
      "Of 50 fours, 40 are taken for a 4 and 10 for a 9. Of 50 nines, 20 are taken for a 4 and 30"
        + " for a 9. What is the accuracy of the nines?", in: "Which for which", unit: "%",
      tempting: [
        75: "That goes down the column: of what was taken for a 9, so many are one.",
        70: "That is the accuracy of both together.",
        80: "That is the accuracy of the fours.",
      ],
      because: "The number on the diagonal over the sum of its row: 30 of 50."
    ) {
      // Rows are the true digits, columns the guesses.
      let labels = [Int](repeating: 0, count: 50) + [Int](repeating: 1, count: 50)
      let guesses = (0..<100).map { $0 < 40 || (50..<70).contains($0) ? 0 : 1 }
      var counts = [[Double]](repeating: [0, 0], count: 2)
      for (label, guess) in zip(labels, guesses) { counts[label][guess] += 1 }
      return counts[1][1] / (counts[1][0] + counts[1][1]) * 100
    },
    .number(
      "cosine",
      "Training doubles every weight of a window. What is the cosine between the window before"
        + " and after?", in: "What training changed", within: 0.01,
      tempting: [
        2: "That is the ratio of their lengths. A cosine is at most 1.",
        0.5: "The cosine is about the direction, which is still the same.",
        0: "That is a right angle: nothing in common.",
      ],
      because: "The window looks for the same thing as before. It only counts for more."
    ) {
      let before = Tensor.rand([9])
      let after = before * 2
      let lengths = (before * before).sum().item() * (after * after).sum().item()
      return Double((before * after).sum().item() / lengths.squareRoot())
    },
    .shape(
      "batch-of-one",
      "You want to ask the model about one image of shape [1, 28, 28]. What shape does it need?",
      in: "Keep it, and use it",
      tempting: [
        [1, 28, 28]: "That 1 is the channel. The model also wants a batch dimension.",
        [28, 28]: "The channel stays, and the batch comes in front of it.",
        [32, 1, 28, 28]: "A batch may have any size, even 1.",
      ],
      because: "unsqueeze(dim: 0) makes a batch of one."
    ) {
      let image = Tensor.zeros([1, 28, 28]).unsqueeze(dim: 0)
      return network()(image).shape == [1, 10] ? image.shape : []
    },
    .number(
      "cat", "You show the model a cat. What do its ten probabilities add up to?",
      in: "Keep it, and use it", unit: "%",
      tempting: [
        0: "There is no class for none of these.",
        10: "That is what each has if the model knows nothing.",
      ],
      because:
        "softmax divides 100 % among ten digits, whatever it is shown. It can be sure of nonsense."
    ) {
      let shares = noGrad { softmax(network()(.rand([1, 1, 28, 28]))) }
      return Double(shares.sum().item()) * 100
    },
    .number(
      "half-turn",
      "You turn the mean of all 6s by half a turn. Which digit's mean is it nearest to now?",
      in: "Overfitting",
      tempting: [
        6: "Augmentation would still label it a 6. That is why it makes no half turns."
      ],
      because:
        "Augmentation keeps the label, so it may only change what leaves a digit the same digit."
    ) {
      let few = Subset(try loadDatasets().train, indices: 0..<400)
      let means = meanDigits(in: DataLoader(few, batchSize: 100))
      let turned = Tensor(means[6].values.reversed(), shape: [1, 784])
      return Double(nearest(turned, to: means).values[0])
    },
    .number(
      "saved", "How many tensors are in the file when you save the network's parameters?",
      in: "Keep it, and use it",
      tempting: [
        6:
          "That is the number of layers. Two have nothing to learn, and four have two tensors each.",
        4: "Each of the four layers has weights and biases.",
        121930: "That is how many numbers are in the tensors.",
      ],
      because:
        "Weights and biases of two convolutions and two linear layers, by name. The code is not in"
        + " the file."
    ) { Double(network().namedParameters().count) },
  ]

  /// What two curves of losses say, for losses of ten classes.
  private static func verdict(training: [Double], test: [Double]) -> String {
    let best = test.min()!
    if test.last! > best, training.last! < training[test.firstIndex(of: best)!] {
      return "overfitting"
    }
    return training.last! > log(10) / 2 ? "underfitting" : "a good fit"
  }
}
