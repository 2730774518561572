import Chapter1Data
import Chapter2Model
import Chapter5TrainingLoop
import Datasets
import Foundation
import NN
import Plots
import Tensors

/// All windows of the first convolution: before training, after it, and the difference.
public func drawFilters(_ model: Model) -> Figure {
  // #region filters
  manualSeed(0)
  let before = Model().parameters()[0]  // as the trained one began
  let after = model.parameters()[0]  // conv1's weights: [32, 1, 3, 3]
  let sheets = [
    sheet(before, "before"), sheet(after, "after"), sheet(after - before, "difference"),
  ]
  return Figure(
    width: 6, height: 4.4,
    alternative: "The windows of conv1 before training and after it, and their difference.",
    panels: [ImageGrid(images: sheets, columns: 3, colormap: .diverging)])
  // #endregion filters
}

/// Windows side by side, four in a row, with gaps between them.
func sheet(_ weights: Tensor, _ caption: String) -> ImageGrid.Image {
  let (count, size) = (weights.shape[0], weights.shape[2])
  let width = 4 * (size + 1) - 1
  let height = (count + 3) / 4 * (size + 1) - 1
  var values = [Float](repeating: .nan, count: width * height)
  for window in 0..<count {
    for (index, weight) in weights[window].values.enumerated() {
      let row = window / 4 * (size + 1) + index / size
      values[row * width + window % 4 * (size + 1) + index % size] = weight
    }
  }
  return ImageGrid.Image(width: width, height: height, values: values, caption: caption)
}

/// The same network with steps ten times as long.
public func trainWithLongerSteps(from root: MNIST.Root = .bundled) throws -> Model {
  let (trainDataset, testDataset) = try loadDatasets(from: root)
  let (model, _) = trainSilently(
    seed: 0, on: trainDataset, judgedBy: testDataset, epochs: 5, learningRate: 0.1)
  return model as! Model
}

/// How far training has moved the weights of each layer, and turned the windows of the first.
public func measureChange(of model: Model, and longer: Model) {
  func length(_ x: Tensor) -> Float { (x * x).sum().sqrt().item() }
  func cosine(_ a: Tensor, _ b: Tensor) -> Float {
    (a * b).sum().item() / (length(a) * length(b))
  }
  func row(_ name: String, _ numbers: Float...) {
    let numbers = numbers.map { String(format: "%7.3f", $0) }
    print(name.padding(toLength: 14, withPad: " ", startingAt: 0), numbers.joined(separator: " "))
  }
  print("                change  length  cosine")
  // #region changed
  manualSeed(0)
  let untrained = Model()
  for (old, new) in zip(untrained.namedParameters(), model.namedParameters())
  where old.name.hasSuffix("weight") {
    let (a, b) = (old.parameter, new.parameter)
    row(old.name, length(b - a) / length(a), length(b) / length(a), cosine(a, b))
  }
  // #endregion changed
  let before = untrained.parameters()[0]
  for (name, model) in [("0.01", model), ("0.1 ", longer)] {
    let after = model.parameters()[0]
    let windows = 0..<before.shape[0]
    let cosines = windows.map { cosine(before[$0], after[$0]) }.sorted()
    let growth = windows.map { length(after[$0]) / length(before[$0]) }
    let median = (cosines[(cosines.count - 1) / 2] + cosines[cosines.count / 2]) / 2
    print(
      "conv1's windows, learning rate \(name): median cosine",
      String(format: "%.3f, length %.2f to %.2f", median, growth.min()!, growth.max()!))
  }
}
