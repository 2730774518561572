import Chapter1Data
import Chapter2Model
import Datasets
import NN
import Plots
import Tensors

/// Prints what `train` or `test` returned, with as many digits as a `Float` has.
private func show(_ name: String, _ result: (accuracy: Double, loss: Double)) {
  print(name, "accuracy \(Float(result.accuracy)), loss \(Float(result.loss))")
}

/// Tests an untrained model, trains it for one pass, and tests it again.
public func runOneEpoch(from root: MNIST.Root = .bundled) throws {
  // #region one-epoch
  manualSeed(0)
  let model = Model()
  let lossFunction = CrossEntropyLoss()
  let optimizer = SGD(model.parameters(), learningRate: 1e-2)
  let (trainLoader, testLoader) = try makeLoaders(from: root)

  show("before:", test(testLoader, model, lossFunction))
  show("train: ", train(trainLoader, model, lossFunction, optimizer))
  show("after: ", test(testLoader, model, lossFunction))
  show("train, asked again:", test(trainLoader, model, lossFunction))
  // #endregion one-epoch
}

/// Trains the same model with and without clearing the gradients, and draws the losses.
public func forgetZeroGrad(from root: MNIST.Root = .bundled) throws -> Figure {
  let (trainLoader, _) = try makeLoaders(from: root)
  // #region no-zero-grad
  func losses(clearing: Bool) -> [Double] {
    manualSeed(0)
    let model = Model()
    let lossFunction = CrossEntropyLoss()
    let optimizer = SGD(model.parameters(), learningRate: 0.1)
    return trainLoader.prefix(125).map { images, labels in
      let loss = lossFunction(model(images), labels)
      if clearing { optimizer.zeroGrad() }
      loss.backward()
      optimizer.step()
      return Double(loss.item())
    }
  }
  let right = losses(clearing: true)
  let wrong = losses(clearing: false)
  print("the last loss with zeroGrad:   ", Float(right.last!))
  print("the last loss without zeroGrad:", Float(wrong.last!))
  // #endregion no-zero-grad
  return Figure(
    width: 8, height: 4,
    alternative: "The loss of each batch, with zeroGrad and without it.",
    panels: [
      LineChart(
        title: "Forgetting zeroGrad",
        series: [.init("with zeroGrad", right), .init("without zeroGrad", wrong)],
        xLabel: "batch", yLabel: "loss", legend: .upperRight)
    ])
}
