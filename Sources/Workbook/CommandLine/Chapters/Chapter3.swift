import Chapter3LossAndOptimizer
import Checks
import Datasets
import Notebook

extension Chapter {
  static func chapter3(_ root: MNIST.Root) -> Chapter {
    Chapter(
      .chapter3, title: "Loss and optimizer", page: "03-loss-and-optimizer.md",
      cells: [
        .prints("by-hand") { computeLossByHand() },
        .prints("confidence") { compareConfidence() },
        .prints("starting-loss") { try startingLoss(from: root) },
        .prints("gradient-life") { try watchGradient(from: root) },
        .prints("graph") { try walkGraph(from: root) },
        .prints("finite-differences") { try checkGradient(from: root) },
        .prints("one-step") { try takeStep(from: root) },
        Cell("learning-rates") { try compareLearningRates(from: root) },
        .prints("step-too-early") { stepTooEarly() },
        .prints("backward-twice", ending: .traps) { try goBackTwice(from: root) },
      ])
  }
}
