import Tensors

/// In training, sets each element to 0 with probability `p` and makes up for it in the others;
/// otherwise does nothing. A network that cannot rely on any single element learns to use several.
///
/// Shape: as the input. Traps unless 0 ≤ p ≤ 1. Formula and source at `dropout` in `Tensors`;
/// https://pytorch.org/docs/2.3/generated/torch.nn.Dropout.html
public final class Dropout: Module {
  private let p: Float

  /// `p` is the share of elements that are dropped.
  public init(p: Float = 0.5) {
    guard (0...1).contains(p) else {
      fatalError("Dropout(p: \(p)): a probability is from 0 to 1")
    }
    self.p = p
  }

  public override func forward(_ x: Tensor) -> Tensor {
    dropout(x, p: p, training: training)
  }

  public override var extraDescription: String { "p=\(p), inplace=False" }
}
