import Tensors

/// What says how far the predictions for a batch are from what they should be.
///
/// What they should be is labels or, where it is no choice among classes, a tensor. Source: the
/// losses of `torch.nn`, which PyTorch calls criteria.
public protocol Criterion<Target> {
  /// What predictions are compared with.
  associatedtype Target

  /// Predictions `[N, …]` and their targets to a loss of shape `[]`; with no reduction to more of
  /// them.
  func callAsFunction(_ predictions: Tensor, _ targets: Target) -> Tensor
}

/// A criterion for labels: what a network that chooses among classes is trained with.
public protocol Loss: Criterion where Target == IntTensor {}
