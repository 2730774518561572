import Chapter1Data
import Chapter2Model
import Chapter4TrainAndTest
import Datasets
import NN

/// One epoch as the chapters have it: their network, their loaders, their `train` and `test`.
struct Epoch {
  private let trainLoader: DataLoader
  private let testLoader: DataLoader

  /// - Throws: `DatasetError` if there are no such digits.
  init(from root: MNIST.Root) throws {
    (trainLoader, testLoader) = try makeLoaders(from: root)
  }

  /// Times it once: an epoch is many steps, and so an average by itself.
  func measure() -> Report.EpochResult {
    let model = Model()
    let lossFunction = CrossEntropyLoss()
    let optimizer = SGD(model.parameters(), learningRate: 1e-2)
    let time = ContinuousClock().measure {
      model.train()
      _ = train(trainLoader, model, lossFunction, optimizer)
      model.eval()
      _ = test(testLoader, model, lossFunction)
    }
    let (trainImages, testImages) = (trainLoader.dataset.count, testLoader.dataset.count)
    let seconds = time / .seconds(1)
    return Report.EpochResult(
      trainImages: trainImages, testImages: testImages, seconds: seconds,
      microsecondsPerImage: seconds / Double(trainImages + testImages) * 1e6)
  }
}
