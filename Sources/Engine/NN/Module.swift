import Tensors

/// A part of a network: it holds what is to be learned, and says how its output follows from its
/// input.
///
/// A module of your own stores its parts in properties and overrides ``forward(_:)``; calling it
/// like a function runs that. Parameters and parts are found by reflection, in the order in which
/// they are declared, which is also the order in which initial weights are drawn. Source:
/// `torch.nn.Module`.
open class Module: CustomStringConvertible {
  /// Whether the module is being trained; `BatchNorm2d` and `Dropout` look at it.
  public internal(set) final var training = true

  /// Called with each output; ``summary(_:inputSize:)`` watches through it.
  final var forwardHook: ((Tensor) -> Void)?

  /// A module without parts; what a subclass adds are its properties.
  public init() {}

  /// The output for an input. Override it, and call the module itself instead: `model(images)`.
  open func forward(_ x: Tensor) -> Tensor {
    fatalError("\(typeName) does not say how to compute its output: override forward(_:)")
  }

  /// Runs ``forward(_:)``. Source: `Module.__call__`.
  public final func callAsFunction(_ x: Tensor) -> Tensor {
    let output = forward(x)
    forwardHook?(output)
    return output
  }

  /// What stands between the parentheses when the module is printed; empty unless overridden.
  /// Source: `Module.extra_repr`.
  open var extraDescription: String { "" }

  /// Puts this module and every part of it in training mode. Source: `Module.train`.
  public final func train() { setTraining(true) }

  /// Puts this module and every part of it in evaluation mode. Source: `Module.eval`.
  public final func eval() { setTraining(false) }

  private final func setTraining(_ isTraining: Bool) {
    for (_, module) in namedModules() { module.training = isTraining }
  }

  /// Everything that is to be learned, this module's own first, each once. Source:
  /// `Module.parameters`.
  public final func parameters() -> [Parameter] {
    namedParameters().map(\.parameter)
  }

  /// Everything that is to be learned, with PyTorch's names: `conv1.weight`. Source:
  /// `Module.named_parameters`.
  public final func namedParameters() -> [(name: String, parameter: Parameter)] {
    var seen: Set<ObjectIdentifier> = []
    return namedModules().flatMap { path, module in
      module.parts().compactMap { name, part in
        guard case .parameter(let parameter) = part,
          seen.insert(ObjectIdentifier(parameter)).inserted
        else { return nil }
        return (path.isEmpty ? name : "\(path).\(name)", parameter)
      }
    }
  }

  /// The modules that this one holds directly, in the order of their declaration. Source:
  /// `Module.named_children`.
  public final func namedChildren() -> [(name: String, module: Module)] {
    parts().compactMap { name, part in
      guard case .module(let module) = part else { return nil }
      return (name, module)
    }
  }

  /// This module, under the empty name, and all below it, each once. Source:
  /// `Module.named_modules`.
  public final func namedModules() -> [(name: String, module: Module)] {
    var seen: Set<ObjectIdentifier> = []
    func collect(_ path: String, _ module: Module) -> [(name: String, module: Module)] {
      guard seen.insert(ObjectIdentifier(module)).inserted else { return [] }
      return [(path, module)]
        + module.namedChildren().flatMap { name, child in
          collect(path.isEmpty ? name : "\(path).\(name)", child)
        }
    }
    return collect("", self)
  }

  /// Sets every parameter's gradient back to nil. Source: `Module.zero_grad`.
  public final func zeroGrad() {
    for parameter in parameters() { parameter.grad = nil }
  }

  /// The name of the module's class.
  final var typeName: String { String(describing: type(of: self)) }

  /// The module and its parts, as PyTorch prints them.
  public final var description: String {
    let children = namedChildren()
    if children.isEmpty { return "\(typeName)(\(extraDescription))" }
    let own = extraDescription.isEmpty ? [] : [extraDescription]
    let lines = own + children.map { name, child in "(\(name)): \(child)" }
    let indented = lines.joined(separator: "\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    return "\(typeName)(\n  " + indented.joined(separator: "\n  ") + "\n)"
  }
}
