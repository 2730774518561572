import Tensors
import TestSupport
import Testing

/// Every operation, forward and backward, against PyTorch's results in 64 bits.
///
/// The inputs are drawn from the case's seed, as PyTorch drew them; then come the random weights
/// that the backward pass starts with. Cases come from `Tests/PyTorch/operations.py`: one more of an
/// operation that is there already needs no change here.
@Suite("Operations agree with PyTorch") struct OperationTests {
  static let tolerance = 1e-5
  static let all = cases("operations", as: OperationCase.self)

  @Test(arguments: Set(all.map(\.operation)).sorted())
  func operation(_ name: String) throws {
    let compute = try #require(operations[name], "no such operation in the tests: \(name)")
    var largest = 0.0
    for item in Self.all where item.operation == name {
      let results = Generator.withCurrent(Generator(seed: item.seed)) {
        item.results(compute)
      }
      #expect(!item.expected.isEmpty)
      for expected in item.expected {
        let found = try #require(results[expected.name], "\(item.origin.label): \(expected.name)")
        let error = expected.expect(
          found.values, shape: found.shape, within: Self.tolerance, item.origin)
        largest = max(largest, error)
      }
    }
    report("\(name): largest relative error \(largest)")
  }

  @Test("Every operation that can be tested has cases")
  func complete() {
    #expect(Set(operations.keys) == Set(Self.all.map(\.operation)))
  }
}

/// One run of one operation: how its inputs are drawn, and what comes out.
struct OperationCase: Decodable, Sendable {
  let origin: Origin
  let operation: String
  let seed: UInt64
  let inputs: [Input]
  let options: [String: Double]
  let expected: [ExpectedNumbers]

  struct Input: Decodable, Sendable {
    let name: String
    let kind: Kind
    let shape: [Int]
    let low: Float?
    let high: Float?
    let grad: Bool?
    let classes: Int?

    enum Kind: String, Decodable, Sendable { case uniform, rounded, labels, special }
  }

  private enum CodingKeys: CodingKey { case operation, seed, inputs, options, expected }

  init(from decoder: any Decoder) throws {
    origin = try Origin(from: decoder)
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    operation = try fields.decode(String.self, forKey: .operation)
    seed = try fields.decode(UInt64.self, forKey: .seed)
    inputs = try fields.decode([Input].self, forKey: .inputs)
    options = try fields.decode([String: Double].self, forKey: .options)
    expected = try fields.decode([ExpectedNumbers].self, forKey: .expected)
  }

  /// Draws the inputs, computes, and goes back: `y`, the gradients under names like `x.grad`, and
  /// what else the operation gives.
  func results(_ compute: Operation) -> [String: Tensor] {
    var arguments = Arguments(options: options)
    for input in inputs {
      switch input.kind {
      case .labels:
        let order = Generator.current.randomPermutation(input.shape[0])
        arguments.labels = IntTensor(order.map { $0 % input.classes! })
      case .uniform, .rounded, .special:
        let tensor =
          input.kind == .special
          ? special(input.shape, kinds: input.high!)
          : .uniform(input.shape, input.low!, input.high!)
        if input.kind == .rounded {
          tensor.mutate { values in
            for i in values.indices { values[i].round(.toNearestOrEven) }
          }
        }
        tensor.requiresGrad = input.grad!
        arguments.tensors.append(tensor)
        arguments.byName[input.name] = tensor
      }
    }
    var results = compute(arguments)
    let y = results["y"]!
    guard y.requiresGrad else { return results }
    let kinds = inputs.filter { $0.kind == .special }.compactMap(\.high).max()
    y.backward(
      gradient: kinds.map { special(y.shape, kinds: $0) } ?? .uniform(y.shape, -1, 1))
    for (name, tensor) in arguments.byName { results[name + ".grad"] = tensor.grad }
    return results
  }
}

/// NaN, infinities, zeros of both signs and other numbers, five of `kinds` in all.
private func special(_ shape: [Int], kinds: Float) -> Tensor {
  let numbers: [Float] =
    [.nan, .infinity, -.infinity, 0, -0.0]
    + (5..<100).map { Float($0 - 4) / 4 * ($0.isMultiple(of: 2) ? 1 : -1) }
  return Tensor(Tensor.uniform(shape, 0, kinds).values.map { numbers[Int($0)] }, shape: shape)
}

/// What an operation is called with.
struct Arguments {
  /// In the order in which they are drawn.
  var tensors: [Tensor] = []
  var byName: [String: Tensor] = [:]
  var labels = IntTensor([])
  var options: [String: Double]

  init(options: [String: Double]) { self.options = options }

  subscript(index: Int) -> Tensor { tensors[index] }
  subscript(name: String) -> Tensor { byName[name]! }
  func int(_ name: String) -> Int { Int(options[name]!) }
  func float(_ name: String) -> Float { Float(options[name]!) }
  func bool(_ name: String) -> Bool { options[name]! == 1 }
}
