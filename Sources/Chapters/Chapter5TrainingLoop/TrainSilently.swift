import Chapter2Model
import Chapter4TrainAndTest
import Datasets
import NN
import Tensors

// #region train-silently
/// Trains a new model, and returns the share of right answers on other digits after each epoch.
public func trainSilently(
  seed: UInt64, on digits: some Dataset, judgedBy others: some Dataset, epochs: Int = 1,
  batchSize: Int = 32, learningRate: Float = 1e-2, momentum: Float = 0,
  of makeModel: () -> Module = Model.init
) -> (model: Module, accuracies: [Double]) {
  manualSeed(seed)
  let model = makeModel()
  let lossFunction = CrossEntropyLoss()
  let optimizer = SGD(model.parameters(), learningRate: learningRate, momentum: momentum)
  let loader = DataLoader(digits, batchSize: batchSize, shuffle: true)
  let judge = DataLoader(others, batchSize: 100)
  let accuracies = (0..<epochs).map { _ in
    model.train()
    _ = train(loader, model, lossFunction, optimizer)
    model.eval()
    return test(judge, model, lossFunction).accuracy
  }
  return (model, accuracies)
}
// #endregion train-silently
