import Chapter1Data
import Chapter2Model
import Datasets
import Foundation
import NN
import Plots
import Tensors

/// Saves a trained model, loads it into a new one, and asks the new one about a digit and about noise.
public func keepAndUse(_ model: Model, from root: MNIST.Root = .bundled) throws -> Figure {
  let (_, testDataset) = try loadDatasets(from: root)
  let folder = FileManager.default.temporaryDirectory
  let file = folder.appendingPathComponent("\(UUID().uuidString).safetensors").path
  defer { try? FileManager.default.removeItem(atPath: file) }
  manualSeed(0)
  // #region keep
  try model.saveState(to: file)  // the parameters, by their names

  let reader = Model()  // another program: the same layers, other numbers
  try reader.loadState(from: file)
  reader.eval()
  let (image, label) = testDataset[0]
  let scores = noGrad { reader(image.unsqueeze(dim: 0)) }  // a batch of one
  let probabilities = softmax(scores)
  let guess = scores.argmax(dim: 1)[0].item()
  print("Predicted: \(guess), Actual: \(label)")
  print("Probability:", probabilities[0][guess].item())

  let noise = Tensor.rand([1000, 1, 28, 28])
  let shares = noGrad { softmax(reader(noise)) }.max(dim: 1).values
  print("Probability where there is noise:", shares.mean().item())
  // #endregion keep
  return Figure(
    width: 8, height: 3, columns: 2,
    alternative: "A digit, and the probability that the model gives to each of ten answers.",
    panels: [
      ImageGrid(
        images: [ImageGrid.Image(width: 28, height: 28, values: image.values)], columns: 1,
        colormap: .binary),
      BarChart(
        title: "Probabilities", labels: probabilities[0].values.indices.map(String.init),
        values: probabilities.values.map(Double.init), xLabel: "answer"),
    ])
}
