import Datasets
import Plots
import Tensors

// #region first-batch
/// The first batch of a shuffled pass, the same one each time.
public func firstBatch(
  from root: MNIST.Root = .bundled
) throws -> (images: Tensor, labels: IntTensor) {
  let (trainLoader, _) = try makeLoaders(from: root)
  manualSeed(0)
  var batches = trainLoader.makeIterator()
  return batches.next()!
}
// #endregion first-batch

/// Prints what is in one batch.
public func describeBatch(from root: MNIST.Root = .bundled) throws {
  let (images, labels) = try firstBatch(from: root)
  // #region batch
  print("images:", images.shape)
  print("labels:", labels.shape)
  print(labels)
  // #endregion batch
}

/// Draws the first twenty digits of a batch, two rows of ten.
public func drawTwentyDigits(from root: MNIST.Root = .bundled) throws -> Figure {
  let (images, labels) = try firstBatch(from: root)
  // #region twenty-digits
  let digits = (0..<min(20, labels.count)).map { i in
    let pixels = images[i].squeeze()
    return ImageGrid.Image(
      width: 28, height: 28, values: pixels.values,
      caption: "\(labels[i].item())")
  }
  return Figure(
    width: 20, height: 5,
    alternative: "Twenty handwritten digits, each with its label.",
    panels: [ImageGrid(images: digits, columns: 10, colormap: .binary)])
  // #endregion twenty-digits
}
