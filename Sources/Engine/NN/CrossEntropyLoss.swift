import Tensors

/// The loss of a choice among classes: the negative logarithm of the probability that was given to
/// the right one, `−log(exp(x[label]) / Σ_k exp(x[k]))`, averaged over the batch.
///
/// Predictions are scores of any size, `[N, classes]`; labels `[N]`; the loss `[]`, or `[N]` with
/// no reduction. Formula and traps at `crossEntropy` in `Tensors`. Source:
/// https://pytorch.org/docs/2.3/generated/torch.nn.CrossEntropyLoss.html
public struct CrossEntropyLoss: Loss, Sendable {
  private let weight: [Float]?
  private let ignoreIndex: Int
  private let reduction: LossReduction
  private let labelSmoothing: Float

  /// - Parameters:
  ///   - weight: how much each class counts, `[classes]`; more for a rare one. All alike if it is
  ///     nil. Its elements are copied.
  ///   - ignoreIndex: the label of samples that do not count.
  ///   - reduction: the mean over the batch, the sum, or each sample by itself.
  ///   - labelSmoothing: which share of each label is spread over all classes, from 0 to 1.
  ///
  /// Traps for a weight that is no list of numbers or requires a gradient, and for a label
  /// smoothing below 0 or above 1.
  public init(
    weight: Tensor? = nil, ignoreIndex: Int = -100, reduction: LossReduction = .mean,
    labelSmoothing: Float = 0
  ) {
    if let weight, weight.dim != 1 || weight.requiresGrad {
      fatalError(
        "CrossEntropyLoss: wants a weight [classes] without a gradient, and got \(weight.shape)"
          + (weight.requiresGrad ? ", which requires one" : ""))
    }
    guard (0...1).contains(labelSmoothing) else {
      fatalError("CrossEntropyLoss: label smoothing is from 0 to 1, and got \(labelSmoothing)")
    }
    self.weight = weight?.values
    self.ignoreIndex = ignoreIndex
    self.reduction = reduction
    self.labelSmoothing = labelSmoothing
  }

  /// The loss of predictions `[N, classes]` and labels `[N]`.
  public func callAsFunction(_ predictions: Tensor, _ labels: IntTensor) -> Tensor {
    crossEntropy(
      predictions, labels, weight: weight.map { Tensor($0) }, ignoreIndex: ignoreIndex,
      reduction: reduction, labelSmoothing: labelSmoothing)
  }
}
