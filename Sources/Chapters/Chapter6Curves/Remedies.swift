import Chapter1Data
import Chapter2Model
import Chapter4TrainAndTest
import Chapter5TrainingLoop
import Datasets
import Foundation
import NN
import Tensors

/// Digits of which each is moved by up to a pixel each way, at random each time it is asked for.
struct Augmented: Dataset {
  let digits: Subset
  let random = Generator(seed: 0)

  var count: Int { digits.count }

  subscript(index: Int) -> (image: Tensor, label: Int) {
    let (image, label) = digits[index]
    let way = random.uniform(-1.5, 1.5, count: 2).map { Int($0.rounded()) }
    return (moved(image, right: way[0], down: way[1]), label)
  }
}

/// Learns from 100 digits in several ways, and judges each by validation digits.
public func compareRemedies(from root: MNIST.Root = .bundled) throws {
  let (training, validation) = try splitTrainingDigits(from: root)
  let judge = DataLoader(validation, batchSize: 100)
  func show(
    _ name: String, _ digits: some Dataset, epochs: Int = 30, weightDecay: Float = 0
  ) {
    let results = ([0, 1, 2] as [UInt64]).map { seed in
      manualSeed(seed)
      let model = Model()
      let optimizer = SGD(
        model.parameters(), learningRate: 1e-2, momentum: 0.9, weightDecay: weightDecay)
      let loader = DataLoader(digits, batchSize: 10, shuffle: true)
      model.train()
      for _ in 0..<epochs { _ = train(loader, model, CrossEntropyLoss(), optimizer) }
      model.eval()
      return test(judge, model, CrossEntropyLoss())
    }
    let loss = meanAndDeviation(results.map(\.loss))
    let accuracy = meanAndDeviation(results.map(\.accuracy))
    print(
      name.padding(toLength: 20, withPad: " ", startingAt: 0),
      String(
        format: "loss %.3f ± %.3f, right %.1f %% ± %.1f", loss.mean, loss.deviation,
        accuracy.mean * 100, accuracy.deviation * 100))
  }
  // #region remedies
  let few = Subset(training, indices: 0..<100)
  show("as above", few)
  show("weight decay", few, weightDecay: 0.01)
  show("augmentation", Augmented(digits: few))
  show("more digits: 1,000", Subset(training, indices: 0..<1000), epochs: 3)
  // #endregion remedies
}
