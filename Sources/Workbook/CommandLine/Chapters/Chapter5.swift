import Chapter5TrainingLoop
import Checks
import Datasets
import Notebook
import Quiz

extension Chapter {
  static func chapter5(_ root: MNIST.Root) -> Chapter {
    // Trained once, and then looked at by several cells.
    let plain = Once { try trainFiveEpochs(from: root).history }
    return Chapter(
      .chapter5, title: "The loop", page: "05-training-loop.md",
      cells: [
        .prints("five-epochs") { _ = try plain.value },
        .prints("how-sure", after: "five-epochs") {
          try printStandardError(of: try plain.value, from: root)
        },
        .prints("seeds", after: "five-epochs") {
          try compareSeeds(first: try plain.value, from: root)
        },
        .prints("parts") { try countParts(from: root) },
        .prints("steps") { try countSteps(from: root) },
        Cell("rates") { try drawLearningRates(from: root) },
        .prints("momentum") { _ = try trainWithMomentum(from: root) },
        .prints("longer-steps") { try compareSteps(from: root) },
        Cell("valley") { drawValley() },
        .prints("steps-or-digits") { try separateStepsFromDigits(from: root) },
        Cell("dropout") { try drawDropout(from: root) },
        Cell("normalize") { try normalizeBatch(from: root) },
        .prints("with-norm") { try compareNormalization(from: root) },
        .prints("forget-eval") { try forgetEval(from: root) },
        .prints("wrong-channels", ending: .traps) { try mismatchChannels(from: root) },
        .prints("questions") { printQuestions(ofChapter: 5) },
        .prints("answers") { try printAnswers(ofChapter: 5) },
      ])
  }
}
