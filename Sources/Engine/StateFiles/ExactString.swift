/// A text that equals another only where both are the same bytes.
///
/// To Swift, `"é"` of one scalar equals `"é"` of two, and the sign for kelvin equals `"K"`. PyTorch
/// and safetensors compare the bytes, so that names from files are told apart by this.
///
/// ```swift
/// let metadata: [ExactString: String] = ["format": "pt"]
/// ```
public struct ExactString: Hashable, Sendable {
  /// The text.
  public let text: String

  /// The same text, compared by its bytes.
  public init(_ text: String) {
    self.text = text
  }

  /// Whether both are the same bytes.
  public static func == (left: ExactString, right: ExactString) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
    hasher.combine(UInt8(0xff))
  }
}

extension ExactString: ExpressibleByStringLiteral {
  /// The text as it is written.
  public init(stringLiteral text: String) {
    self.init(text)
  }
}
