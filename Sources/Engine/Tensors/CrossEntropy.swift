import Kernels

/// Logarithms of probabilities from scores, along the last dimension:
/// `result[j] = x[j] − log Σ_k exp(x[k])`, of the shape that goes in.
///
/// Scores may be of any size: the largest is taken off before `exp`. Traps for a single number.
/// Source: `torch.nn.functional.log_softmax`.
public func logSoftmax(_ x: Tensor) -> Tensor {
  CalledFunctions.note("logSoftmax")
  return logarithms(x)
}

/// The same along the dimension `dim`, which counts from the end where it is below 0. Traps for one
/// that `x` does not have. Source: `torch.nn.functional.log_softmax`.
public func logSoftmax(_ x: Tensor, dim: Int) -> Tensor {
  x.dimension(dim, "logSoftmax") == x.dim - 1
    ? logSoftmax(x) : logSoftmax(x.transpose(dim, -1)).transpose(dim, -1)
}

private func logarithms(_ x: Tensor) -> Tensor {
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
  CalledFunctions.note("softmax")
  let output = noGrad { logarithms(x).exp() }
  return Tensor.result(output.values, shape: x.shape, of: "SoftmaxBackward0", from: [x]) {
    gradient in
    // d yⱼ/dxₖ = yⱼ·(1 − yⱼ) for j = k, and −yⱼ·yₖ else.
    return [output * (gradient - (gradient * output).sum(dim: -1, keepDim: true))]
  }
}

/// The same along the dimension `dim`, which counts from the end where it is below 0. Traps for one
/// that `x` does not have. Source: `torch.nn.functional.softmax`.
public func softmax(_ x: Tensor, dim: Int) -> Tensor {
  x.dimension(dim, "softmax") == x.dim - 1
    ? softmax(x) : softmax(x.transpose(dim, -1)).transpose(dim, -1)
}

/// The negative logarithm of the probability that was given to the right class, over a batch:
/// `−weight[target[n]] · x[n, target[n]]`.
///
/// Their mean is the sum divided by that of the weights, which are 1 where there is no `weight`. A
/// row whose label is `ignoreIndex` is passed over: its loss is 0, it does not count in the mean,
/// and gets no gradient. The mean of none is NaN.
///
/// Shapes: x `[N, classes]`, target `[N]`, weight `[classes]`, result `[]`, or `[N]` with no
/// reduction. Traps where they do not fit, where a target is neither a class nor `ignoreIndex`, and
/// for a weight that requires a gradient. Source: `torch.nn.functional.nll_loss`.
public func nllLoss(
  _ x: Tensor, _ target: IntTensor, weight: Tensor? = nil, ignoreIndex: Int = -100,
  reduction: LossReduction = .mean
) -> Tensor {
  CalledFunctions.note("nllLoss")
  let labels = CountedLabels(target, of: x, weight: weight, ignoreIndex: ignoreIndex, "nllLoss")
  return nllLoss(x, labels, reduction)
}

private func nllLoss(
  _ x: Tensor, _ labels: CountedLabels, _ reduction: LossReduction
) -> Tensor {
  let (scores, classes) = (x.values, labels.classes)
  let chosen = labels.rows.map { row in
    scores[row * classes + labels.values[row]] * labels.weight(ofRow: row)
  }
  return labels.reduce(chosen, reduction, "NllLossBackward0", from: x) { row, g, gradient in
    // Only the score of the right class is in the loss.
    gradient[row * classes + labels.values[row]] = -g * labels.weight(ofRow: row)
  }
}

/// How far scores are from the right classes: `−log softmax(x)[target]`. Guessing evenly among C
/// classes gives ln C.
///
/// Label smoothing s takes a share s of each label away and spreads it over all classes evenly: the
/// loss is `(1 − s) · −log softmax(x)[target] + s/C · Σ_k −log softmax(x)[k]`, each of the terms
/// times the weight of its class. A network that has to be sure of one class alone makes its scores
/// larger and larger.
///
/// Shapes: x `[N, classes]` scores of any size, target `[N]`, weight `[classes]`, result `[]`, or
/// `[N]` with no reduction. Weights, ignored labels, means and traps are those of
/// ``nllLoss(_:_:weight:ignoreIndex:reduction:)``; `labelSmoothing` is from 0 to 1, or it traps.
/// Source: `torch.nn.functional.cross_entropy`.
public func crossEntropy(
  _ x: Tensor, _ target: IntTensor, weight: Tensor? = nil, ignoreIndex: Int = -100,
  reduction: LossReduction = .mean, labelSmoothing: Float = 0
) -> Tensor {
  CalledFunctions.note("crossEntropy")
  guard (0...1).contains(labelSmoothing) else {
    fatalError("crossEntropy: label smoothing is from 0 to 1, and got \(labelSmoothing)")
  }
  let labels = CountedLabels(
    target, of: x, weight: weight, ignoreIndex: ignoreIndex, "crossEntropy")
  let logarithms = logarithms(x)
  let loss = nllLoss(logarithms, labels, reduction)
  if labelSmoothing == 0 { return loss }
  let evenly = evenLoss(logarithms, labels, reduction)
  return loss * (1 - labelSmoothing) + evenly * (labelSmoothing / Float(labels.classes))
}

