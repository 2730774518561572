import Tensors

/// `max(x, 0)` of every element, as a layer for a ``Sequential``; the shape stays.
///
/// Source: https://pytorch.org/docs/2.3/generated/torch.nn.ReLU.html
public final class ReLU: Module {
  /// The result, of the shape of `x`.
  public override func forward(_ x: Tensor) -> Tensor { x.relu() }
}

/// The hyperbolic tangent of every element, as a layer for a ``Sequential``; the shape stays.
///
/// Source: https://pytorch.org/docs/2.3/generated/torch.nn.Tanh.html
public final class Tanh: Module {
  /// The result, of the shape of `x`.
  public override func forward(_ x: Tensor) -> Tensor { x.tanh() }
}

/// `1 / (1 + e⁻ˣ)` of every element, as a layer for a ``Sequential``; the shape stays.
///
/// Source: https://pytorch.org/docs/2.3/generated/torch.nn.Sigmoid.html
public final class Sigmoid: Module {
  /// The result, of the shape of `x`.
  public override func forward(_ x: Tensor) -> Tensor { x.sigmoid() }
}
