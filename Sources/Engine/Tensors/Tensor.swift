/// Elements in a grid of any number of dimensions, and, where asked for, the record of how they were
/// computed.
///
/// A tensor has an identity: two variables can be the same tensor, and a gradient stays with the
/// tensor that it belongs to. Its shape never changes; operations give new tensors, but for those that
/// are assignments, such as `x += y` and `x[0] = y`, which change this one.
///
/// Shapes are lists of lengths: `[32, 1, 28, 28]` is 32 images of 1 channel, 28 rows and 28
/// columns, and `[]` a single number. The elements are 32-bit floats, last dimension fastest.
///
/// Only ``Parameter`` and ``Buffer`` derive from it.
/// Source: `torch.Tensor`.
public class Tensor {
  /// The length of each dimension.
  public final let shape: [Int]

  /// The elements, in the order of ``memoryFormat``.
  final var storage: [Float] {
    didSet { contiguousCopy = nil }
  }

  /// In which order the elements lie in memory: an operation chooses what is fastest for it.
  package final internal(set) var memoryFormat: MemoryFormat

  /// The elements, last dimension fastest. Where they lie otherwise they are put in order once, and
  /// stay as they are for the operations that want them so.
  public final var values: [Float] {
    if memoryFormat == .contiguous { return storage }
    let copy = contiguousCopy ?? storage(in: .contiguous)
    contiguousCopy = copy
    return copy
  }

  /// What ``values`` has put in order: who asks for one element asks for the next.
  private final var contiguousCopy: [Float]?

  /// The operation that made this tensor, while it can still be gone back through; nil for a tensor
  /// that no recorded operation made.
  public final internal(set) var gradFn: Node?

  /// What ``backward(gradient:)`` found: how the loss changes with each element. Nil
  /// before the first backward and after `zeroGrad()`.
  ///
  /// Traps where it is set to a tensor of another shape, or to this tensor itself.
  public final var grad: Tensor? {
    willSet {
      guard let newValue else { return }
      guard newValue.shape == shape else {
        fatalError(
          "grad: a tensor of shape \(shape) wants a gradient of that shape, "
            + "and got \(newValue.shape)")
      }
      guard newValue !== self else { fatalError("grad: a tensor is not its own gradient") }
    }
  }

  private final var isTracked: Bool

  /// Makes a tensor of these elements. Traps where their count is not the product of `shape`.
  public convenience init(_ values: [Float], shape: [Int], requiresGrad: Bool = false) {
    self.init(storage: values, shape: shape, format: .contiguous, requiresGrad: requiresGrad)
  }

  /// Makes a tensor of elements in the order of `format`.
  init(storage: [Float], shape: [Int], format: MemoryFormat, requiresGrad: Bool = false) {
    guard shape.holds(storage.count) else {
      fatalError("Tensor: \(storage.count) elements do not make the shape \(shape)")
    }
    self.shape = shape
    self.storage = storage
    self.memoryFormat = format
    self.isTracked = requiresGrad
  }

  /// Whether operations on this tensor are recorded, so that a gradient can reach it.
  ///
  /// True where somebody asked for it and for whatever was computed from such a tensor. Only a
  /// tensor that no recorded operation made can be changed; others trap.
  public final var requiresGrad: Bool {
    get { isTracked || gradFn != nil }
    set {
      guard gradFn == nil else {
        fatalError(
          "requiresGrad: this tensor was made by \(gradFn!); use detach() for one without a history"
        )
      }
      isTracked = newValue
    }
  }

  /// True for a tensor that no recorded operation made: data, or a parameter.
  public final var isLeaf: Bool { gradFn == nil }

  /// The number of dimensions: `tensor.dim()`.
  public final var dim: Int { shape.count }

  /// The number of elements: `tensor.numel()`.
  public final var count: Int { storage.count }

  /// The length of one dimension; −1 is the last. Traps where there is no such dimension.
  public final func size(_ dim: Int) -> Int {
    shape[dimension(dim, "size")]
  }

  /// The only element of a tensor that has just one: `tensor.item()`. Traps for any other.
  ///
  /// A NaN has no sign here, as it has none where Python prints one: some processors make negative
  /// ones, of which Swift prints the sign.
  public final func item() -> Float {
    guard count == 1 else {
      fatalError("item: a tensor of shape \(shape) has \(count) elements, not one")
    }
    return storage[0].isNaN ? .nan : storage[0]
  }

  /// The same elements without a history: nothing that is computed from it reaches this tensor's
  /// gradient.
  public final func detach() -> Tensor {
    Tensor(storage: storage, shape: shape, format: memoryFormat)
  }

  /// Changes the elements in place, unseen by autograd, which is what optimizers do.
  ///
  /// What was computed before keeps the elements that it was computed with. Traps where `body` changes
  /// their count.
  public final func mutate(_ body: (inout [Float]) -> Void) {
    convert(to: .contiguous)
    let count = count
    body(&storage)
    guard storage.count == count else {
      fatalError("mutate: shape \(shape) holds \(count) elements, and \(storage.count) were left")
    }
  }

  /// Takes the elements out of a tensor that nobody else holds, so that they can be changed in
  /// place; of any other they are shared, and copied as soon as they are changed.
  ///
  /// What is left is a tensor that nobody can ask for its elements any more.
  static func takeStorage(of tensor: inout Tensor) -> [Float] {
    // A leaf that requires a gradient stays in the graph, where somebody may find it.
    guard isKnownUniquelyReferenced(&tensor), !tensor.isTracked else { return tensor.storage }
    var storage: [Float] = []
    swap(&storage, &tensor.storage)
    return storage
  }

  /// `dim` counted from the front, −1 being the last; traps where there is no such dimension.
  final func dimension(_ dim: Int, _ operation: String) -> Int {
    let fromFront = dim < 0 ? dim + shape.count : dim
    guard shape.indices.contains(fromFront) else {
      fatalError("\(operation): the shape \(shape) has no dimension \(dim)")
    }
    return fromFront
  }
}

/// A tensor that is to be learned: an optimizer changes it, a module lists it.
///
/// As in PyTorch a parameter is a tensor and requires a gradient from the start. Other tensors that
/// a module happens to hold are left alone. Source: `torch.nn.Parameter`.
public final class Parameter: Tensor {
  /// A parameter of these elements. Traps where their count is not the product of `shape`.
  public init(_ values: [Float], shape: [Int], requiresGrad: Bool = true) {
    super.init(storage: values, shape: shape, format: .contiguous, requiresGrad: requiresGrad)
  }
}

/// A tensor that belongs to a module's state and is not learned, such as a running mean.
///
/// Source: `torch.nn.Buffer`, `Module.register_buffer`.
public final class Buffer: Tensor {
  /// What a state dictionary calls it where that is not the property's name: `running_mean`.
  public let name: String?

  /// A buffer of these elements. Traps where their count is not the product of `shape`.
  public init(_ values: [Float], shape: [Int], name: String? = nil) {
    self.name = name
    super.init(storage: values, shape: shape, format: .contiguous)
  }
}
