import Tensors

/// Exercise 4.2: which digit was taken for which, and how often.
///
/// - Parameters:
///   - guesses: what the model said, `[N]`, each from 0 to `classes` − 1.
///   - labels: what is right, `[N]`.
///   - classes: the number of rows and of columns, even if some class does not occur.
/// - Returns: a row for each true digit, and in it a column for each guess: in row 7, column 1 the
///   number of sevens that were taken for a one.
public func confusionMatrix(
  _ guesses: IntTensor, _ labels: IntTensor, classes: Int = 10
) -> [[Int]] {
  // #stub
  // fatalError("Exercise 4.2 has no answer yet")
  // #solution
  var matrix = [[Int]](repeating: [Int](repeating: 0, count: classes), count: classes)
  for (guess, label) in zip(guesses.values, labels.values) { matrix[label][guess] += 1 }
  return matrix
  // #end
}
