/// One entry of a module's state: PyTorch's name, the shape, and a copy of the numbers.
///
/// Source: an item of `Module.state_dict()`,
/// https://pytorch.org/docs/2.3/generated/torch.nn.Module.html
public struct StateTensor: Equatable, Sendable {
  /// The numbers, last dimension fastest, in one of the two types that a state here consists of.
  public enum Numbers: Equatable, Sendable {
    /// What is learned, and running statistics: PyTorch's `torch.float32`.
    case float32([Float])
    /// Counts: PyTorch's `torch.int64`.
    case int64([Int])

    /// How many there are.
    public var count: Int {
      switch self {
      case .float32(let values): values.count
      case .int64(let values): values.count
      }
    }

    /// Their type.
    package var type: ElementType {
      switch self {
      case .float32: .float32
      case .int64: .int64
      }
    }
  }

  /// A type of number, by the name that safetensors has for it.
  package enum ElementType: String, CaseIterable, Sendable {
    case int64 = "I64"
    case float32 = "F32"

    /// How many bytes one number takes.
    var byteCount: Int {
      switch self {
      case .int64: 8
      case .float32: 4
      }
    }

    /// PyTorch's name.
    package var torchName: String {
      switch self {
      case .int64: "torch.int64"
      case .float32: "torch.float32"
      }
    }
  }

  /// `conv1.weight`
  public let name: String
  /// The length of each dimension; empty for a single number.
  public let shape: [Int]
  /// As many as `shape` says.
  public let numbers: Numbers

  /// An entry of these numbers. Traps where their count is not the product of `shape`.
  public init(name: String, shape: [Int], numbers: Numbers) {
    guard shape.allSatisfy({ $0 >= 0 }), shape.reduce(1, *) == numbers.count else {
      fatalError("StateTensor: \(numbers.count) numbers do not make the shape \(shape)")
    }
    self.name = name
    self.shape = shape
    self.numbers = numbers
  }
}
