import Chapter1Data
import Chapter2Model
import Datasets
import Foundation
import NN
import Tensors

// #region doubled
/// The network, beginning with weights that are twice as large.
func doubledModel() -> Model {
  let model = Model()
  for weight in model.parameters() where weight.dim > 1 {
    weight.mutate { elements in elements = elements.map { 2 * $0 } }
  }
  return model
}
// #endregion doubled

/// Trains one linear layer and the network by the same recipe, for three seeds, and tests both.
public func compareWithLinear(from root: MNIST.Root = .bundled) throws {
  let (trainLoader, testLoader) = try makeLoaders(from: root)
  // #region baseline
  func show(_ name: String, rate: Float, epochs: Int, _ makeModel: () -> Module) {
    let percentages = ([0, 1, 2] as [UInt64]).map { seed in
      manualSeed(seed)
      let model = makeModel()
      let optimizer = SGD(model.parameters(), learningRate: rate)
      for _ in 0..<epochs { _ = train(trainLoader, model, CrossEntropyLoss(), optimizer) }
      return 100 * test(testLoader, model, CrossEntropyLoss()).accuracy
    }
    let mean = percentages.reduce(0, +) / 3
    let error = 100 * standardError(of: mean / 100, count: testLoader.dataset.count)
    let rounded = percentages.map { String(format: "%.1f", $0) }.joined(separator: ", ")
    print(
      "\(name) rate \(rate) epochs \(epochs): \(rounded),",
      String(format: "mean %.1f %%, error of each %.1f", mean, error))
  }
  for (rate, epochs) in [(0.01, 1), (0.1, 1), (0.1, 3)] as [(Float, Int)] {
    show("linear ", rate: rate, epochs: epochs) { Sequential(Flatten(), Linear(784, 10)) }
    show("network", rate: rate, epochs: epochs) { Model() }
  }
  show("doubled", rate: 0.01, epochs: 1) { doubledModel() }
  // #endregion baseline
}

/// Measures how far the first step takes each of the models.
public func compareFirstSteps(from root: MNIST.Root = .bundled) throws {
  let (images, labels) = try firstBatch(from: root)
  // #region first-step
  func lossesAroundAStep(_ makeModel: () -> Module) -> [Float] {
    manualSeed(0)
    let model = makeModel()
    let optimizer = SGD(model.parameters(), learningRate: 1e-2)
    let loss = CrossEntropyLoss()(model(images), labels)
    loss.backward()
    optimizer.step()
    return [loss.item(), CrossEntropyLoss()(model(images), labels).item()]
  }
  print("linear: ", lossesAroundAStep { Sequential(Flatten(), Linear(784, 10)) })
  print("network:", lossesAroundAStep { Model() })
  print("doubled:", lossesAroundAStep { doubledModel() })
  // #endregion first-step
}
