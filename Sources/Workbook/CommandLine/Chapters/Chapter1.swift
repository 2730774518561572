import Chapter1Data
import Checks
import Datasets
import Notebook
import Quiz

extension Chapter {
  static func chapter1(_ root: MNIST.Root) -> Chapter {
    Chapter(
      .chapter1, title: "Data", page: "01-data.md",
      cells: [
        .prints("count") { try countDigits(from: root) },
        .prints("bytes") { try printBytes(from: root) },
        .prints("to-tensor") { try convertToTensor(from: root) },
        .prints("count-batches") { try countBatches(from: root) },
        .prints("orders") { try compareOrders(from: root) },
        .prints("batch") { try describeBatch(from: root) },
        .prints("squeeze") { try squeezeOne(from: root) },
        Cell("twenty-digits") { try drawTwentyDigits(from: root) },
        Cell("mean-digits") { try drawMeanDigits(from: root) },
        .prints("baselines") { try compareBaselines(from: root) },
        .prints("missing-folder") { loadMissingFolder() },
        .prints("too-many", ending: .traps) { try takeImageTooMany(from: root) },
        .prints("questions") { printQuestions(ofChapter: 1) },
        .prints("answers") { try printAnswers(ofChapter: 1) },
      ])
  }
}
