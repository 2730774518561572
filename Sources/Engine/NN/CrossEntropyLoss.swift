import Tensors

/// The loss of a choice among classes: the negative logarithm of the probability that was given to
/// the right one, `−log(exp(x[label]) / Σ_k exp(x[k]))`, averaged over the batch.
///
/// Predictions are scores of any size, `[N, classes]`; labels `[N]`; the loss `[]`. Traps as
/// `crossEntropy` in `Tensors`.
/// Source: https://pytorch.org/docs/2.3/generated/torch.nn.CrossEntropyLoss.html
public struct CrossEntropyLoss: Loss, Sendable {
  private let reduction: LossReduction

  /// The mean over the batch, or the sum.
  public init(reduction: LossReduction = .mean) {
    self.reduction = reduction
  }

  /// The loss, `[]`, of predictions `[N, classes]` and labels `[N]`.
  public func callAsFunction(_ predictions: Tensor, _ labels: IntTensor) -> Tensor {
    crossEntropy(predictions, labels, reduction: reduction)
  }
}
