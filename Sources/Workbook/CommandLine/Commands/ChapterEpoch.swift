import Benchmark
import Chapter1Data
import Chapter2Model
import Chapter4TrainAndTest
import Datasets
import NN

extension Epoch {
  /// An epoch as the chapters have it: their network, their loaders, their `train` and `test`.
  ///
  /// - Throws: `DatasetError` if there are no such digits.
  init(from root: MNIST.Root) throws {
    let (trainLoader, testLoader) = try makeLoaders(from: root)
    self.init(
      trainImages: trainLoader.dataset.count, testImages: testLoader.dataset.count
    ) {
      let model = Model()
      let lossFunction = CrossEntropyLoss()
      let optimizer = SGD(model.parameters(), learningRate: 1e-2)
      return {
        model.train()
        _ = train(trainLoader, model, lossFunction, optimizer)
        model.eval()
        _ = test(testLoader, model, lossFunction)
      }
    }
  }
}
