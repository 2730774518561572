import Chapter5TrainingLoop
import Checks
import Datasets
import Notebook

extension Chapter {
  static func chapter5(_ root: MNIST.Root) -> Chapter {
    // Trained once each, and then drawn beside one another.
    let plain = Once { try trainFiveEpochs(from: root).history }
    let withMomentum = Once { try trainWithMomentum(from: root) }
    return Chapter(
      .chapter5, title: "The loop", page: "05-training-loop.md",
      cells: [
        .prints("five-epochs") { _ = try plain.value },
        .prints("steps") { try countSteps(from: root) },
        .prints("momentum") { _ = try withMomentum.value },
        Cell("draw-momentum") {
          drawMomentum(without: try plain.value, with: try withMomentum.value)
        },
        .prints("modes") { try compareModes(from: root) },
        .prints("forget-eval") { try forgetEval(from: root) },
        .prints("wrong-channels", ending: .traps) { try mismatchChannels(from: root) },
      ])
  }
}
