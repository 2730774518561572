import Chapter1Data
import Chapter2Model
import Chapter5TrainingLoop
import Datasets
import NN
import Plots
import Tensors

/// Exercise 6.3: a run of your own: your model, your optimizer, your learning rate.
/// The book's own runs do not count: its `Model` at a learning rate of 0.01, with momentum or
/// without, and its small model at 0.1.
///
/// - Returns: what `fit` returned, for at least three epochs; in the last one more than half of the
///   training digits are right.
public func runOfYourOwn() throws -> History {
  // #stub
  // fatalError("Exercise 6.3 has no answer yet")
  // #solution
  manualSeed(1)
  let model = Sequential(Flatten(), Linear(784, 32), ReLU(), Linear(32, 10))
  let optimizer = SGD(model.parameters(), learningRate: 0.05, momentum: 0.9)
  let (trainLoader, testLoader) = try makeLoaders()
  return fit(model, trainLoader, testLoader, CrossEntropyLoss(), optimizer, epochs: 5)
  // #end
}

/// Its chart: one `LineChart` with two lines, called `Training Loss` and `Test Loss`. From left to
/// right it has the epochs, counted from 1; the axes are called `epoch` and `loss`.
public func drawRun(_ history: History) -> Figure {
  // #stub
  // fatalError("Exercise 6.3 has no answer yet")
  // #solution
  let epochs = history.trainLoss.indices.map { Double($0 + 1) }
  let chart = LineChart(
    title: "A run of my own", x: epochs,
    series: [
      .init("Training Loss", history.trainLoss),
      .init("Test Loss", history.testLoss),
    ], xLabel: "epoch", yLabel: "loss", legend: .upperRight)
  return Figure(
    width: 8, height: 4, alternative: "Training and test loss over the epochs of a run.",
    panels: [chart])
  // #end
}
