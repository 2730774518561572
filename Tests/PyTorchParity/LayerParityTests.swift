import NN
import Tensors
import Testing

/// Networks of layers over ten batches in training mode and one in evaluation mode:
/// `Tests/PyTorch/layers.py`.
@Suite("Layers agree with PyTorch's") struct LayerParityTests {
  struct Network: Decodable, Sendable {
    let label: String
    let seed: UInt64
    let layers: [String]
    let shape: [Int]
    let lastShape: [Int]
    let snippet: [String]
    let expected: [ExpectedNumbers]
  }

  static let networks = cases("layers", as: Network.self)

  @Test(arguments: networks.map(\.label))
  func network(_ label: String) throws {
    let network = try #require(Self.networks.first { $0.label == label })
    let results = Generator.withCurrent(Generator(seed: network.seed)) { run(network) }
    #expect(Set(results.keys) == Set(network.expected.map(\.name)))
    var largest: [String: Double] = [:]
    for expected in network.expected {
      let found = try #require(results[expected.name])
      largest[expected.name] = expected.expect(
        found.values, shape: found.shape, within: 1e-5,
        Origin(label: label, snippet: network.snippet))
    }
    report("\(label): largest relative errors \(largest)")
  }

  private func run(_ network: Network) -> [String: Tensor] {
    let layers = network.layers.map { Self.layer($0) }
    let model = Sequential(layers)
    var y = Tensor(0)
    for step in 0..<10 {
      let x = Tensor.uniform(step < 9 ? network.shape : network.lastShape, -1, 2)
      y = model(x * Float(step + 1))
      y.backward(gradient: .uniform(y.shape, -1, 1))
    }
    model.eval()
    var results = ["training": y, "evaluation": model(.uniform(network.shape, -1, 2))]
    for (name, parameter) in model.namedParameters() { results[name + ".grad"] = parameter.grad }
    for (index, layer) in layers.enumerated() {
      guard let layer = layer as? BatchNorm2d else { continue }
      results["\(index).running_mean"] = layer.runningMean
      results["\(index).running_var"] = layer.runningVariance
    }
    return results
  }

  /// The layer that PyTorch writes as `Conv2d(2, 3, 3, stride=2)`.
  private static func layer(_ text: String) -> Module {
    let parts = text.split { "(), ".contains($0) }
    let name = parts[0]
    let numbers = parts.dropFirst().compactMap { Int($0) }
    var options: [Substring: Substring] = [:]
    for part in parts where part.contains("=") {
      let pair = part.split(separator: "=")
      options[pair[0]] = pair[1]
    }
    func int(_ key: Substring, _ standard: Int) -> Int { options[key].map { Int($0)! } ?? standard }
    let hasBias = options["bias"] != "False"
    return switch name {
    case "Conv2d":
      Conv2d(
        numbers[0], numbers[1], kernelSize: numbers[2], stride: int("stride", 1),
        padding: int("padding", 0), dilation: int("dilation", 1), bias: hasBias)
    case "Linear": Linear(numbers[0], numbers[1], bias: hasBias)
    case "MaxPool2d":
      MaxPool2d(
        numbers[0], stride: options["stride"].map { Int($0)! }, padding: int("padding", 0))
    case "BatchNorm2d":
      BatchNorm2d(
        numbers[0], epsilon: options["eps"].map { Float($0)! } ?? 1e-5,
        momentum: options["momentum"].map { Float($0)! } ?? 0.1)
    case "ReLU": ReLU()
    case "Flatten": Flatten()
    default: fatalError("no such layer: \(name)")
    }
  }
}
