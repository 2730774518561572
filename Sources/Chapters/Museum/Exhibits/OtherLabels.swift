import Chapter1Data
import Datasets
import Tensors

/// Training digits are counted from 1, test digits from 0.
struct OtherLabels: Fault {
  static let name = "labels shifted by one"

  func answers(_ labels: [Int]) -> [Int] {
    // #region fault
    let answers = labels.map { ($0 + 1) % 10 }
    // #endregion fault
    return answers
  }

  static func check(_ training: Training) -> Finding {
    // #region check
    let means = meanDigits(in: training.trainLoader)
    var shifts = [Int](repeating: 0, count: 10)
    for (images, labels) in training.testLoader {
      let answers = nearest(images, to: means).values
      for (answer, label) in zip(answers, labels.values) {
        shifts[(answer - label + 10) % 10] += 1
      }
    }
    let most = shifts.max()!
    let shift = shifts.firstIndex(of: most)!
    let count = training.testLoader.dataset.count
    let seen = "\(most) of \(count) test digits look like label + \(shift)"
    return Finding(seen, isFault: shift != 0 && 2 * most > count)
    // #endregion check
  }
}
