import Tensors

/// What reflection finds in a module.
enum ModulePart {
  case parameter(Parameter)
  case buffer(Buffer)
  case intBuffer(IntBuffer)
  case module(Module)

  /// What it is called where that is not its property's name.
  var name: String? {
    switch self {
    case .buffer(let buffer): buffer.name
    case .intBuffer(let buffer): buffer.name
    case .parameter, .module: nil
    }
  }
}

extension Module {
  /// The parameters, buffers and modules among this module's stored properties, in the order of
  /// their declaration, those of a superclass first. Each goes by the name of its property, a
  /// buffer that has a name of its own by that.
  ///
  /// Optionals count where they hold something, and elements of an array are named by their index.
  /// Anything else that holds a parameter or a module (a tuple, a dictionary, a struct of your own)
  /// would be trained by nobody without a word: it traps, naming the place. So does a lazy one.
  final func parts() -> [(name: String, part: ModulePart)] {
    var found: [(name: String, part: ModulePart)] = []
    var mirror: Mirror? = Mirror(reflecting: self)
    var levels: [Mirror] = []
    while let level = mirror, level.subjectType != Module.self {
      levels.append(level)
      mirror = level.superclassMirror
    }
    for child in levels.reversed().flatMap(\.children) {
      let label = child.label ?? ""
      if label.hasPrefix(lazyPrefix), let type = (child.value as? any AnyOptional)?.wrappedType,
        type is Module.Type || type is Parameter.Type
      {
        fatalError(
          "\(typeName).\(label.dropFirst(lazyPrefix.count)) is lazy: an optimizer that is made before its "
            + "first use would not find it; make it a let, or set it in init()")
      }
      collect(child.value, label, into: &found)
    }
    // PyTorch names the layers of a Sequential by their index alone.
    return self is Sequential
      ? found.map { (String($0.name.dropFirst("layers.".count)), $0.part) } : found
  }

  private final func collect(
    _ value: Any, _ name: String, into found: inout [(name: String, part: ModulePart)]
  ) {
    if let part = Self.part(value) {
      found.append((part.name ?? name, part))
      return
    }
    if isPlain(value) { return }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
      if let wrapped = mirror.children.first { collect(wrapped.value, name, into: &found) }
    case .collection:
      for (index, element) in mirror.children.enumerated() {
        collect(element.value, "\(name).\(index)", into: &found)
      }
    default:
      if let path = Self.hiddenPart(in: mirror, path: "\(typeName).\(name)", depth: 0) {
        fatalError(
          "\(path) holds a parameter or a module where no optimizer would find it: "
            + "store it in a property of its own, an optional or an array")
      }
    }
  }

  private static func part(_ value: Any) -> ModulePart? {
    switch value {
    case let parameter as Parameter: .parameter(parameter)
    case let buffer as Buffer: .buffer(buffer)
    case let buffer as IntBuffer: .intBuffer(buffer)
    case let module as Module: .module(module)
    default: nil
    }
  }

  /// The path of the first parameter or module inside of a value, or nil.
  private static func hiddenPart(in mirror: Mirror, path: String, depth: Int) -> String? {
    // Deep enough for what people write, and an end for objects that hold each other.
    guard depth < 6 else { return nil }
    if let superclass = mirror.superclassMirror,
      let found = hiddenPart(in: superclass, path: path, depth: depth)
    {
      return found
    }
    for (index, child) in mirror.children.enumerated() {
      // Elements of a tuple without names are labelled .0 and .1.
      let label = child.label.map { $0.hasPrefix(".") ? String($0.dropFirst()) : $0 }
      let name = "\(path).\(label ?? "\(index)")"
      if part(child.value) != nil { return name }
      if isPlain(child.value) { continue }
      let inner = Mirror(reflecting: child.value)
      if let found = hiddenPart(in: inner, path: name, depth: depth + 1) { return found }
    }
    return nil
  }
}

/// What reflection sees of `lazy var conv`: an optional with this before its name, nil at first.
private let lazyPrefix = "$__lazy_storage_$_"

/// An optional of whatever type.
private protocol AnyOptional {
  var wrappedType: Any.Type { get }
}

extension Optional: AnyOptional {
  fileprivate var wrappedType: Any.Type { Wrapped.self }
}

/// Values that hold no parts and may be large: looking through a million floats would take a while.
private func isPlain(_ value: Any) -> Bool {
  switch value {
  case is Tensor, is IntTensor, is BoolTensor, is ByteTensor, is String, is any Numeric, is Bool:
    true
  case is [Float], is [Double], is [Int], is [UInt8], is [Bool], is [String]:
    true
  default:
    false
  }
}
