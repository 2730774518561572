import Tensors

/// Exercise 3.4: how the cross entropy of a batch, averaged over its digits, changes with each score.
///
/// Write it as a formula, and a short one: use no `backward()`. The engine's `softmax` is allowed.
///
/// - Parameters:
///   - scores: `[batch, classes]`, numbers of any size.
///   - labels: `[batch]`, the right class of each digit, counted from 0.
/// - Returns: `[batch, classes]`, as `scores.grad` after `crossEntropy(scores, labels).backward()`.
public func crossEntropyGradient(_ scores: Tensor, _ labels: IntTensor) -> Tensor {
  // #stub
  // fatalError("Exercise 3.4 has no answer yet")
  // #solution
  // L = mean over n of (log Σ_j e^s[n,j] − s[n,right]), so dL/ds = (softmax − 1 for the right) / N.
  let (batch, classes) = (scores.shape[0], scores.shape[1])
  var right = [Float](repeating: 0, count: batch * classes)
  for (digit, label) in labels.values.enumerated() { right[digit * classes + label] = 1 }
  return (softmax(scores) - Tensor(right, shape: scores.shape)) / Float(batch)
  // #end
}
