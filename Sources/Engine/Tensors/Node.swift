/// One recorded operation: its name, what went in, and how to go back through it.
///
/// PyTorch shows a node as `grad_fn=<AddBackward0>`. Following ``nextFunctions`` from a loss
/// backwards walks the graph of everything that it was computed from. Source:
/// `torch.autograd.graph.Node`.
public final class Node: CustomStringConvertible {
  /// From the gradient of the output to the gradients of the inputs, one for each; nil for an input
  /// that needs none. It gets the gradient for good, and may use up its elements where nobody else
  /// holds them.
  typealias Backward = (_ gradient: consuming Tensor) -> [Tensor?]

  /// The name that PyTorch gives to the same operation: `ConvolutionBackward0`.
  public let name: String

  /// What the operation was given. Empty once the graph has been walked, which lets go of
  /// everything that was kept for the backward pass.
  private(set) var inputs: [Input]

  private(set) var backward: Backward?

  /// What an operation was given, as far as the backward pass has to know it.
  ///
  /// In place of what another operation made there is that operation. So elements that no backward
  /// pass needs are gone when nobody else holds them, and the next layers use their memory again.
  enum Input {
    /// A parameter, or what else requires a gradient and was not computed.
    case leaf(Tensor)
    case result(of: Node)
    /// Data: no gradient reaches it, also where it requires one later.
    case constant

    init(_ tensor: Tensor) {
      self =
        tensor.gradFn.map { .result(of: $0) } ?? (tensor.requiresGrad ? .leaf(tensor) : .constant)
    }

    /// The operation that made it, if one did.
    var operation: Node? {
      if case .result(let operation) = self { operation } else { nil }
    }
  }

  init(_ name: String, inputs: [Input], backward: @escaping Backward) {
    self.name = name
    self.inputs = inputs
    self.backward = backward
  }

  /// The operations that made the inputs, in their order; an input that was not computed, such as a
  /// parameter, has none. Empty once the graph has been walked.
  ///
  /// Source: `Node.next_functions`, without PyTorch's `AccumulateGrad` for parameters.
  public var nextFunctions: [Node] { inputs.compactMap(\.operation) }

  /// The name as PyTorch shows it: `<AddBackward0>`.
  public var description: String { "<\(name)>" }

  /// Forgets inputs and closure; the name stays, so that a tensor still says how it was made.
  func release() {
    backward = nil
    inputs = []
  }

  deinit {
    // A graph is a chain of operations that hold one another: letting go of the last of 100,000
    // would otherwise call deinit 100,000 deep. So the first one lets go of what the others held,
    // one after the other, and each of these only says what that is.
    if inputs.isEmpty && backward == nil { return }
    if let remains = Self.remains { return remains.parts.append((inputs, backward)) }
    let remains = Remains(parts: [(inputs, backward)])
    release()
    Self.$remains.withValue(remains) {
      while remains.takeLast() != nil {}
    }
  }

  /// What is left of operations that nobody holds any more: their inputs, and their closures, which
  /// may hold other operations, too.
  private final class Remains: @unchecked Sendable {
    var parts: [(inputs: [Input], backward: Backward?)]

    init(parts: [(inputs: [Input], backward: Backward?)]) { self.parts = parts }

    func takeLast() -> (inputs: [Input], backward: Backward?)? { parts.popLast() }
  }

  /// Where a thread that is letting go of an operation keeps what is left.
  @TaskLocal private static var remains: Remains?
}

extension Tensor {
  /// The tensor that an operation made: the only place where a graph grows.
  ///
  /// `backward` must not capture the result, which would keep both alive for ever; it captures
  /// the arrays of elements that it needs, which are shared and not copied.
  static func result(
    _ values: [Float], shape: [Int], format: MemoryFormat = .contiguous, of name: String,
    from inputs: [Tensor], backward: @escaping Node.Backward
  ) -> Tensor {
    let result = Tensor(storage: values, shape: shape, format: format)
    if GradMode.isEnabled && inputs.contains(where: \.requiresGrad) {
      result.gradFn = Node(name, inputs: inputs.map(Node.Input.init), backward: backward)
    }
    return result
  }
}
