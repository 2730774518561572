import Chapter1Data
import Datasets
import NN
import Plots
import Tensors

/// Sends one digit through the layers that see pictures, and draws what comes out of each.
public func drawShapeWalk(from root: MNIST.Root = .bundled) throws -> Figure {
  let (images, _) = try firstBatch(from: root)
  // #region walk-pictures
  manualSeed(0)
  let model = Model()
  let image = images[0..<1]
  let (conv1, pool1, conv2, pool2) = noGrad {
    let conv1 = relu(model.conv1(image))
    let pool1 = model.pool1(conv1)
    let conv2 = relu(model.conv2(pool1))
    return (conv1, pool1, conv2, model.pool2(conv2))
  }
  // #endregion walk-pictures
  let steps = [
    ("image", image), ("conv1", conv1), ("pool1", pool1), ("conv2", conv2), ("pool2", pool2),
  ]
  let rows = 3
  var pictures: [ImageGrid.Image] = []
  for row in 0..<rows {
    for (name, x) in steps {
      let size = x.shape[3]
      let caption = row == 0 ? "\(name) \(size)×\(size)" : nil
      // The image has only one channel, so there is nothing to draw below it.
      let values =
        row < x.shape[1] ? x[0][row].values : [Float](repeating: .nan, count: size * size)
      pictures.append(
        ImageGrid.Image(width: size, height: size, values: values, caption: caption))
    }
  }
  return Figure(
    width: 9, height: 5.5,
    alternative: "A digit, and three of the pictures that each layer makes of it, to one scale.",
    panels: [ImageGrid(images: pictures, columns: steps.count, colormap: .gray)])
}
