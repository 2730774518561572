import Chapter1Data
import Chapter2Model
import Datasets
import NN
import Tensors

/// Takes the line that counts right answers apart.
public func takeApartAccuracy() {
  // #region accuracy
  let predictions = Tensor([
    [0.1, 2.0, 0.3],
    [1.5, 0.2, 0.1],
    [0.3, 0.2, 0.9],
    [0.8, 0.1, 0.4],
  ])
  let labels = IntTensor([1, 0, 1, 0])

  let guesses = predictions.argmax(dim: 1)
  print("argmax:", guesses)
  let isRight = guesses == labels
  print("==:    ", isRight)
  let ones = isRight.float()
  print("float: ", ones)
  let sum = ones.sum()
  print("sum:   ", sum)
  print("item:  ", sum.item())
  // #endregion accuracy
}

/// Counts images and batches, and looks at the last batch of the test.
public func countImagesAndBatches(from root: MNIST.Root = .bundled) throws {
  let (trainLoader, testLoader) = try makeLoaders(from: root)
  // #region sizes
  print("training images:", trainLoader.dataset.count)
  print("in batches:     ", trainLoader.count)
  print("test images:    ", testLoader.dataset.count)
  print("in batches:     ", testLoader.count)
  var last = 0
  for (images, _) in testLoader { last = images.shape[0] }
  print("images in the last test batch:", last)
  // #endregion sizes
}

/// Compares what is kept with and without `noGrad`.
public func compareNoGrad(from root: MNIST.Root = .bundled) throws {
  let (images, _) = try firstBatch(from: root)
  // #region no-grad
  let model = Model()
  print("recorded:    ", model(images).gradFn?.description ?? "nil")
  let predictions = noGrad { model(images) }
  print("not recorded:", predictions.gradFn?.description ?? "nil")
  // #endregion no-grad
}
