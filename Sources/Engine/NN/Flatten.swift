import Tensors

/// Makes one row of each image, as a layer for a ``Sequential``: `[N, C, H, W]` to `[N, C·H·W]`.
///
/// Source: https://pytorch.org/docs/2.3/generated/torch.nn.Flatten.html
public final class Flatten: Module {
  private let startDim: Int
  private let endDim: Int

  /// Makes one of the dimensions from `startDim` to `endDim`; by default of all but the batch.
  public init(startDim: Int = 1, endDim: Int = -1) {
    self.startDim = startDim
    self.endDim = endDim
  }

  public override func forward(_ x: Tensor) -> Tensor {
    x.flatten(startDim: startDim, endDim: endDim)
  }

  public override var extraDescription: String { "start_dim=\(startDim), end_dim=\(endDim)" }
}
