/// How the losses of a batch become one. Source: the `reduction` of PyTorch's losses.
public enum LossReduction: Sendable {
  /// Their mean, which is of the same size for large batches and small ones.
  case mean
  /// Their sum.
  case sum
}
