import Chapter1Data
import Chapter2Model
import Chapter5TrainingLoop
import Datasets
import NN
import Tensors

/// Models that have learned by the same recipe, each from another seed: 0, 1 and so on.
public struct Trained {
  /// The models, in the order of their seeds.
  public let models: [Module]
  /// How long a step is, in gradients.
  public let learningRate: Float
  /// How long one of them took to learn.
  public let time: Duration
}

/// Trains a model for five epochs, as in chapter 5, from each of three seeds.
///
/// - Parameter first: what seed 0 gives, where that is known already.
public func trainFromThreeSeeds(
  first: Module? = nil, learningRate: Float = 1e-2, from root: MNIST.Root = .bundled,
  of makeModel: () -> Module = Model.init
) throws -> Trained {
  let (trainDataset, testDataset) = try loadDatasets(from: root)
  var models = first.map { [$0] } ?? []
  let seeds = UInt64(models.count)..<3
  let time = ContinuousClock().measure {
    models += seeds.map { seed in
      trainSilently(
        seed: seed, on: trainDataset, judgedBy: testDataset, epochs: 5,
        learningRate: learningRate, of: makeModel
      ).model
    }
  }
  return Trained(models: models, learningRate: learningRate, time: time / seeds.count)
}
