import Tensors

/// The mean squared error, for networks that predict quantities: `(x − target)²`, averaged over all
/// elements.
///
/// Predictions and targets are of one shape; the loss is `[]`, or of that shape with no reduction.
/// Traps as `mseLoss` in `Tensors`.
/// Source: https://pytorch.org/docs/2.3/generated/torch.nn.MSELoss.html
public struct MSELoss: Criterion, Sendable {
  private let reduction: LossReduction

  /// The mean over all elements, the sum, or each by itself.
  public init(reduction: LossReduction = .mean) {
    self.reduction = reduction
  }

  /// The loss of predictions and targets of one shape.
  public func callAsFunction(_ predictions: Tensor, _ targets: Tensor) -> Tensor {
    mseLoss(predictions, targets, reduction: reduction)
  }
}
