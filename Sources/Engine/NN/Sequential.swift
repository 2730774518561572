import Tensors

/// Modules one after the other: the output of each is the input of the next.
///
/// Source: `torch.nn.Sequential`.
public final class Sequential: Module {
  /// In the order in which they run.
  public let layers: [Module]

  /// `Sequential(Flatten(), Linear(784, 10))`
  public init(_ layers: Module...) {
    self.layers = layers
  }

  /// For layers that are made in a loop.
  public init(_ layers: [Module]) {
    self.layers = layers
  }

  public override func forward(_ x: Tensor) -> Tensor {
    layers.reduce(x) { output, layer in layer(output) }
  }
}
