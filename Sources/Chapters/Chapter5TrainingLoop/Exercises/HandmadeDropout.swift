import NN
import Tensors

/// Exercise 5.3: dropout, built from operations on tensors and without `dropout` or `Dropout`.
///
/// In training mode each element becomes 0 with probability `p`, independently of the others and anew
/// each time, and all others are multiplied by 1 / (1 − p). In evaluation mode nothing changes.
/// Shape: as the input. The random numbers come from `Tensor.rand`, so that `manualSeed` fixes them.
/// Source: https://pytorch.org/docs/2.3/generated/torch.nn.Dropout.html
public final class HandmadeDropout: Module {
  private let p: Float

  /// `p` is the share of elements that are dropped, from 0 to 1.
  public init(p: Float = 0.5) {
    self.p = p
  }

  public override func forward(_ x: Tensor) -> Tensor {
    fatalError("Exercise 5.3 has no answer yet")
  }
}
