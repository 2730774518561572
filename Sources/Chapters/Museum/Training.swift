import Datasets
import NN
import Tensors

/// What a recipe has prepared, and what can be looked at and tried when it does not work.
final class Training {
  let recipe: any Recipe
  let trainLoader: DataLoader
  let testLoader: DataLoader
  let model: Module
  let optimizer: SGD

  /// Takes the first of the digits: two thirds to learn from, the others to be tested on.
  init(_ recipe: any Recipe, on digits: MNIST, seed: UInt64 = 0) {
    self.recipe = recipe
    let count = min(1500, digits.count)
    let chosen = Digits(
      images: (0..<count).map { recipe.image(digits.data[$0]) },
      labels: Array(digits.targets.values[..<count]))
    var (train, test) = recipe.split(chosen, max(1, count * 2 / 3), Generator(seed: 0))
    train.labels = recipe.answers(train.labels)
    // #region loaders
    trainLoader = DataLoader(train, batchSize: 32, shuffle: true, seed: 0)
    testLoader = DataLoader(test, batchSize: 50)
    // #endregion loaders
    (model, optimizer) = Generator.withCurrent(Generator(seed: seed)) { recipe.prepare() }
  }

  /// Some training digits, the same ones each time.
  var batch: (images: Tensor, labels: IntTensor) {
    trainLoader.dataset.batch(Array(0..<min(100, trainLoader.dataset.count)))
  }

  /// The first layer of a type.
  func firstLayer<Layer: Module>(_: Layer.Type) -> Layer {
    model.namedModules().lazy.compactMap { $0.module as? Layer }.first!
  }

  func step() { _ = recipe.step(self, batch.images, batch.labels) }

  func epoch() -> [Double] { recipe.epoch(self) }

  func accuracy() -> Double { recipe.accuracy(self) }
}

/// How a training went.
public struct Run {
  /// The mean loss of eight batches at a time.
  let losses: [Double]
  /// The share of test digits that were right, before the first epoch and after each.
  let accuracies: [Double]
  /// The numbers of digits to learn from, and to be tested on.
  let counts: (train: Int, test: Int)

  /// Trains for six epochs.
  init(_ recipe: any Recipe, on digits: MNIST) {
    let training = Training(recipe, on: digits)
    var losses: [Double] = []
    var accuracies = [training.accuracy()]
    for _ in 0..<6 {
      losses += training.epoch()
      accuracies.append(training.accuracy())
    }
    self.losses = stride(from: 0, to: losses.count, by: 8).map { start in
      let some = losses[start..<min(start + 8, losses.count)]
      return some.reduce(0, +) / Double(some.count)
    }
    self.accuracies = accuracies
    counts = (training.trainLoader.dataset.count, training.testLoader.dataset.count)
  }
}
