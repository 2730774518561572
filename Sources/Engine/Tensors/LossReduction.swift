/// How the losses of a batch become one, if they do. Source: the `reduction` of PyTorch's losses.
public enum LossReduction: Sendable {
  /// Their mean, which is of the same size for large batches and small ones.
  case mean
  /// Their sum.
  case sum
  /// None: each keeps its own, one for each sample or element.
  case none
}
