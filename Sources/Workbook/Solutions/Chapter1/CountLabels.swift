import Datasets
import Tensors

/// Exercise 1.2: how many images there are of each digit.
///
/// - Parameter loader: hands out images and their labels, 0 to 9, batch by batch. What it hands out
///   is counted, even if its data set has more; some digits may be missing.
/// - Returns: ten counts; the one at index 7 is the number of sevens.
public func countLabels(in loader: DataLoader) -> [Int] {
  // #stub
  // fatalError("Exercise 1.2 has no answer yet")
  // #solution
  var counts = [Int](repeating: 0, count: 10)
  for (_, labels) in loader {
    for label in labels.values { counts[label] += 1 }
  }
  return counts
  // #end
}

/// The share of right answers, 0 to 1, of a program that does not look at the image and always
/// answers with the most common digit.
///
/// - Parameter counts: the number of images of each digit; not all 0.
public func accuracyOfAlwaysTheSame(_ counts: [Int]) -> Float {
  // #stub
  // fatalError("Exercise 1.2 has no answer yet")
  // #solution
  Float(counts.max()!) / Float(counts.reduce(0, +))
  // #end
}
