import NN
import Tensors
import Testing

/// What layers start with, to the bit: `Tests/PyTorch/initialization.py`.
@Suite("Layers start with PyTorch's numbers") struct InitializationParityTests {
  struct Stack: Decodable, Sendable {
    struct Layer: Decodable, Sendable {
      let kind: String
      let sizes: [Int]
      let bias: Bool

      func make() -> Module {
        switch kind {
        case "Linear": Linear(sizes[0], sizes[1], bias: bias)
        case "Conv2d": Conv2d(sizes[0], sizes[1], kernelSize: sizes[2], bias: bias)
        case "BatchNorm2d": BatchNorm2d(sizes[0])
        default: fatalError("no such layer: \(kind)")
        }
      }
    }

    let label: String
    let seed: UInt64
    let layers: [Layer]
    let snippet: [String]
    let counts: [Int]
    let ends: [UInt32]
    let fingerprint: String
    let after: Int64
  }

  static let stacks: [Stack] = cases("initialization")

  @Test(arguments: stacks.map(\.label))
  func sameBits(_ label: String) throws {
    let stack = try #require(Self.stacks.first { $0.label == label })
    Generator.withCurrent(Generator(seed: stack.seed)) {
      let parameters = stack.layers.map { $0.make() }.flatMap { $0.parameters() }
      #expect(parameters.map(\.count) == stack.counts)
      LongList(ends: stack.ends, fingerprint: stack.fingerprint).expect(
        parameters.flatMap { $0.values.map(\.bitPattern) }, "parameters",
        Origin(label: label, snippet: stack.snippet))
      #expect(Generator.current.randomInt64() == stack.after, "what the generator gives next")
    }
  }
}
