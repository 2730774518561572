import Datasets
import Exercises
import NN
import Tensors

/// A function as chapter 4's `train`.
typealias TrainFunction =
  @Sendable (DataLoader, Module, any Loss, any Optimizer) -> (accuracy: Double, loss: Double)

/// A function as chapter 4's `test`.
typealias TestFunction =
  @Sendable (DataLoader, Module, any Loss) -> (accuracy: Double, loss: Double)

/// One pass of a train function over 70 digits in batches of 32, 32 and 6, with an optimizer that
/// keeps the gradients that it is given and changes nothing. So the right result is known exactly.
struct WatchedPass {
  /// What the function returned.
  let result: (accuracy: Double, loss: Double)
  /// For each step a few elements of the gradient that there was to go by; nil where there was none.
  let stepGradients: [[Float]?]
  /// The same elements of the gradient of each batch alone.
  let batchGradients: [[Float]]
  /// The mean loss of each batch.
  let batchLosses: [Double]
  let batchSizes: [Int]
  /// How many of all images are guessed right.
  let correct: Int
  /// The mean share of right guesses of the batches.
  let meanAccuracy: Double
  /// Whether a gradient is there when the function returns.
  let leavesGradient: Bool

  /// - Parameter hasGradients: whether the parameters have gradients already, as after a `backward()` of
  ///   somebody else's.
  init(of train: TrainFunction, hasGradients: Bool = false) throws {
    let loader = try fewDigits()
    let model = Generator.withCurrent(Generator(seed: 0)) {
      Sequential(Flatten(), Linear(784, 10))
    }
    let bias = model.parameters()[1]
    var gradients: [[Float]] = []
    var losses: [Double] = []
    var sizes: [Int] = []
    var correct = 0
    var shares: [Double] = []
    for (images, labels) in loader {
      let predictions = model(images)
      let loss = CrossEntropyLoss()(predictions, labels)
      loss.backward()
      gradients.append(bias.grad!.values)
      model.zeroGrad()
      losses.append(Double(loss.item()))
      sizes.append(labels.count)
      let right = zip(predictions.argmax(dim: 1).values, labels.values).count { $0 == $1 }
      correct += right
      shares.append(Double(right) / Double(labels.count))
    }
    (batchGradients, batchLosses, batchSizes) = (gradients, losses, sizes)
    self.correct = correct
    meanAccuracy = shares.reduce(0, +) / Double(shares.count)

    if hasGradients {
      for parameter in model.parameters() { parameter.grad = Tensor.ones(parameter.shape) }
    }
    let optimizer = WatchingOptimizer(model.parameters(), watched: bias)
    result = train(loader, model, CrossEntropyLoss(), optimizer)
    stepGradients = optimizer.gradients
    leavesGradient = bias.grad != nil
  }

  var imageCount: Int { batchSizes.reduce(0, +) }

  var meanLoss: Double { batchLosses.reduce(0, +) / Double(batchLosses.count) }

  /// The mean in which each image counts the same.
  var meanLossOverImages: Double {
    zip(batchLosses, batchSizes).reduce(0) { $0 + $1.0 * Double($1.1) } / Double(imageCount)
  }

  /// The batches whose gradients add up to the one at a step, counted from 0; nil where no run of
  /// batches does.
  func batches(inStep step: Int) -> ClosedRange<Int>? {
    guard let gradient = stepGradients[step] else { return nil }
    for first in batchGradients.indices {
      var sum = [Float](repeating: 0, count: gradient.count)
      for last in first..<batchGradients.count {
        sum = zip(sum, batchGradients[last]).map(+)
        if zip(sum, gradient).allSatisfy({ abs($0 - $1) < 1e-4 }) { return first...last }
      }
    }
    return nil
  }
}

/// 70 of the training digits, in order.
func fewDigits() throws -> DataLoader {
  DataLoader(Subset(try MNIST(train: true), indices: 0..<70), batchSize: 32)
}

/// Keeps the gradients of one parameter, and leaves all parameters as they are.
private final class WatchingOptimizer: Optimizer {
  let parameters: [Parameter]
  private let watched: Parameter
  private(set) var gradients: [[Float]?] = []

  init(_ parameters: [Parameter], watched: Parameter) {
    self.parameters = parameters
    self.watched = watched
  }

  func step() {
    gradients.append(watched.grad?.values)
  }
}

/// Scores a picture as a linear layer does, and notes how it was asked.
final class WatchingModel: Module {
  let dropout = Dropout(p: 0.5)
  let fc = Linear(784, 10)
  /// For each batch, the number of its images.
  private(set) var sizes: [Int] = []
  /// For each batch, whether it was asked in training mode.
  private(set) var modes: [Bool] = []
  /// For each batch, whether operations were recorded.
  private(set) var recordings: [Bool] = []

  override func forward(_ x: Tensor) -> Tensor {
    sizes.append(x.shape[0])
    modes.append(dropout.training)
    let scores = fc(dropout(x.flatten(startDim: 1)))
    recordings.append(scores.requiresGrad)
    return scores
  }
}
