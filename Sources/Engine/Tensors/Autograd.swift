/// Whether operations are recorded. Source: `torch.is_grad_enabled`.
public enum GradMode {
  /// True unless a ``noGrad(_:)`` is around.
  @TaskLocal public static var isEnabled = true
}

/// Runs `body` without recording operations: less memory and less work where no gradient is wanted.
///
/// It ends with `body`, also where that throws, and holds for the current task only.
/// Source: `torch.no_grad`.
public func noGrad<Result>(_ body: () throws -> Result) rethrows -> Result {
  try GradMode.$isEnabled.withValue(false, operation: body)
}

extension Tensor {
  /// Goes back through everything that this tensor was computed from, and adds to the `grad` of
  /// each leaf that requires one how this tensor changes with it.
  ///
  /// By the chain rule the gradient of an input is the gradient of the output, taken back through
  /// the one operation in between. So the walk starts here with `gradient` (1 for a single number),
  /// visits each operation after all that used its output, and adds up where a tensor was used more
  /// than once.
  ///
  /// The graph is gone afterwards. Traps for a tensor that nothing was recorded for, for one that
  /// has more than one element when no `gradient` is given, for a `gradient` of another shape, and
  /// the second time. Source: `torch.Tensor.backward`.
  public final func backward(gradient: Tensor? = nil) {
    CalledFunctions.note("backward")
    guard requiresGrad else {
      fatalError(
        "backward: this tensor of shape \(shape) was not computed from one that requires a gradient"
          + (GradMode.isEnabled
            ? "" : "; within noGrad, and in an AutogradFunction, nothing is recorded")
      )
    }
    guard gradient != nil || count == 1 else {
      fatalError(
        "backward: starts from a single number, and this tensor has shape \(shape): "
          + "reduce it first, as a loss does, or give a gradient of that shape")
    }
    if let gradient, gradient.shape != shape {
      fatalError("backward: the gradient has shape \(gradient.shape), the tensor \(shape)")
    }
    noGrad { walk(from: gradient ?? Tensor.full(shape, 1)) }
  }

  private final func walk(from gradient: Tensor) {
    guard let end = gradFn else { return accumulate(gradient) }
    var gradients = [ObjectIdentifier(end): gradient]
    var order = end.operationsUpToThis()
    // From the end on, and letting go of each operation that has been dealt with: what the layers
    // kept for the backward pass is needed no more.
    while let node = order.popLast() {
      defer { node.release() }
      guard let gradient = gradients.removeValue(forKey: ObjectIdentifier(node)) else { continue }
      guard let backward = node.backward else {
        fatalError(
          "backward: the graph of this tensor is gone after its first backward(); compute it again")
      }
      for (input, inputGradient) in zip(node.inputs, backward(consume gradient)) {
        guard let inputGradient else { continue }
        switch input {
        case .constant: continue
        case .leaf(let tensor):
          if tensor.requiresGrad { tensor.accumulate(inputGradient) }
        case .result(let operation):
          let sum = gradients[ObjectIdentifier(operation)].map { $0 + inputGradient }
          gradients[ObjectIdentifier(operation)] = sum ?? inputGradient
        }
      }
    }
  }

  private final func accumulate(_ gradient: Tensor) {
    guard gradient.shape == shape else {
      fatalError("backward: a gradient of shape \(gradient.shape) reached a tensor \(shape)")
    }
    // Of its own: + hands one and the same gradient to both of its inputs.
    grad = grad.map { $0 + gradient } ?? gradient.detach()
  }
}

extension Node {
  /// Every operation on the way to this one, each behind those that made its inputs, this one last.
  ///
  /// The stack is an array: a graph of 100,000 operations would overflow the program's own.
  fileprivate func operationsUpToThis() -> [Node] {
    var order: [Node] = []
    var seen: Set<ObjectIdentifier> = [ObjectIdentifier(self)]
    var stack: [(node: Node, nextInput: Int)] = [(self, 0)]
    while let (node, nextInput) = stack.last {
      if nextInput < node.inputs.count {
        stack[stack.count - 1].nextInput += 1
        if let input = node.inputs[nextInput].operation,
          seen.insert(ObjectIdentifier(input)).inserted
        {
          stack.append((input, 0))
        }
      } else {
        stack.removeLast()
        order.append(node)
      }
    }
    return order
  }
}
