import Chapter4TrainAndTest
import Datasets
import NN
import Tensors

/// A training in its parts. Here they are sound; each exhibit does one of them otherwise.
protocol Recipe {
  /// The image of 28 × 28 bytes.
  func image(_ bytes: ByteTensor) -> Tensor
  /// The digits in a random order.
  func shuffled(_ digits: Digits, _ generator: Generator) -> Digits
  /// `size` digits to learn from, and the others to be tested on.
  func split(_ digits: Digits, _ size: Int, _ generator: Generator) -> (train: Digits, test: Digits)
  /// What is learned of the training digits' labels.
  func answers(_ labels: [Int]) -> [Int]
  /// A network that has learned nothing.
  func makeModel() -> Module
  /// The network to be trained, and what changes it.
  func prepare() -> (model: Module, optimizer: SGD)
  /// The loss of scores `[N, 10]` for labels `[N]`: `[]`.
  func loss(_ scores: Tensor, _ labels: IntTensor) -> Tensor
  /// Learns from one batch, and gives the loss before it.
  func step(_ training: Training, _ images: Tensor, _ labels: IntTensor) -> Tensor
  /// Learns from all training digits once, and gives the loss of each batch.
  func epoch(_ training: Training) -> [Double]
  /// The share of test digits that are right.
  func accuracy(_ training: Training) -> Double
}

/// Every part as it is meant.
struct Sound: Recipe {}

extension Recipe {
  func image(_ bytes: ByteTensor) -> Tensor {
    // #region image
    let image = ToTensor()(bytes)
    // #endregion image
    return image
  }

  func shuffled(_ digits: Digits, _ generator: Generator) -> Digits {
    // #region shuffled
    let order = generator.randomPermutation(digits.count)
    let images = order.map { digits.images[$0] }
    let labels = order.map { digits.labels[$0] }
    // #endregion shuffled
    return Digits(images: images, labels: labels)
  }

  func split(
    _ digits: Digits, _ size: Int, _ generator: Generator
  ) -> (train: Digits, test: Digits) {
    // #region split
    let all = shuffled(digits, generator)
    let train = all[0..<size]
    let test = all[size..<all.count]
    // #endregion split
    return (train, test)
  }

  func answers(_ labels: [Int]) -> [Int] {
    // #region answers
    let answers = labels
    // #endregion answers
    return answers
  }

  func makeModel() -> Module {
    // #region model
    Sequential(
      MaxPool2d(2), Conv2d(1, 8, kernelSize: 3), BatchNorm2d(8), ReLU(),
      Flatten(), Linear(8 * 12 * 12, 10))
    // #endregion model
  }

  func prepare() -> (model: Module, optimizer: SGD) {
    // #region prepare
    let model = makeModel()
    let optimizer = SGD(model.parameters(), learningRate: 0.05)
    // #endregion prepare
    return (model, optimizer)
  }

  func loss(_ scores: Tensor, _ labels: IntTensor) -> Tensor {
    // #region loss
    let lossFunction = CrossEntropyLoss()
    // #endregion loss
    return lossFunction(scores, labels)
  }

  func step(_ training: Training, _ images: Tensor, _ labels: IntTensor) -> Tensor {
    let (model, optimizer) = (training.model, training.optimizer)
    // #region step
    let loss = loss(model(images), labels)
    optimizer.zeroGrad()
    loss.backward()
    optimizer.step()
    // #endregion step
    return loss
  }

  func epoch(_ training: Training) -> [Double] {
    let (model, optimizer) = (training.model, training.optimizer)
    var losses: [Double] = []
    // #region epoch
    model.train()
    for (images, labels) in training.trainLoader {
      losses.append(Double(step(training, images, labels).item()))
    }
    optimizer.learningRate *= 0.8
    // #endregion epoch
    return losses
  }

  func accuracy(_ training: Training) -> Double {
    let model = training.model
    // #region accuracy
    model.eval()
    let (accuracy, _) = test(training.testLoader, model, CrossEntropyLoss())
    // #endregion accuracy
    return accuracy
  }
}
