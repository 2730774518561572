import Chapter1Data
import Chapter2Model
import Chapter4TrainAndTest
import Chapter5TrainingLoop
import Datasets
import Foundation
import NN
import Plots
import Tensors

/// All windows of the first layer: before training, after it, and the difference.
public func drawFilters(_ model: Model) -> Figure {
  manualSeed(0)
  let before = firstWeights(of: Model()).weights  // as the trained one began
  let (layer, after) = firstWeights(of: model)
  let sheets = [
    sheet(before, "before"), sheet(after, "after"), sheet(after - before, "difference"),
  ]
  return Figure(
    width: 6, height: 4.4,
    alternative: "The windows of \(layer) before training and after it, and their difference.",
    panels: [ImageGrid(images: sheets, columns: 3, colormap: .diverging)])
}

/// The weights of the first layer, such as the windows of a convolution `[32, 1, 3, 3]`, and its
/// name.
func firstWeights(of model: Module) -> (layer: String, weights: Tensor) {
  let (name, weights) = model.namedParameters().first { $0.parameter.dim > 1 }!
  return (layer(of: name), weights)
}

/// The layer that a parameter belongs to: `conv1` for `conv1.weight`.
private func layer(of parameter: String) -> String {
  let path = parameter.split(separator: ".")
  return path.count == 1 ? parameter : path.dropLast().joined(separator: ".")
}

/// Windows side by side, four in a row, with gaps between them. Those of a linear layer are as square
/// as their number of weights allows.
func sheet(_ weights: Tensor, _ caption: String) -> ImageGrid.Image {
  let (count, each) = (weights.shape[0], weights[0].count)
  let root = Int(Double(each).squareRoot())
  let across = weights.dim == 4 ? weights.shape[3] : root * root == each ? root : each
  let down = each / across  // several channels stand one above the other
  let width = 4 * (across + 1) - 1
  let height = (count + 3) / 4 * (down + 1) - 1
  var values = [Float](repeating: .nan, count: width * height)
  for window in 0..<count {
    for (index, weight) in weights[window].values.enumerated() {
      let row = window / 4 * (down + 1) + index / across
      values[row * width + window % 4 * (across + 1) + index % across] = weight
    }
  }
  return ImageGrid.Image(width: width, height: height, values: values, caption: caption)
}

/// How far training has moved the weights of each layer, and turned the windows of the first.
public func measureChange(of plain: Trained, and longer: Trained) {
  func row(_ name: String, _ numbers: Float...) {
    let numbers = numbers.map { String(format: "%7.3f", $0) }
    print(name.padding(toLength: 14, withPad: " ", startingAt: 0), numbers.joined(separator: " "))
  }
  let model = plain.models[0]
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
  let firstLayer = firstWeights(of: model).layer
  print("the windows of \(firstLayer), one by one:")
  for trained in [plain, longer] {
    let windows = windows(ofSeed: 0, in: trained)
    let (cosines, growth) = (windows.map(\.cosine), windows.map(\.growth))
    print(
      "learning rate \(trained.learningRate): median cosine",
      String(
        format: "%.3f, smallest %.3f, length %.2f to %.2f", median(cosines), cosines.min()!,
        growth.min()!, growth.max()!))
  }
  let first = windows(ofSeed: 0, in: plain)
  let (before, stretched) = (first.map(\.before), first.map(\.stretched))
  print(
    "all of \(firstLayer), if its windows had grown and not turned: cosine",
    String(format: "%.3f", cosine(.stack(before), .stack(stretched))))
  let all = (0..<plain.models.count).flatMap { windows(ofSeed: $0, in: plain) }
  for (name, part) in [
    ("length above 1.2:", all.filter { $0.growth > 1.2 }),
    ("length up to 1.2:", all.filter { $0.growth <= 1.2 }),
  ] {
    guard !part.isEmpty else {
      print(name, "0 of \(all.count)")
      continue
    }
    let above = [part.map(\.before), part.map(\.after)].map { windows in
      Double(windows.map(positives).reduce(0, +)) / Double(windows.count)
    }
    print(
      name, "\(part.count) of \(all.count), median cosine",
      String(
        format: "%.3f, above zero %.1f -> %.1f of %d", median(part.map(\.cosine)),
        above[0], above[1], part[0].before.count))
  }
}

/// The root of the sum of the squares.
private func length(_ x: Tensor) -> Float { (x * x).sum().sqrt().item() }

private func cosine(_ a: Tensor, _ b: Tensor) -> Float {
  (a * b).sum().item() / (length(a) * length(b))
}

private func median(_ values: [Float]) -> Float {
  let values = values.sorted()
  return (values[(values.count - 1) / 2] + values[values.count / 2]) / 2
}

private func positives(in window: Tensor) -> Int { window.values.count { $0 > 0 } }

/// A window of the first layer before training and after it.
private struct Window {
  let before: Tensor
  let after: Tensor

  var cosine: Float { Chapter6Curves.cosine(before, after) }
  var growth: Float { length(after) / length(before) }
  /// The window as it began, made as long as it has become.
  var stretched: Tensor { before * growth }
}

private func windows(ofSeed seed: Int, in trained: Trained) -> [Window] {
  manualSeed(UInt64(seed))
  let before = firstWeights(of: Model()).weights
  let after = firstWeights(of: trained.models[seed]).weights
  return (0..<before.shape[0]).map {
    Window(before: before[$0].detach(), after: after[$0].detach())
  }
}

/// How many test digits are right if one layer gets its first values back.
public func putBack(_ all: [Trained], from root: MNIST.Root = .bundled) throws {
  let loader = DataLoader(try loadDatasets(from: root).test, batchSize: 100)
  func shares(of trained: Trained, puttingBack name: String) -> [Double] {
    trained.models.enumerated().map { seed, model in
      // #region put-back
      manualSeed(UInt64(seed))
      let untrained = Model()  // as the trained one began
      func exchange() {
        for (mine, first) in zip(model.namedParameters(), untrained.namedParameters())
        where layer(of: mine.name) == name {
          let learned = mine.parameter.values
          mine.parameter.mutate { $0 = first.parameter.values }
          first.parameter.mutate { $0 = learned }
        }
      }
      exchange()
      let share = test(loader, model, CrossEntropyLoss()).accuracy
      exchange()  // back
      // #endregion put-back
      return share
    }
  }
  print("first values in: right at " + all.map { "\($0.learningRate)" }.joined(separator: ", at "))
  var layers = ["nothing"]
  for (name, _) in all[0].models[0].namedParameters() where layer(of: name) != layers.last {
    layers.append(layer(of: name))
  }
  let width = layers.map(\.count).max()! + 1
  for name in layers {
    let columns = all.map { trained in
      let (mean, deviation) = meanAndDeviation(shares(of: trained, puttingBack: name))
      return "\(percent(mean)) % ± \(percent(deviation))"
    }
    print(
      name.padding(toLength: width, withPad: " ", startingAt: 0) + columns.joined(separator: ", "))
  }
}
