import Chapter3LossAndOptimizer
import Checks
import Datasets
import Notebook
import Quiz

extension Chapter {
  static func chapter3(_ root: MNIST.Root) -> Chapter {
    Chapter(
      .chapter3, title: "Loss and optimizer", page: "03-loss-and-optimizer.md",
      cells: [
        .prints("ratio") { takeRatios() },
        Cell("one-weight-steps") { descendOneWeight() },
        Cell("two-parameters") { descendTwoParameters() },
        .prints("softmax") { makeProbabilities() },
        Cell("one-digit") { try drawProbabilities(from: root) },
        .prints("likelihood") { try compareProductAndLogarithms(from: root) },
        Cell("minus-log") { drawMinusLog() },
        .prints("starting-loss") { try startingLoss(from: root) },
        .prints("score-gradient") { compareGradientOfScores() },
        Cell("chain-rule") { applyChainRule() },
        .prints("graph") { try walkGraph(from: root) },
        .prints("gradient-life") { try watchGradient(from: root) },
        .prints("finite-differences") { try checkGradient(from: root) },
        .prints("one-step") { try takeStep(from: root) },
        .prints("batch-gradients") { try compareBatchGradients(from: root) },
        .prints("momentum") { addMomentum() },
        Cell("learning-rates") { try compareLearningRates(from: root) },
        Cell("learn-window") { try learnWindow(from: root) },
        .prints("softmax-twice") { try applySoftmaxTwice(from: root) },
        .prints("backward-twice", ending: .traps) { try goBackTwice(from: root) },
        .prints("questions") { printQuestions(ofChapter: 3) },
        .prints("answers") { try printAnswers(ofChapter: 3) },
      ])
  }
}
