import Chapter1Data
import Chapter2Model
import Datasets
import NN
import Plots
import Tensors

/// Takes apart the line that counts right answers.
public func takeApartAccuracy() {
  // #region accuracy
  let predictions = Tensor([
    [0.1, 2.0, 0.3],
    [1.5, 0.2, 0.1],
    [0.3, 0.2, 0.9],
    [0.8, 0.1, 0.4],
  ])
  let labels = IntTensor([1, 0, 1, 0])

  let guesses = predictions.argmax(dim: 1)
  print("argmax:", guesses)
  let isRight = guesses == labels
  print("==:    ", isRight)
  let ones = isRight.float()
  print("float: ", ones)
  let sum = ones.sum()
  print("sum:   ", sum)
  print("item:  ", sum.item())
  // #endregion accuracy
}

/// Counts images and batches, and looks at the last test batch.
public func countImagesAndBatches(from root: MNIST.Root = .bundled) throws {
  let (trainLoader, testLoader) = try makeLoaders(from: root)
  // #region sizes
  print("training images:", trainLoader.dataset.count)
  print("in batches:     ", trainLoader.count)
  print("test images:    ", testLoader.dataset.count)
  print("in batches:     ", testLoader.count)
  var last = 0
  for (images, _) in testLoader { last = images.shape[0] }
  print("images in the last test batch:", last)
  // #endregion sizes
}

/// Compares the mean over batches with the mean over images.
public func averageLosses(from root: MNIST.Root = .bundled) throws {
  // #region averages
  manualSeed(0)
  let model = Model()
  let optimizer = SGD(model.parameters(), learningRate: 0.1)
  let (trainLoader, testLoader) = try makeLoaders(from: root)
  _ = train(trainLoader, model, CrossEntropyLoss(), optimizer)
  var (loss, sum, weightedSum): (Float, Float, Float) = (0, 0, 0)
  for (images, labels) in testLoader {
    loss = noGrad { CrossEntropyLoss()(model(images), labels).item() }
    sum += loss
    weightedSum += loss * Float(labels.count)
  }
  print("mean of the last batch:", loss)
  print("mean over the batches: ", sum / Float(testLoader.count))
  print("mean over the images:  ", weightedSum / Float(testLoader.dataset.count))
  // #endregion averages
}

/// Moves one parameter, and draws what the loss and the accuracy do.
public func moveOneParameter(from root: MNIST.Root = .bundled) throws -> Figure {
  let (images, labels) = try firstBatch(from: root)
  let (trainLoader, _) = try makeLoaders(from: root)
  // #region accuracy-steps
  manualSeed(0)
  let model = Model()
  let optimizer = SGD(model.parameters(), learningRate: 0.1)
  _ = train(trainLoader, model, CrossEntropyLoss(), optimizer)
  let bias = model.parameters().last!
  let start = bias.values
  func measure(_ distance: Float) -> (loss: Double, correct: Double) {
    bias.mutate { $0[0] = start[0] + distance }
    let scores = noGrad { model(images) }
    return (
      Double(CrossEntropyLoss()(scores, labels).item()),
      Double((scores.argmax(dim: 1) == labels).float().sum().item())
    )
  }
  let (here, there) = (measure(0), measure(0.001))
  print("change of the loss:         ", Float(there.loss - here.loss))
  print("change of the right answers:", there.correct - here.correct)
  // #endregion accuracy-steps
  let distances = (-40...40).map { Double($0) / 5 }
  let measured = distances.map { measure(Float($0)) }
  return Figure(
    width: 9, height: 3.2, columns: 2,
    alternative: "The loss over one bias is a smooth curve; the number of right answers is a "
      + "staircase.",
    panels: [
      LineChart(
        title: "Loss", x: distances, series: [.init("loss", measured.map(\.loss))],
        xLabel: "bias moved by", yLabel: "loss", legend: .none),
      LineChart(
        title: "Right answers of 32", x: distances,
        series: [.init("right", measured.map(\.correct), look: .points)],
        xLabel: "bias moved by", yLabel: "right answers", legend: .none),
    ])
}

/// Compares what is kept with and without `noGrad`.
public func compareNoGrad(from root: MNIST.Root = .bundled) throws {
  let (images, _) = try firstBatch(from: root)
  // #region no-grad
  let model = Model()
  print("recorded:    ", model(images).gradFn?.description ?? "nil")
  let predictions = noGrad { model(images) }
  print("not recorded:", predictions.gradFn?.description ?? "nil")
  print("detached:    ", model(images).detach().gradFn?.description ?? "nil")
  // #endregion no-grad
}
