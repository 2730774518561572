import Chapter1Data
import Chapter2Model
import Datasets
import NN
import Plots
import Tensors

/// Takes one step and compares a parameter before and after.
public func takeStep(from root: MNIST.Root = .bundled) throws {
  let (images, labels) = try firstBatch(from: root)
  manualSeed(0)
  let model = Model()
  let lossFunction = CrossEntropyLoss()
  let bias = model.parameters().last!
  // #region one-step
  let optimizer = SGD(model.parameters(), learningRate: 1e-2)
  let loss = lossFunction(model(images), labels)
  optimizer.zeroGrad()
  loss.backward()
  print("before:  ", bias.values[0])
  print("gradient:", bias.grad!.values[0])
  optimizer.step()
  print("after:   ", bias.values[0])
  print("loss before:", loss.item())
  print("loss after: ", lossFunction(model(images), labels).item())
  // #endregion one-step
}

/// Takes twenty steps on one batch with four learning rates, and draws the loss before each.
public func compareLearningRates(from root: MNIST.Root = .bundled) throws -> Figure {
  let (images, labels) = try firstBatch(from: root)
  func losses(learningRate: Float, _ images: Tensor = images) -> [Double] {
    manualSeed(0)
    let model = Model()
    let lossFunction = CrossEntropyLoss()
    let optimizer = SGD(model.parameters(), learningRate: learningRate)
    // #region learning-rates
    return (0..<20).map { _ in
      let loss = lossFunction(model(images), labels)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
      return Double(loss.item())
    }
    // #endregion learning-rates
  }
  let rates: [Float] = [0.001, 0.01, 0.1, 0.3]
  let series = rates.map { rate in
    LineChart.Series("learning rate \(rate)", losses(learningRate: rate))
  }
  for line in series {
    print("\(line.label): \(Float(line.values.first!)) -> \(Float(line.values.last!))")
  }
  let large = losses(learningRate: 0.01, images * 255)
  print("0.01, pixels up to 255: \(Float(large[0])) -> \(Float(large[1])) after one step")
  return Figure(
    width: 8, height: 4,
    alternative: "The loss of one batch over twenty steps, for four learning rates.",
    panels: [
      LineChart(
        title: "Twenty steps on one batch", series: series, xLabel: "step", yLabel: "loss",
        legend: .upperLeft)
    ])
}
