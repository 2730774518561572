import Chapter1Data
import Datasets
import Foundation
import NN
import Tensors

/// Prints the bounds within which layers draw their initial weights.
public func printBounds() {
  // #region bounds
  manualSeed(0)
  let model = Model()
  for (name, weight) in model.namedParameters() where weight.dim > 1 {
    let layer = name.replacing(".weight", with: "")
    let inputs = weight[0].count  // of one output
    let bound = 1 / Float(inputs).squareRoot()
    print(
      layer, "of", inputs, "inputs: largest", rounded(weight.max()), "bound", rounded(Tensor(bound))
    )
  }
  // #endregion bounds
}

/// Prints how far apart the scores of two digits are with other initial weights, and other pixels;
/// then how much the numbers after each layer differ from digit to digit.
public func compareScales(from root: MNIST.Root = .bundled) throws {
  let (images, _) = try firstBatch(from: root)
  // #region scales
  /// The largest difference between the scores of the first two digits.
  func difference(weightsTimes factor: Float, _ images: Tensor) -> String {
    manualSeed(0)
    let model = Model()
    for parameter in model.parameters() {
      parameter.mutate { values in values = values.map { $0 * factor } }
    }
    let scores = noGrad { model(images) }
    let differences = (scores[0] - scores[1]).values.map { abs($0) }
    return String(format: "%.2g", differences.max()!)
  }
  print("all zero:       ", difference(weightsTimes: 0, images))
  print("a tenth:        ", difference(weightsTimes: 0.1, images))
  print("as drawn:       ", difference(weightsTimes: 1, images))
  print("ten times:      ", difference(weightsTimes: 10, images))
  print("pixels 0 to 255:", difference(weightsTimes: 1, images * 255))
  // #endregion scales

  let runs = ([0, 1, 2, 3, 4] as [UInt64]).map { seed in
    manualSeed(seed)
    let calls = noGrad { layerCalls(of: Model(), for: images) }
    return calls.filter { !$0.layer.parameters().isEmpty }.map { call in
      let differences = call.output - call.output.mean(dim: 0)  // from the mean of all digits
      return (name: call.name, deviation: (differences * differences).mean().sqrt())
    }
  }
  let means = runs[0].indices.map { layer in
    runs.map { $0[layer].deviation / 5 }.reduce(Tensor(0), +)
  }
  print(
    "deviation after \(runs[0].map(\.name).joined(separator: ", ")), as drawn:",
    means.map(rounded).joined(separator: " "))
}
