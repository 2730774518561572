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
  for (name, inputs, weight) in [
    ("conv1", 9, model.conv1.weight), ("conv2", 288, model.conv2.weight),
    ("fc1", 1600, model.fc1.weight), ("fc2", 64, model.fc2.weight),
  ] {
    let bound = 1 / Float(inputs).squareRoot()
    print(
      name, "of", inputs, "inputs: largest", rounded(weight.max()), "bound", rounded(Tensor(bound)))
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

  var deviations = Tensor.zeros([4])
  for seed in 0..<5 as Range<UInt64> {
    manualSeed(seed)
    let model = Model()
    let layers = noGrad {
      let conv1 = model.conv1(images)
      let conv2 = model.conv2(model.pool1(relu(conv1)))
      let fc1 = model.fc1(model.pool2(relu(conv2)).flatten(startDim: 1))
      return [conv1, conv2, fc1, model.fc2(relu(fc1))]
    }
    let squares = layers.map { outputs in
      let differences = outputs - outputs.mean(dim: 0)  // from the mean of all digits
      return (differences * differences).mean()
    }
    deviations = deviations + .stack(squares).sqrt() / 5
  }
  print(
    "deviation after conv1, conv2, fc1, fc2, as drawn:",
    deviations.values.map { rounded(Tensor($0)) }.joined(separator: " "))
}
