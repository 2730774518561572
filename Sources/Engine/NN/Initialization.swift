import Tensors

/// The random numbers that layers start with, as PyTorch draws them.
enum Initialization {
  /// Evenly distributed within ±√(6 / ((1 + a²) · fanIn)) with a = √5, which is ±√(1 / fanIn).
  ///
  /// `fanIn` is the number of inputs that one output is computed from: the more there are, the
  /// smaller each weight must be for the sum to stay of the size of the inputs. Source: He et al.,
  /// 2015, https://arxiv.org/abs/1502.01852;
  /// `torch.nn.init.kaiming_uniform_(weight, a=math.sqrt(5))`.
  static func kaimingUniform(_ shape: [Int], fanIn: Int) -> Parameter {
    // Step by step as PyTorch computes it, so that the last bit agrees too.
    let slope = 5.0.squareRoot()
    let gain = (2.0 / (1 + slope * slope)).squareRoot()
    let deviation = gain / Double(fanIn).squareRoot()
    return uniform(shape, bound: 3.0.squareRoot() * deviation)
  }

  /// Evenly distributed within ±1/√fanIn. Source: `Linear.reset_parameters`.
  static func bias(_ count: Int, fanIn: Int) -> Parameter {
    uniform([count], bound: 1 / Double(fanIn).squareRoot())
  }

  private static func uniform(_ shape: [Int], bound: Double) -> Parameter {
    let count = shape.elementCount
    return Parameter(
      Generator.current.uniform(Float(-bound), Float(bound), count: count), shape: shape)
  }
}
