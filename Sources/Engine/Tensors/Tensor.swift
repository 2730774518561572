/// Numbers in a grid of any number of dimensions, and, where asked for, the record of how they were
/// computed.
///
/// A tensor has an identity: two variables can be the same tensor, and a gradient stays with the
/// tensor that it belongs to. Its shape never changes; operations give new tensors.
///
/// Shapes are lists of lengths: `[32, 1, 28, 28]` is 32 images of 1 channel, 28 rows and 28
/// columns, and `[]` a single number. The numbers are 32-bit floats, last dimension fastest.
///
/// Only ``Parameter`` and ``Buffer`` derive from it.
/// Source: `torch.Tensor`.
public class Tensor {
  /// The length of each dimension.
  public final let shape: [Int]

  /// The numbers, in the order of ``memoryFormat``.
  final var storage: [Float]

  /// In which order the numbers lie in memory: an operation chooses what is fastest for it.
  public final internal(set) var memoryFormat: MemoryFormat

  /// The numbers, last dimension fastest. Where they lie otherwise, asking for them changes that.
  public final var values: [Float] {
    convert(to: .contiguous)
    return storage
  }

  /// The operation that made this tensor, while it can still be gone back through; nil for a tensor
  /// that no recorded operation made.
  public final internal(set) var gradFn: Node?

  /// What ``backward(gradient:)`` found: how the loss changes with each of these numbers. Nil
  /// before the first backward and after `zeroGrad()`.
  public final var grad: Tensor?

  private final var isTracked: Bool

  /// Makes a tensor of these numbers. Traps where their count is not the product of `shape`.
  public convenience init(_ values: [Float], shape: [Int], requiresGrad: Bool = false) {
    self.init(storage: values, shape: shape, format: .contiguous, requiresGrad: requiresGrad)
  }

  /// Makes a tensor of numbers in the order of `format`.
  init(storage: [Float], shape: [Int], format: MemoryFormat, requiresGrad: Bool = false) {
    guard shape.allSatisfy({ $0 >= 0 }), shape.reduce(1, *) == storage.count else {
      fatalError("Tensor: \(storage.count) numbers do not make the shape \(shape)")
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

  /// The number of numbers: `tensor.numel()`.
  public final var count: Int { storage.count }

  /// The length of one dimension; −1 is the last. Traps where there is no such dimension.
  public final func size(_ dim: Int) -> Int {
    shape[dimension(dim, "size")]
  }

  /// The only number of a tensor that has just one: `tensor.item()`. Traps for any other.
  public final func item() -> Float {
    guard count == 1 else {
      fatalError("item: a tensor of shape \(shape) has \(count) numbers, not one")
    }
    return storage[0]
  }

  /// The same numbers without a history: nothing that is computed from it reaches this tensor's
  /// gradient.
  public final func detach() -> Tensor {
    Tensor(storage: storage, shape: shape, format: memoryFormat)
  }

  /// Changes the numbers in place, unseen by autograd, which is what optimizers do.
  ///
  /// What was computed before keeps the numbers it was computed with. Traps where `body` changes
  /// their count.
  public final func mutate(_ body: (inout [Float]) -> Void) {
    let count = values.count
    body(&storage)
    guard storage.count == count else {
      fatalError("mutate: shape \(shape) holds \(count) numbers, and \(storage.count) were left")
    }
  }

  /// Takes the numbers out of a tensor that nobody else holds, so that they can be changed in
  /// place; of any other they are shared, and copied as soon as they are changed.
  ///
  /// What is left is a tensor that nobody can ask for its numbers any more.
  static func takeStorage(of tensor: inout Tensor) -> [Float] {
    guard isKnownUniquelyReferenced(&tensor) else { return tensor.storage }
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

  /// A buffer of these numbers. Traps where their count is not the product of `shape`.
  public init(_ values: [Float], shape: [Int], name: String? = nil) {
    self.name = name
    super.init(storage: values, shape: shape, format: .contiguous)
  }
}
