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

  /// Called with each input and its output; ``summary(_:inputSize:)`` and
  /// ``layerCalls(of:for:)`` watch through it.
  final var forwardHook: ((_ input: Tensor, _ output: Tensor) -> Void)?

  /// A module without parts; what a subclass adds are its properties.
  public init() {}

  /// The output for an input. Override it, and call the module itself instead: `model(images)`.
  open func forward(_ x: Tensor) -> Tensor {
    fatalError("\(typeName) does not say how to compute its output: override forward(_:)")
  }

  /// Runs ``forward(_:)``. Source: `Module.__call__`.
  public final func callAsFunction(_ x: Tensor) -> Tensor {
    let output = forward(x)
    forwardHook?(x, output)
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

  /// This module, under the empty name, and all below it, each once, also where one holds a module
  /// that it is part of. Traps where modules hold one another more than 256 deep. Source:
  /// `Module.named_modules`.
  public final func namedModules() -> [(name: String, module: Module)] {
    var found: [(name: String, module: Module)] = []
    var seen: Set<ObjectIdentifier> = []
    func collect(_ path: String, _ module: Module, _ depth: Int) {
      guard seen.insert(ObjectIdentifier(module)).inserted else { return }
      guard depth <= Self.deepestNesting else { Self.refuseNesting(path) }
      found.append((path, module))
      for (name, child) in module.namedChildren() {
        collect(path.isEmpty ? name : "\(path).\(name)", child, depth + 1)
      }
    }
    collect("", self, 1)
    return found
  }

  /// How many modules may be one within the other: what goes through them is as many calls deep,
  /// and a stack ends.
  static let deepestNesting = 256

  static func refuseNesting(_ path: String) -> Never {
    fatalError("\(path): modules hold one another more than \(deepestNesting) deep")
  }

  /// How many names the modules of a network may have. One that is held in two places has two, and
  /// each of its parts as well: thirty such modules, one within the other, have a billion.
  static let mostNames = 32_768

  static func refuseNames(_ path: String) -> Never {
    fatalError("\(path): modules that are held in several places have more than \(mostNames) names")
  }

  /// Sets every parameter's gradient back to nil. Source: `Module.zero_grad`.
  public final func zeroGrad() {
    for parameter in parameters() { parameter.grad = nil }
  }

  /// The name of the module's class.
  final var typeName: String { String(describing: type(of: self)) }

  /// The module and its parts, as PyTorch prints them.
  ///
  /// A part that is a module around it, which PyTorch cannot print, is named with its path:
  /// `(owner): Block(see blocks.0)`. Traps where modules that are held in several places have more
  /// than 32,768 names.
  public final var description: String {
    var count = 0
    return describe("", within: [], count: &count)
  }

  private final func describe(
    _ name: String, within enclosing: [(name: String, module: Module)], count: inout Int
  ) -> String {
    if let index = enclosing.firstIndex(where: { $0.module === self }) {
      let path = enclosing[...index].dropFirst().map(\.name).joined(separator: ".")
      return "\(typeName)(see \(path.isEmpty ? "above" : path))"
    }
    let path = enclosing + [(name, self)]
    var dottedPath: String { path.dropFirst().map(\.name).joined(separator: ".") }
    guard path.count <= Self.deepestNesting else { Self.refuseNesting(dottedPath) }
    count += 1
    guard count <= Self.mostNames else { Self.refuseNames(dottedPath) }
    let children = namedChildren()
    if children.isEmpty { return "\(typeName)(\(extraDescription))" }
    let own = extraDescription.isEmpty ? [] : [extraDescription]
    let lines =
      own
      + children.map { name, child in
        "(\(name)): \(child.describe(name, within: path, count: &count))"
      }
    let indented = lines.joined(separator: "\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    return "\(typeName)(\n  " + indented.joined(separator: "\n  ") + "\n)"
  }
}
