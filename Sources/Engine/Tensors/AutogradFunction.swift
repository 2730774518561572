/// An operation of your own: how its result follows from its inputs, and how a gradient goes back.
///
/// ```swift
/// struct Square: AutogradFunction {
///   func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor {
///     context.saveForBackward(inputs[0])
///     return inputs[0] * inputs[0]
///   }
///
///   func backward(_ outputGradient: Tensor, _ context: FunctionContext) -> [Tensor?] {
///     [outputGradient * context.savedTensors[0] * 2]  // d(x²)/dx = 2x
///   }
/// }
///
/// let y = Square().apply(x)
/// ```
///
/// Neither of the two methods is recorded: what `apply` gives is one operation in the graph, and its
/// name is the type's followed by `Backward`. What is no tensor, such as a factor, is a property of
/// the type; PyTorch, where the methods are static, hands it to `apply`.
/// Source: `torch.autograd.Function`.
public protocol AutogradFunction {
  /// The result for these inputs, which may be of any shape, and so may it. Whatever the backward
  /// pass needs is saved in `context`.
  func forward(_ inputs: [Tensor], _ context: FunctionContext) -> Tensor

  /// From how the loss changes with the result to how it changes with each input: as many as there
  /// are inputs, in their order, each of the shape of its input. Nil for an input that needs none.
  func backward(_ outputGradient: Tensor, _ context: FunctionContext) -> [Tensor?]
}

extension AutogradFunction {
  /// Runs ``forward(_:_:)`` and records its backward pass, where one of the inputs requires a gradient
  /// and no ``noGrad(_:)`` is around.
  ///
  /// Traps in the backward pass where ``backward(_:_:)`` gives more or fewer gradients than there are
  /// inputs, or one of another shape than its input's. Source: `torch.autograd.Function.apply`.
  public func apply(_ inputs: Tensor...) -> Tensor {
    let name = "\(Self.self)"
    let context = FunctionContext(of: name, inputs: inputs)
    let output = noGrad { forward(inputs, context) }
    let shapes = inputs.map(\.shape)
    // A new tensor, also where forward saved its result in the context or handed an input on: the
    // backward pass then holds neither the result that it belongs to nor a graph.
    return Tensor.result(
      output.storage, shape: output.shape, format: output.memoryFormat, of: name + "Backward",
      from: inputs
    ) { gradient in
      let gradients = backward(gradient, context)
      guard gradients.count == shapes.count else {
        fatalError(
          "\(name).backward: wants one gradient for each of the inputs \(shapes), "
            + "and \(gradients.count) came: \(gradients.map { $0?.shape.description ?? "nil" })")
      }
      for (index, gradient) in gradients.enumerated() {
        guard let gradient, gradient.shape != shapes[index] else { continue }
        fatalError(
          "\(name).backward: the gradient of input \(index) has the shape \(gradient.shape), "
            + "and the input \(shapes[index])")
      }
      return gradients
    }
  }
}

/// What one call of an ``AutogradFunction`` keeps from its forward pass for its backward pass.
///
/// It goes with the graph: after `backward()`, or where nobody holds the result any more.
/// Source: `ctx` in PyTorch, `torch.autograd.function.FunctionCtx`.
public final class FunctionContext {
  private let name: String
  private var saved: [Tensor]?

  /// For each input, whether anybody will ask for its gradient. Source: `ctx.needs_input_grad`.
  public let needsInputGrad: [Bool]

  package init(of name: String, inputs: [Tensor]) {
    self.name = name
    self.needsInputGrad = inputs.map(\.requiresGrad)
  }

  /// Keeps the elements that these tensors have now, inputs or others; they are shared and not
  /// copied. A second call replaces what the first one kept. Source: `ctx.save_for_backward`.
  public func saveForBackward(_ tensors: Tensor...) {
    saved = tensors.map { $0.detach() }
  }

  /// What was kept, in its order, without a history. Traps where nothing was.
  /// Source: `ctx.saved_tensors`.
  public var savedTensors: [Tensor] {
    guard let saved else {
      fatalError(
        "\(name): no tensors were saved in the forward pass: call context.saveForBackward there")
    }
    return saved
  }
}
