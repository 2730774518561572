/// One recorded operation: its name, what went in, and how to go back through it.
///
/// PyTorch shows a node as `grad_fn=<AddBackward0>`. Following ``nextFunctions`` from a loss
/// backwards walks the graph of everything that it was computed from. Source:
/// `torch.autograd.graph.Node`.
public final class Node: CustomStringConvertible {
  /// From the gradient of the output to the gradients of the inputs, one for each; nil for an input
  /// that needs none. It gets the gradient for good, and may use up its numbers where nobody else
  /// holds them.
  typealias Backward = (_ gradient: consuming Tensor) -> [Tensor?]

  /// The name that PyTorch gives to the same operation: `ConvolutionBackward0`.
  public let name: String

  /// What the operation was given. Empty once the graph has been walked, which lets go of
  /// everything that was kept for the way back.
  private(set) var inputs: [Tensor]

  private(set) var backward: Backward?

  init(_ name: String, inputs: [Tensor], backward: @escaping Backward) {
    self.name = name
    self.inputs = inputs
    self.backward = backward
  }

  /// The operations that made the inputs, in their order; an input that was not computed, such as a
  /// parameter, has none. Empty once the graph has been walked.
  ///
  /// Source: `Node.next_functions`, without PyTorch's `AccumulateGrad` for parameters.
  public var nextFunctions: [Node] { inputs.compactMap(\.gradFn) }

  /// The name as PyTorch shows it: `<AddBackward0>`.
  public var description: String { "<\(name)>" }

  /// Forgets inputs and closure; the name stays, so that a tensor still says how it was made.
  func release() {
    backward = nil
    inputs = []
  }

  /// Takes a graph apart from its end, one node after the other, leaving what somebody else holds.
  static func letGo(of pending: inout [Node]) {
    while var node = pending.popLast() {
      guard isKnownUniquelyReferenced(&node) else { continue }
      node.backward = nil
      var inputs = node.inputs
      node.inputs = []
      while var input = inputs.popLast() {
        guard isKnownUniquelyReferenced(&input), let next = input.gradFn else { continue }
        input.gradFn = nil
        pending.append(next)
      }
    }
  }
}

extension Tensor {
  /// The tensor that an operation made: the only place where a graph grows.
  ///
  /// `backward` must not capture the result, which would keep both alive for ever; it captures
  /// the arrays of numbers that it needs, which are shared and not copied.
  static func result(
    _ values: [Float], shape: [Int], format: MemoryFormat = .contiguous, of name: String,
    from inputs: [Tensor], backward: @escaping Node.Backward
  ) -> Tensor {
    let result = Tensor(storage: values, shape: shape, format: format)
    if GradMode.isEnabled && inputs.contains(where: \.requiresGrad) {
      result.gradFn = Node(name, inputs: inputs, backward: backward)
    }
    return result
  }
}
