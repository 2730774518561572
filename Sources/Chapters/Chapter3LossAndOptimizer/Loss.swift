import Chapter1Data
import Chapter2Model
import Datasets
import Foundation
import NN
import Plots
import Tensors

/// Turns scores into probabilities step by step, and then all at once.
public func makeProbabilities() {
  // #region softmax
  let scores = Tensor([1.0, 3.0, 0.5])  // of one digit, for three classes
  let powers = scores.exp()
  print("e to each score:  ", powers)
  print("over their sum:   ", powers / powers.sum())
  print("softmax:          ", softmax(scores))
  print("100 more for each:", softmax(scores + 100))
  // #endregion softmax
}

/// Draws one digit, and its probabilities before and after a few steps.
public func drawProbabilities(from root: MNIST.Root = .bundled) throws -> Figure {
  let (images, labels) = try firstBatch(from: root)
  manualSeed(0)
  let model = Model()
  let digit = images[0..<1]
  func probabilities() -> [Double] {
    // #region one-digit
    let shares = noGrad { softmax(model(digit)) }
    // #endregion one-digit
    return shares.values.map(Double.init)
  }
  let before = probabilities()
  let optimizer = SGD(model.parameters(), learningRate: 0.1)
  for _ in 0..<60 {
    let loss = CrossEntropyLoss()(model(images), labels)
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
  }
  let after = probabilities()
  print("label:", labels[0].item())
  print("its probability before:", Float(before[labels[0].item()]))
  print("after 60 steps:        ", Float(after[labels[0].item()]))
  let names = before.indices.map(String.init)
  return Figure(
    width: 9, height: 2.8, columns: 3,
    alternative: "A digit, its ten probabilities before training, all about 0.1, and after 60 "
      + "steps, when the right one stands out.",
    panels: [
      ImageGrid(
        images: [ImageGrid.Image(width: 28, height: 28, values: digit.values)], columns: 1,
        colormap: .binary),
      BarChart(title: "Before", labels: names, values: before, xLabel: "digit"),
      BarChart(title: "After 60 steps", labels: names, values: after, xLabel: "digit"),
    ])
}

/// Multiplies the probabilities of the right classes, and adds up their logarithms.
public func compareProductAndLogarithms(from root: MNIST.Root = .bundled) throws {
  let (images, labels) = try firstBatch(from: root)
  manualSeed(0)
  let model = Model()
  // #region likelihood
  let scores = noGrad { model(images) }
  let probabilities = softmax(scores)
  let right = (0..<labels.count).map { i in probabilities[i][labels[i].item()].item() }
  let product = right.reduce(1, *)
  print("the first three: ", right[..<3])
  print("product of all \(right.count):     ", product)
  print("and of \(right.count) more like it:", product * product)
  print("mean of -log:    ", right.map { -log($0) }.reduce(0, +) / Float(right.count))
  print("CrossEntropyLoss:", CrossEntropyLoss()(scores, labels).item())
  // #endregion likelihood
}

/// Draws what a probability of the right class costs.
public func drawMinusLog() -> Figure {
  let p = (1...200).map { Double($0) / 200 }
  return Figure(
    width: 6, height: 3.2,
    alternative: "The loss over the probability of the right class: 0 at 1, and without limit "
      + "towards 0.",
    panels: [
      LineChart(
        title: "What the right class's probability costs", x: p,
        series: [.init("-log p", p.map { -log($0) }, look: .line)],
        xLabel: "probability p", yLabel: "loss", legend: .upperRight)
    ])
}

/// The loss of a model that has learned nothing yet, and of one that gets pixels up to 255.
public func startingLoss(from root: MNIST.Root = .bundled) throws {
  let (images, labels) = try firstBatch(from: root)
  manualSeed(0)
  let model = Model()
  let lossFunction = CrossEntropyLoss()
  // #region starting-loss
  let loss = lossFunction(model(images), labels)
  print("loss: ", loss.item())
  print("ln 10:", log(10.0 as Float))
  print("with pixels up to 255:", lossFunction(model(images * 255), labels).item())
  // #endregion starting-loss
}

/// The gradient of the loss with respect to the scores.
public func compareGradientOfScores() {
  // #region score-gradient
  let scores = Tensor([[1.0, 3.0, 0.5]], requiresGrad: true)
  let label = IntTensor([1])
  CrossEntropyLoss()(scores, label).backward()
  print("probabilities:", softmax(scores.detach()))
  print("gradient:     ", scores.grad!)

  let wrong = Tensor([[10.0, 0.0, 0.0]], requiresGrad: true)  // sure, and wrong
  MSELoss()(softmax(wrong), Tensor([[0, 1, 0]])).backward()
  print("by squared errors:", wrong.grad!)
  // #endregion score-gradient
}
