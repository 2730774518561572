/// How far predictions are from what they should be: `(x − target)²`, averaged or summed over all
/// elements.
///
/// Shapes: x and target alike, result `[]`, or as x with no reduction. Traps where they differ:
/// repeating one to fill the other would compare elements that have nothing to do with each other.
/// Source: `torch.nn.functional.mse_loss`.
public func mseLoss(
  _ x: Tensor, _ target: Tensor, reduction: LossReduction = .mean
) -> Tensor {
  guard x.shape == target.shape else {
    fatalError("mseLoss: the predictions have shape \(x.shape), and the targets \(target.shape)")
  }
  let difference = noGrad { x - target }
  let squares = noGrad { difference.pow(2) }
  let loss =
    switch reduction {
    case .mean: noGrad { squares.mean() }
    case .sum: noGrad { squares.sum() }
    case .none: squares
    }
  let scale = reduction == .mean ? 2 / Float(x.count) : 2
  let needsInput = x.requiresGrad
  // Not −(x − target), which makes −0 of 0.
  let opposite = target.requiresGrad ? noGrad { target - x } : nil
  return Tensor.result(loss.values, shape: loss.shape, of: "MseLossBackward0", from: [x, target]) {
    gradient in
    // d(a − b)²/da = 2·(a − b), d(a − b)²/db = −2·(a − b)
    [needsInput ? difference : nil, opposite].map { $0.map { $0 * scale * gradient } }
  }
}
