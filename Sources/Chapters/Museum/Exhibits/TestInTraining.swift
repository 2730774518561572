import Chapter1Data
import Datasets
import Tensors

/// Training and test digits are drawn one after the other from all.
struct TestInTraining: Fault {
  static let name = "test digits in training"

  func split(
    _ digits: Digits, _ size: Int, _ generator: Generator
  ) -> (train: Digits, test: Digits) {
    // #region fault
    let train = shuffled(digits, generator)[0..<size]
    let test = shuffled(digits, generator)[size..<digits.count]
    // #endregion fault
    return (train, test)
  }

  static func check(_ training: Training) -> Finding {
    // #region check
    let learned = training.trainLoader.dataset
    let all = learned.batch(Array(0..<learned.count))
    let images = all.images.flatten(startDim: 1)
    var known = 0
    for (tested, _) in training.testLoader {
      for (i, j) in nearest(tested, to: images).values.enumerated() {
        if tested[i].values == images[j].values { known += 1 }
      }
    }
    let count = training.testLoader.dataset.count
    let seen = "\(known) of \(count) test digits are among the training digits"
    return Finding(seen, isFault: known > 0)
    // #endregion check
  }
}
