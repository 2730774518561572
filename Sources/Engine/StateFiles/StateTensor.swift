/// One entry of a module's state: PyTorch's name, the shape, and a copy of the elements.
///
/// Source: an item of `Module.state_dict()`,
/// https://pytorch.org/docs/2.3/generated/torch.nn.Module.html
public struct StateTensor: Equatable, Sendable {
  /// The elements, last dimension fastest, in one of the two types that a state here consists of.
  public enum Elements: Equatable, Sendable {
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

  /// A type of element, by the name that safetensors has for it.
  package enum ElementType: String, CaseIterable, Sendable {
    case int64 = "I64"
    case float32 = "F32"

    /// How many bytes one element takes.
    var byteCount: Int {
      switch self {
      case .int64: 8
      case .float32: 4
      }
    }

    /// How many bytes a tensor of this shape takes; nil where no `Int` is as large.
    func byteCount(of shape: [Int]) -> Int? {
      var total = byteCount
      for length in shape {
        let (product, overflows) = total.multipliedReportingOverflow(by: length)
        if overflows { return nil }
        total = product
      }
      return total
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
  public let elements: Elements

  /// An entry of these elements. Traps where their count is not the product of `shape`.
  public init(name: String, shape: [Int], elements: Elements) {
    let type = elements.type
    guard shape.allSatisfy({ $0 >= 0 }),
      type.byteCount(of: shape) == elements.count * type.byteCount
    else {
      fatalError("StateTensor: \(elements.count) elements do not make the shape \(shape)")
    }
    self.name = name
    self.shape = shape
    self.elements = elements
  }
}

extension StateTensor {
  /// Whether name, shape and elements are the same; names are compared as bytes.
  public static func == (left: StateTensor, right: StateTensor) -> Bool {
    ExactString(left.name) == ExactString(right.name) && left.shape == right.shape
      && left.elements == right.elements
  }
}
