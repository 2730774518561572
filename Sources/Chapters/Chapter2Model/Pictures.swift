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
  let calls = noGrad { layerCalls(of: model, for: image) }
  var steps = [("image", image)]
  for (index, call) in calls.enumerated() where call.output.dim == 4 {
    // What the next layer gets: with a ReLU, if there is one in between.
    let next = index + 1 < calls.count ? calls[index + 1].input : call.output
    steps.append((call.name, next.shape == call.output.shape ? next : call.output))
  }
  // #endregion walk-pictures
  let rows = 3
  var pictures: [ImageGrid.Image] = []
  for row in 0..<rows {
    for (name, x) in steps {
      let (height, width) = (x.shape[2], x.shape[3])
      let caption = row == 0 ? "\(name) \(width)×\(height)" : nil
      // The image has only one channel, so there is nothing to draw below it.
      let values =
        row < x.shape[1] ? x[0][row].values : [Float](repeating: .nan, count: width * height)
      pictures.append(
        ImageGrid.Image(width: width, height: height, values: values, caption: caption))
    }
  }
  return Figure(
    width: 9, height: 5.5,
    alternative: "A digit, and three of the pictures that each layer makes of it, to one scale.",
    panels: [ImageGrid(images: pictures, columns: steps.count, colormap: .gray)])
}
