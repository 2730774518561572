import StateFiles
import Tensors

/// Saving what a module has learned, and going on from it.
extension Module {
  /// All that the module has learned and keeps, with PyTorch's names in PyTorch's order.
  ///
  /// These are the parameters and buffers of the module itself, then those of each part:
  /// `conv1.weight`, `norm.running_mean`. What is shared stands there under each of its names. The
  /// elements are copies. Traps where two parts have one name, and where modules that are held in
  /// several places have more than 32,768 names. Source: `Module.state_dict`,
  /// https://pytorch.org/docs/2.3/generated/torch.nn.Module.html
  public final func stateDictionary() -> [StateTensor] {
    namedState().map { name, part in part.state(name: name) }
  }

  /// Writes ``stateDictionary()`` to a safetensors file, which PyTorch can load:
  ///
  /// ```python
  /// model.load_state_dict(safetensors.torch.load_file("model.safetensors"))
  /// ```
  ///
  /// - Throws: `SafeTensorsError` where it cannot be written; what was at its place before stays.
  /// Source: https://github.com/huggingface/safetensors
  public final func saveState(to path: String) throws(SafeTensorsError) {
    try SafeTensors(stateDictionary()).write(to: path)
  }

  /// Finds out whether ``saveState(to:)`` would find a place and room there, and changes nothing: to
  /// be asked before a long training.
  package final func checkDestination(_ path: String) throws(SafeTensorsError) {
    try SafeTensors(stateDictionary()).checkDestination(path)
  }

  /// Takes over what ``saveState(to:)`` wrote, or PyTorch did:
  /// `save_file(model.state_dict(), path)`.
  ///
  /// Names, shapes and types must be exactly the module's. Gradients and the mode stay.
  ///
  /// - Throws: `SafeTensorsError` where the file cannot be read, is damaged, or belongs to
  ///   another model; then nothing in the module has changed. Source: `Module.load_state_dict` with
  ///   `strict=True`; https://github.com/huggingface/safetensors
  public final func loadState(from path: String) throws(SafeTensorsError) {
    let file = try SafeTensorsError.reporting { () throws(FileError) in
      try RegularFile(path: path)
    }
    try loadState(file, path: path)
  }

  /// The same for bytes from anywhere.
  package final func loadState(_ source: some ByteSource, path: String) throws(SafeTensorsError) {
    let header = try SafeTensorsHeader(source, path: path)
    let state = namedState()
    do throws(SafeTensorsError.Problem) {
      try Self.compare(header, with: state)
    } catch {
      throw SafeTensorsError(error, path: path)
    }
    // All is read before anything is changed.
    var elements: [ExactString: StateTensor.Elements] = [:]
    for entry in header.entries {
      elements[ExactString(entry.name)] = try header.tensor(entry, from: source).elements
    }
    for (name, part) in state { part.take(elements[ExactString(name)]!) }
  }

  private static func compare(
    _ header: SafeTensorsHeader, with state: [(name: String, part: ModulePart)]
  ) throws(SafeTensorsError.Problem) {
    let names = Set(state.map { ExactString($0.name) })
    let entries = Dictionary(
      uniqueKeysWithValues: header.entries.map { (ExactString($0.name), $0) })
    let missing = state.map(\.name).filter { entries[ExactString($0)] == nil }
    let extra = header.entries.map(\.name).filter { !names.contains(ExactString($0)) }
    guard missing.isEmpty, extra.isEmpty else {
      throw .namesDiffer(missing: missing, extra: extra)
    }
    for (name, part) in state {
      let (entry, own) = (entries[ExactString(name)]!, part.state(name: name))
      guard entry.type == own.elements.type else {
        throw .typesDiffer(
          tensor: name, file: entry.type.torchName, model: own.elements.type.torchName)
      }
      guard entry.shape == own.shape else {
        throw .shapesDiffer(tensor: name, file: entry.shape, model: own.shape)
      }
    }
  }

  /// What makes up the state, under PyTorch's names. Traps where two have one name.
  private final func namedState() -> [(name: String, part: ModulePart)] {
    var count = 0
    let state = collectState(path: "", enclosing: [], count: &count)
    var names: Set<ExactString> = []
    for (name, _) in state where !names.insert(ExactString(name)).inserted {
      fatalError("\(typeName): two parts of its state are called '\(name)': rename one")
    }
    return state
  }

  /// Its own parameters, then its own buffers, then what its parts have. `count` counts the modules,
  /// each under every name.
  private final func collectState(
    path: String, enclosing: [Module], count: inout Int
  ) -> [(name: String, part: ModulePart)] {
    // A part that knows the module around it is no part of itself.
    if enclosing.contains(where: { $0 === self }) { return [] }
    guard enclosing.count < Self.deepestNesting else { Self.refuseNesting(path) }
    count += 1
    guard count <= Self.mostNames else { Self.refuseNames(path) }
    var parameters: [(name: String, part: ModulePart)] = []
    var buffers = parameters
    var inner = parameters
    for (label, part) in parts() {
      let name = path.isEmpty ? label : "\(path).\(label)"
      switch part {
      case .parameter: parameters.append((name, part))
      case .buffer, .intBuffer: buffers.append((name, part))
      case .module(let module):
        inner += module.collectState(path: name, enclosing: enclosing + [self], count: &count)
      }
    }
    return parameters + buffers + inner
  }
}

extension ModulePart {
  /// A copy of the elements; not for modules, which have none of their own.
  fileprivate func state(name: String) -> StateTensor {
    switch self {
    case .parameter(let tensor as Tensor), .buffer(let tensor as Tensor):
      StateTensor(name: name, shape: tensor.shape, elements: .float32(tensor.values))
    case .intBuffer(let buffer):
      StateTensor(name: name, shape: buffer.shape, elements: .int64(buffer.values))
    case .module:
      fatalError("state: a module is not a tensor")
    }
  }

  /// Takes elements over whose type and count have been compared.
  fileprivate func take(_ elements: StateTensor.Elements) {
    switch (self, elements) {
    case (.parameter(let tensor as Tensor), .float32(let values)),
      (.buffer(let tensor as Tensor), .float32(let values)):
      tensor.mutate { $0 = values }
    case (.intBuffer(let buffer), .int64(let values)):
      buffer.mutate { $0 = values }
    default:
      fatalError("take: these elements are not of the tensor's type")
    }
  }
}
