import Tensors

/// Exercise 3.2: the cross entropy of a batch: the negative natural logarithm of the probability
/// that softmax gives to the right class, averaged over the digits.
///
/// Write all of it: use none of `crossEntropy`, `CrossEntropyLoss`, `nllLoss` and `logSoftmax`.
///
/// - Parameters:
///   - scores: `[batch, classes]`, numbers of any size: 1,000 as well as −1,000.
///   - labels: `[batch]`, the right class of each digit, counted from 0.
/// - Returns: a single number, shape `[]`; it is finite, and `backward()` goes through it to the
///   scores.
public func crossEntropyByHand(_ scores: Tensor, _ labels: IntTensor) -> Tensor {
  // #stub
  // fatalError("Exercise 3.2 has no answer yet")
  // #solution
  // −log(e^r / Σ e^s) = log Σ e^s − r: no probability is left that could become 0. With the largest
  // score subtracted, the sum is from 1 to the number of classes.
  let largest = scores.max(dim: 1, keepDim: true).values
  let rest = scores - largest
  var sum = rest.exp().sum(dim: 1).log().sum()
  for (digit, label) in labels.values.enumerated() { sum = sum - rest[digit][label] }
  return sum / Float(labels.count)
  // #end
}
