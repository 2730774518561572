import Chapter1Data
import Chapter2Model
import Chapter5TrainingLoop
import Datasets
import Foundation
import NN
import Tensors

/// A way to recognise digits: it learns, and returns a function that guesses.
struct Way {
  let name: String
  /// How many numbers it keeps from what it has learned.
  let numbers: Int
  let learn: (_ seed: UInt64) -> (_ images: Tensor) -> IntTensor
}

/// Five epochs, as in chapter 5.
func training(
  _ name: String, learningRate: Float = 1e-2, _ trainDataset: MNIST,
  _ testDataset: MNIST, of makeModel: @escaping () -> Module
) -> Way {
  let count = makeModel().parameters().map(\.count).reduce(0, +)
  return Way(name: name, numbers: count) { seed in
    let (model, _) = trainSilently(
      seed: seed, on: trainDataset, judgedBy: testDataset, epochs: 5,
      learningRate: learningRate, of: makeModel)
    return { images in model(images).argmax(dim: 1) }
  }
}

/// A way that takes the label of the nearest of some images, as in chapter 1.
func nearest(_ name: String, of known: Tensor, labels: [Int]) -> Way {
  Way(name: name, numbers: known.count) { _ in
    { images in
      IntTensor(nearest(images, to: known).values.map { labels[$0] })
    }
  }
}

/// All ways to recognise digits, in one table.
public func compareWays(from root: MNIST.Root = .bundled) throws {
  let (trainDataset, testDataset) = try loadDatasets(from: root)
  let all = trainDataset.batch(Array(0..<trainDataset.count))
  let digits = all.images.flatten(startDim: 1)
  let means = meanDigits(in: DataLoader(trainDataset, batchSize: 32))
  // #region ways
  let ways = [
    Way(name: "always a 0", numbers: 1) { _ in
      { images in IntTensor([Int](repeating: 0, count: images.shape[0])) }
    },
    nearest("nearest mean", of: means, labels: Array(0...9)),
    nearest("nearest digit", of: digits, labels: all.labels.values),
    training("one linear layer", trainDataset, testDataset) {
      Sequential(Flatten(), Linear(784, 10))
    },
    training("layer, longer steps", learningRate: 0.1, trainDataset, testDataset) {
      Sequential(Flatten(), Linear(784, 10))
    },
    training("network", trainDataset, testDataset, of: Model.init),
    training(
      "network, longer steps", learningRate: 0.1, trainDataset, testDataset,
      of: Model.init),
  ]
  // #endregion ways
  let loader = DataLoader(testDataset, batchSize: 100)
  let clock = ContinuousClock()
  print("                      right           numbers  to learn  a digit")
  for way in ways {
    var (learning, asking) = (Duration.zero, Duration.zero)
    let shares = (0..<3).map { (seed: UInt64) in
      var guess: (Tensor) -> IntTensor = { _ in IntTensor([]) }
      learning += clock.measure { guess = way.learn(seed) }
      var right = 0
      asking += clock.measure {
        noGrad {
          for (images, labels) in loader {
            right += zip(guess(images).values, labels.values).filter { $0 == $1 }.count
          }
        }
      }
      return Double(right) / Double(testDataset.count)
    }
    let mean = shares.reduce(0, +) / 3
    let error = standardError(of: mean, count: testDataset.count)
    print(
      way.name.padding(toLength: 21, withPad: " ", startingAt: 0),
      "\(percent(mean)) % ± \(percent(error))",
      String(
        format: "%8d  %5.2f s  %4.0f µs", way.numbers, learning / .seconds(3),
        asking / .microseconds(3 * testDataset.count)))
  }
}