/// What the loss would be if every class were the right one: `−Σ_k weight[k] · x[n, k]`.
private func evenLoss(
  _ x: Tensor, _ labels: CountedLabels, _ reduction: LossReduction
) -> Tensor {
  let (scores, classes) = (x.values, labels.classes)
  let sums = labels.rows.map { row in
    Reduction.sum((0..<classes).map { scores[row * classes + $0] * labels.weight(ofClass: $0) })
  }
  return labels.reduce(sums, reduction, "SumBackward1", from: x) { row, g, gradient in
    for k in 0..<classes { gradient[row * classes + k] = -g * labels.weight(ofClass: k) }
  }
}

/// The labels of a batch, those of them that count in a loss, and how much.
private struct CountedLabels {
  let values: [Int]
  let classes: Int
  /// The rows whose label is not ignored.
  let rows: [Int]
  private let weights: [Float]?

  /// Traps, naming the loss that was called, unless there is one label for each row, each is a
  /// class or ignored, and a weight is one number for each class.
  init(
    _ target: IntTensor, of x: Tensor, weight: Tensor?, ignoreIndex: Int, _ operation: String
  ) {
    guard x.dim == 2, target.shape == [x.shape[0]] else {
      fatalError(
        "\(operation): wants scores [batch, classes] and labels [batch], "
          + "and got \(x.shape) and \(target.shape)")
    }
    let classes = x.shape[1]
    if let weight {
      guard weight.shape == [classes] else {
        fatalError(
          "\(operation): the scores \(x.shape) want a weight [\(classes)], and got \(weight.shape)")
      }
      guard !weight.requiresGrad else {
        fatalError("\(operation): passes no gradient on to the weight; detach() it first")
      }
    }
    let rows = target.values.indices.filter { target.values[$0] != ignoreIndex }
    for row in rows where !(0..<classes).contains(target.values[row]) {
      fatalError(
        "\(operation): label \(row) is \(target.values[row]), "
          + "and the scores \(x.shape) have \(classes) classes, 0 to \(classes - 1)")
    }
    (values, self.classes, self.rows, weights) = (target.values, classes, rows, weight?.values)
  }

  func weight(ofClass number: Int) -> Float { weights?[number] ?? 1 }
  func weight(ofRow row: Int) -> Float { weight(ofClass: values[row]) }

  /// The negative of each counted row's number, or of their sum or mean. `fill` writes, for a row,
  /// what reaches its elements where `g` reaches its number.
  func reduce(
    _ numbers: [Float], _ reduction: LossReduction, _ name: String, from x: Tensor,
    _ fill: @escaping (_ row: Int, _ g: Float, _ gradient: inout [Float]) -> Void
  ) -> Tensor {
    let total =
      weights == nil ? Float(rows.count) : Reduction.sum(rows.map { weight(ofRow: $0) })
    var (result, shape) = ([0 - Reduction.sum(numbers)], [Int]())
    switch reduction {
    case .mean: result[0] /= total
    case .sum: break
    case .none:
      (result, shape) = ([Float](repeating: 0, count: values.count), [values.count])
      for (row, number) in zip(rows, numbers) { result[row] = -number }
    }
    let divisor = reduction == .mean ? total : 1
    return Tensor.result(result, shape: shape, of: name, from: [x]) {
      [rows, shape = x.shape] gradient in
      let gradients = gradient.values
      var inputGradient = [Float](repeating: 0, count: shape.elementCount)
      for row in rows {
        let g = (reduction == .none ? gradients[row] : gradients[0]) / divisor
        fill(row, g, &inputGradient)
      }
      return [Tensor(inputGradient, shape: shape)]
    }
  }
}
