import Testing

/// An example of the CommonMark specification, version 0.31.2, in words of our own.
struct Example: CustomTestStringConvertible, Sendable {
  /// The example's number in the specification.
  let number: Int
  let text: String
  /// What it is, as ``outline(_:)`` writes it.
  let tree: String

  init(_ number: Int, _ text: String, _ tree: String) {
    self.number = number
    self.text = text
    self.tree = tree
  }

  var testDescription: String { "CommonMark 0.31.2 example \(number)" }
}
