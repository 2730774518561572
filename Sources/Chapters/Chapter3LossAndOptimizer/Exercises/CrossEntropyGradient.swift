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
  fatalError("Exercise 3.4 has no answer yet")
}
