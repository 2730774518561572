import Tensors

/// Every output is a weighted sum of all inputs: `y = x · weightᵀ + bias`.
///
/// Input `[…, inFeatures]`, output `[…, outFeatures]`. Weights and biases start within
/// ±1/√inFeatures. Traps for sizes below 1 and weights that memory does not hold, and for an input
/// whose last dimension is not `inFeatures`, with the number to write. Source:
/// https://pytorch.org/docs/2.3/generated/torch.nn.Linear.html
public final class Linear: Module {
  /// `[outFeatures, inFeatures]`
  public let weight: Parameter
  /// `[outFeatures]`, or nil
  public let bias: Parameter?

  /// Draws the weights, then the biases, from the current generator.
  public init(_ inFeatures: Int, _ outFeatures: Int, bias: Bool = true) {
    guard inFeatures > 0, outFeatures > 0 else {
      fatalError("Linear(\(inFeatures), \(outFeatures)): both sizes start at 1")
    }
    _ = [outFeatures, inFeatures].elementCount(for: "Linear(\(inFeatures), \(outFeatures))")
    self.weight = Initialization.kaimingUniform([outFeatures, inFeatures], fanIn: inFeatures)
    self.bias = bias ? Initialization.bias(outFeatures, fanIn: inFeatures) : nil
  }

  public override func forward(_ x: Tensor) -> Tensor {
    let (outFeatures, inFeatures) = (weight.shape[0], weight.shape[1])
    guard x.shape.last == inFeatures else {
      let advice =
        switch (x.dim, x.shape.last) {
        case (2, let features?): "write Linear(\(features), \(outFeatures)) for this input"
        case (4, _): "flatten(startDim: 1) makes one row of each image first"
        case (1, _):
          "its last dimension must be \(inFeatures); flatten(startDim: 1) keeps the images of a "
            + "batch apart"
        default: "its last dimension must be \(inFeatures)"
        }
      fatalError(
        "Linear(\(inFeatures), \(outFeatures)): wants an input of shape [batch, \(inFeatures)], "
          + "and got \(x.shape): \(advice)")
    }
    return linear(x, weight, bias)
  }

  public override var extraDescription: String {
    "in_features=\(weight.shape[1]), out_features=\(weight.shape[0]), "
      + "bias=\(bias == nil ? "False" : "True")"
  }
}
