import Kernels

/// Logarithms of probabilities from scores, along the last dimension:
/// `result[j] = x[j] − log Σ_k exp(x[k])`, of the shape that goes in.
///
/// Scores may be of any size: the largest is taken off before `exp`. Traps for a single number.
/// Source: `torch.nn.functional.log_softmax`.
public func logSoftmax(_ x: Tensor) -> Tensor {
  guard let columns = x.shape.last else {
    fatalError("logSoftmax: wants scores in a last dimension, and got the shape \(x.shape)")
  }
  let rows = x.shape.dropLast().elementCount
  let shape = x.shape
  let values = makeValues(x.count) {
    Softmax.logSoftmax(x.values, rows: rows, columns: columns, into: $0)
  }
  return Tensor.result(values, shape: shape, of: "LogSoftmaxBackward0", from: [x]) { gradient in
    let inputGradient = makeValues(values.count) {
      Softmax.logSoftmaxGradient(
        output: values, outputGradient: gradient.values, rows: rows, columns: columns, into: $0)
    }
    return [Tensor(inputGradient, shape: shape)]
  }
}

/// Probabilities from scores, along the last dimension: `exp(x[j]) / Σ_k exp(x[k])`, between 0 and
/// 1 with a sum of 1. Source: `torch.nn.functional.softmax`.
public func softmax(_ x: Tensor) -> Tensor {
  let output = noGrad { logSoftmax(x).exp() }
  return Tensor.result(output.values, shape: x.shape, of: "SoftmaxBackward0", from: [x]) {
    gradient in
    // d yⱼ/dxₖ = yⱼ·(1 − yⱼ) for j = k, and −yⱼ·yₖ else.
    return [output * (gradient - (gradient * output).sum(dim: -1, keepDim: true))]
  }
}

/// The negative logarithm of the probability that was given to the right class, over a batch:
/// `−x[n, target[n]]`, averaged or summed over n.
///
/// Shapes: x `[N, classes]`, target `[N]`, result `[]`. Traps where they do not fit and where a
/// target is no class. Source: `torch.nn.functional.nll_loss`.
public func nllLoss(
  _ x: Tensor, _ target: IntTensor, reduction: LossReduction = .mean
) -> Tensor {
  checkLabels(target, of: x, "nllLoss")
  let (batch, classes) = (x.shape[0], x.shape[1])
  let scale = reduction == .mean ? 1 / Float(batch) : 1
  let scores = x.values
  let chosen = (0..<batch).map { scores[$0 * classes + target.values[$0]] }
  let loss = -Reduction.sum(chosen)
  let value = reduction == .mean ? loss / Float(batch) : loss
  return Tensor.result([value], shape: [], of: "NllLossBackward0", from: [x]) { gradient in
    // Only the score of the right class is in the loss.
    var inputGradient = [Float](repeating: 0, count: batch * classes)
    for n in 0..<batch {
      inputGradient[n * classes + target.values[n]] = -scale * gradient.item()
    }
    return [Tensor(inputGradient, shape: [batch, classes])]
  }
}

/// How far scores are from the right classes: `−log softmax(x)[target]`, averaged or summed over
/// the batch. Guessing evenly among C classes gives ln C.
///
/// Shapes: x `[N, classes]` scores of any size, target `[N]`, result `[]`. Traps as
/// ``nllLoss(_:_:reduction:)`` does. Source: `torch.nn.functional.cross_entropy`.
public func crossEntropy(
  _ x: Tensor, _ target: IntTensor, reduction: LossReduction = .mean
) -> Tensor {
  checkLabels(target, of: x, "crossEntropy")
  return nllLoss(logSoftmax(x), target, reduction: reduction)
}

/// Traps, naming the loss that was called, unless there is one label for each row and each is a
/// class.
private func checkLabels(_ target: IntTensor, of x: Tensor, _ operation: String) {
  guard x.dim == 2, target.shape == [x.shape[0]] else {
    fatalError(
      "\(operation): wants scores [batch, classes] and labels [batch], "
        + "and got \(x.shape) and \(target.shape)")
  }
  let classes = x.shape[1]
  for (n, label) in target.values.enumerated() where !(0..<classes).contains(label) {
    fatalError(
      "\(operation): label \(n) is \(label), "
        + "and the scores \(x.shape) have \(classes) classes, 0 to \(classes - 1)")
  }
}
