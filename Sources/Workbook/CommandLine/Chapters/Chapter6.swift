import Chapter5TrainingLoop
import Chapter6Curves
import Checks
import Datasets
import Notebook
import Quiz

extension Chapter {
  static func chapter6(_ root: MNIST.Root) -> Chapter {
    // Trained once, and then looked at by several cells.
    let trained = Once { try trainOnceMore(from: root) }
    let networks = Once { try trainFromThreeSeeds(first: trained.known?.model, from: root) }
    let longer = Once { try trainFromThreeSeeds(learningRate: 0.1, from: root) }
    let learnedByHeart = Once { try overfit(from: root) }
    return Chapter(
      .chapter6, title: "Curves", page: "06-curves.md",
      cells: [
        .prints("train") { _ = try trained.value },
        Cell("curves", after: "train") { drawCurves(try trained.value.history) },
        Cell("overfit") { drawCurves(try learnedByHeart.value) },
        .prints("which-epoch", after: "overfit") { compareEpochs(try learnedByHeart.value) },
        Cell("underfit") { drawCurves(try underfit(from: root)) },
        .prints("remedies") { try compareRemedies(from: root) },
        .prints("small-models") { try changeSmallModel(from: root) },
        Cell("confusion", after: "train") {
          try drawConfusion(try trained.value.model, from: root)
        },
        Cell("mistakes", after: "train") { try drawMistakes(try trained.value.model, from: root) },
        Cell("filters", after: "train") { drawFilters(try trained.value.model) },
        .prints("changed") {
          measureChange(of: try networks.value, and: try longer.value)
        },
        .prints("put-back") { try putBack([try networks.value, try longer.value], from: root) },
        Cell("keep", after: "train") { try keepAndUse(try trained.value.model, from: root) },
        .prints("ways") { try compareWays(try networks.value, try longer.value, from: root) },
        .prints("too-many-points", ending: .traps) { drawTooManyPoints() },
        .prints("questions") { printQuestions(ofChapter: 6) },
        .prints("answers") { try printAnswers(ofChapter: 6) },
      ])
  }
}
