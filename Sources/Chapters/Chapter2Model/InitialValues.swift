import Chapter1Data
import Datasets
import NN
import Tensors

/// Prints within which bounds layers draw their first weights.
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

/// Prints how large the scores are with other first weights, and with other pixels.
public func compareScales(from root: MNIST.Root = .bundled) throws {
  let (images, _) = try firstBatch(from: root)
  // #region scales
  func largestScore(weightsTimes factor: Float, _ images: Tensor) -> String {
    manualSeed(0)
    let model = Model()
    for parameter in model.parameters() {
      parameter.mutate { values in values = values.map { $0 * factor } }
    }
    let scores = noGrad { model(images) }
    return rounded(scores.max())
  }
  print("as drawn:       ", largestScore(weightsTimes: 1, images))
  print("all zero:       ", largestScore(weightsTimes: 0, images))
  print("ten times:      ", largestScore(weightsTimes: 10, images))
  print("pixels 0 to 255:", largestScore(weightsTimes: 1, images * 255))
  // #endregion scales
}
