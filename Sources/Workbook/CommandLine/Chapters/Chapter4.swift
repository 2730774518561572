import Chapter4TrainAndTest
import Checks
import Datasets
import Notebook
import Quiz

extension Chapter {
  static func chapter4(_ root: MNIST.Root) -> Chapter {
    Chapter(
      .chapter4, title: "Train and test functions", page: "04-train-and-test.md",
      cells: [
        Cell("loop") { try drawLoop(from: root) },
        .prints("sizes") { try countImagesAndBatches(from: root) },
        .prints("averages") { try averageLosses(from: root) },
        .prints("accuracy") { takeApartAccuracy() },
        Cell("accuracy-steps") { try moveOneParameter(from: root) },
        .prints("no-grad") { try compareNoGrad(from: root) },
        .prints("one-epoch") { try runOneEpoch(from: root) },
        .prints("baseline") { try compareWithLinear(from: root) },
        .prints("first-step") { try compareFirstSteps(from: root) },
        Cell("no-zero-grad") { try forgetZeroGrad(from: root) },
        .prints("cleared-too-early") { try clearTooEarly(from: root) },
        .prints("learn-in-no-grad", ending: .traps) { try learnWithoutGradients(from: root) },
        .prints("questions") { printQuestions(ofChapter: 4) },
        .prints("answers") { try printAnswers(ofChapter: 4) },
      ])
  }
}
