import Tensors
import Testing

/// Programs of draws from one generator, to the bit: `Tests/PyTorch/generator.py`.
@Suite("The generator agrees with PyTorch's") struct GeneratorParityTests {
  struct Program: Decodable, Sendable {
    struct Draw: Decodable, Sendable {
      let name: String
      let arguments: [Double]
    }

    let label: String
    let seed: UInt64
    let draws: [Draw]
    let snippet: [String]
    let expected: [LongList]
  }

  @Test func everyProgramGivesTheSameBits() {
    for program in cases("generator", as: Program.self) {
      let generator = Generator(seed: program.seed)
      let drawn = program.draws.compactMap { draw(from: generator, $0) }
      #expect(drawn.count == program.expected.count)
      for (index, (found, expected)) in zip(drawn, program.expected).enumerated() {
        expected.expect(
          found, "draw \(index)", Origin(label: program.label, snippet: program.snippet))
      }
    }
  }

  /// The bits of floats, and 64-bit integers as two halves, the low one first.
  private func draw(from generator: Generator, _ draw: Program.Draw) -> [UInt32]? {
    let count = Int(draw.arguments[0])
    func halves(_ numbers: [Int64]) -> [UInt32] {
      numbers.flatMap { [UInt32(truncatingIfNeeded: $0), UInt32(truncatingIfNeeded: $0 >> 32)] }
    }
    switch draw.name {
    case "rand":
      return Generator.withCurrent(generator) { Tensor.rand([count]).values.map(\.bitPattern) }
    case "uniform":
      let (low, high) = (Float(draw.arguments[1]), Float(draw.arguments[2]))
      return Generator.withCurrent(generator) {
        Tensor.uniform([count], low, high).values.map(\.bitPattern)
      }
    case "randperm":
      return halves(generator.randomPermutation(count).map(Int64.init))
    case "random":
      return halves((0..<count).map { _ in generator.randomInt64() })
    case "seed":
      Generator.withCurrent(generator) { manualSeed(UInt64(draw.arguments[0])) }
      return nil
    default:
      fatalError("no such draw: \(draw.name)")
    }
  }
}
