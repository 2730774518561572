import Tensors

/// Modules one after the other: the output of each is the input of the next.
///
/// Traps where one holds another more than 256 deep: as many calls are one within the other.
/// Source: `torch.nn.Sequential`.
public final class Sequential: Module {
  /// In the order in which they run.
  public let layers: [Module]
  /// How many of them are one within the other, this one included.
  private let nesting: Int

  /// `Sequential(Flatten(), Linear(784, 10))`
  public convenience init(_ layers: Module...) { self.init(layers) }

  /// For layers that are made in a loop.
  public init(_ layers: [Module]) {
    self.layers = layers
    nesting = 1 + (layers.compactMap { ($0 as? Sequential)?.nesting }.max() ?? 0)
    guard nesting <= Module.deepestNesting else { Module.refuseNesting("Sequential") }
  }

  public override func forward(_ x: Tensor) -> Tensor {
    layers.reduce(x) { output, layer in layer(output) }
  }
}
