import Chapter1Data
import Chapter2Model
import Chapter5TrainingLoop
import Datasets
import Foundation
import NN
import Tensors

/// A way to recognise digits, after it has learned.
struct Way {
  let name: String
  /// How many numbers it keeps from what it has learned.
  let numbers: Int
  /// How long it took to learn.
  var time = Duration.zero
  /// What it takes images for; several functions where it has learned from several seeds.
  let guesses: [(_ images: Tensor) -> IntTensor]
}

/// A model that has learned from several seeds.
func trained(_ name: String, _ trained: Trained) -> Way {
  Way(
    name: name, numbers: trained.models[0].parameters().map(\.count).reduce(0, +),
    time: trained.time,
    guesses: trained.models.map { model in { images in noGrad { model(images).argmax(dim: 1) } } })
}

/// A way that takes the label of the nearest of some images, as in chapter 1.
func nearest(_ name: String, of known: Tensor, labels: [Int]) -> Way {
  Way(
    name: name, numbers: known.count,
    guesses: [
      { images in IntTensor(nearest(images, to: known).values.map { labels[$0] }) }
    ])
}

/// All ways to recognise digits, in one table.
public func compareWays(
  _ networks: Trained, _ longerNetworks: Trained, from root: MNIST.Root = .bundled
) throws {
  let (trainDataset, testDataset) = try loadDatasets(from: root)
  let all = trainDataset.batch(Array(0..<trainDataset.count))
  let digits = all.images.flatten(startDim: 1)
  let means = meanDigits(in: DataLoader(trainDataset, batchSize: 32))
  let layer = { Sequential(Flatten(), Linear(784, 10)) as Module }
  let layers = try trainFromThreeSeeds(from: root, of: layer)
  let longerLayers = try trainFromThreeSeeds(learningRate: 0.1, from: root, of: layer)
  let zeros = { (images: Tensor) in IntTensor([Int](repeating: 0, count: images.size(0))) }
  // #region ways
  let ways = [
    Way(name: "always a 0", numbers: 1, guesses: [zeros]),
    nearest("nearest mean", of: means, labels: Array(0...9)),
    nearest("nearest digit", of: digits, labels: all.labels.values),
    trained("one linear layer", layers),
    trained("layer, longer steps", longerLayers),
    trained("network", networks),
    trained("network, longer steps", longerNetworks),
  ]
  // #endregion ways
  let loader = DataLoader(testDataset, batchSize: 100)
  let clock = ContinuousClock()
  print("                      right           numbers  to learn  a digit")
  for way in ways {
    var asking = Duration.zero
    let shares = way.guesses.map { guess in
      var right: [Bool] = []
      asking += clock.measure { right = rightAnswers(on: loader, guess: guess) }
      return Double(right.count { $0 }) / Double(testDataset.count)
    }
    let mean = shares.reduce(0, +) / Double(shares.count)
    let error = standardError(of: mean, count: testDataset.count)
    print(
      way.name.padding(toLength: 21, withPad: " ", startingAt: 0),
      "\(percent(mean)) % ± \(percent(error))",
      String(
        format: "%8d  %5.2f s  %4.0f µs", way.numbers, way.time / .seconds(1),
        asking / .microseconds(shares.count * testDataset.count)))
  }
  let digit = rightAnswers(on: loader, guess: ways[2].guesses[0])
  for (seed, guess) in ways[6].guesses.enumerated() {
    let network = rightAnswers(on: loader, guess: guess)
    let networkAlone = zip(network, digit).count { $0 && !$1 }
    let digitAlone = zip(network, digit).count { !$0 && $1 }
    let gain = Double(networkAlone - digitAlone) / Double(digit.count)
    let error = standardErrorOfDifference(
      gained: networkAlone, lost: digitAlone, count: digit.count)
    print(
      "seed \(seed), right alone: network \(networkAlone), nearest digit \(digitAlone);",
      "ahead by \(percent(gain)) ± \(percent(error)) points")
  }
  for pixels in 1...3 {
    let columns = [ways[2], ways[6]].map { way in
      let right = way.guesses.map { guess in
        rightAnswers(on: loader) { guess(moved($0, right: pixels)) }.count { $0 }
      }
      let count = right.count * testDataset.count
      return "\(percent(Double(right.reduce(0, +)) / Double(count))) %"
    }
    print("moved by \(pixels): digit \(columns[0]), network \(columns[1])")
  }
}
