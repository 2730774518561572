import NN
import Tensors
import Testing

/// Ten steps of every kind of stochastic gradient descent: `Tests/PyTorch/sgd.py`.
@Suite("SGD goes where PyTorch's goes") struct SGDParityTests {
  struct Run: Decodable, Sendable {
    let label: String
    let batch: Int
    let inputs: Int
    let outputs: Int
    let learningRates: [Float]
    let momentum: Float
    let dampening: Float
    let weightDecay: Float
    let nesterov: Bool
    let snippet: [String]
    let expected: [ExpectedNumbers]
  }

  @Test func tenSteps() throws {
    var largest: [String: Double] = [:]
    for run in cases("sgd", as: Run.self) {
      let results = Generator.withCurrent(Generator(seed: 5)) { train(run) }
      for expected in run.expected {
        let found = try #require(results[expected.name])
        let error = expected.expect(
          found.values, shape: found.shape, within: 1e-5,
          Origin(label: run.label, snippet: run.snippet))
        largest[expected.name] = max(largest[expected.name] ?? 0, error)
      }
    }
    report("SGD, ten steps: largest relative errors \(largest)")
  }

  private func train(_ run: Run) -> [String: Tensor] {
    let layer = Linear(run.inputs, run.outputs)
    let optimizer = SGD(
      layer.parameters(), learningRate: 1, momentum: run.momentum, dampening: run.dampening,
      weightDecay: run.weightDecay, nesterov: run.nesterov)
    let losses = run.learningRates.map { rate in
      optimizer.learningRate = rate
      let x = Tensor.uniform([run.batch, run.inputs], -1, 1)
      let labels = Generator.current.randomPermutation(run.batch).map { $0 % run.outputs }
      let loss = crossEntropy(layer(x), IntTensor(labels))
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
      return loss.item()
    }
    return ["losses": Tensor(losses), "weight": layer.weight, "bias": layer.bias!]
  }
}
