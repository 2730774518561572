import Datasets
import Foundation
import NN
import Tensors
import TestSupport
import Testing

/// The tutorial's program, trained: `Tests/PyTorch/training.py`.
///
/// PyTorch does not give the same last digits with one thread and with two, and an epoch makes more
/// of the difference: hence the tolerances.
@Suite("Training goes as in PyTorch") struct TrainingParityTests {
  struct Training: Decodable, Sendable {
    struct Epoch: Decodable, Sendable {
      let trainAccuracy: Double
      let trainLoss: Double
      let testAccuracy: Double
      let testLoss: Double
    }

    let label: String
    /// `bundled`, `full`, or a folder.
    let data: String
    let seed: UInt64
    let batchSize: Int
    let momentum: Float
    let snippet: [String]
    /// Of the first batches.
    let losses: [Double]
    let epochs: [Epoch]
  }

  static let all: [Training] = cases("training")

  /// Trainings of the reader's own, from the file that WORKBOOK_TRAINING names.
  static let own: [Training] = environment["WORKBOOK_TRAINING"].map { cases(at: $0) } ?? []

  private static let environment = ProcessInfo.processInfo.environment

  @Test(arguments: all.filter { $0.data == "bundled" }.map(\.label))
  func onTheDigitsThatShip(label: String) throws {
    let training = try #require(Self.all.first { $0.label == label })
    try check(training, root: .bundled, epochs: training.epochs.count)
  }

  /// One epoch, or as many as WORKBOOK_EPOCHS says.
  @Test(
    "On all of MNIST",
    .enabled(if: fullSet != nil, "no full MNIST set: name its folder in WORKBOOK_MNIST"))
  func onTheFullSet() throws {
    let training = try #require(Self.all.first { $0.data == "full" })
    let epochs = Self.environment["WORKBOOK_EPOCHS"].flatMap { Int($0) } ?? 1
    try check(training, root: .directory(#require(fullSet)), epochs: epochs)
  }

  @Test(.enabled(if: !own.isEmpty, "WORKBOOK_TRAINING names no file"), arguments: own.map(\.label))
  func onOtherData(label: String) throws {
    let training = try #require(Self.own.first { $0.label == label })
    try check(training, root: .directory(training.data), epochs: training.epochs.count)
  }

  private func check(_ training: Training, root: MNIST.Root, epochs: Int) throws {
    let (losses, results) = try Generator.withCurrent(Generator(seed: training.seed)) {
      try train(training, root: root, epochs: epochs)
    }
    #expect(results.count == epochs && epochs <= training.epochs.count)
    var largest = 0.0
    for (step, (found, expected)) in zip(losses, training.losses).enumerated().prefix(20) {
      #expect(
        abs(found - expected) <= 1e-4, "\(training.label): the loss of batch \(step) is another")
      largest = max(largest, abs(found - expected))
    }
    report("\(training.label): first 20 losses differ by at most \(largest)")
    for (number, (found, expected)) in zip(results, training.epochs).enumerated() {
      let what = "\(training.label): epoch \(number + 1)"
      #expect(abs(found.trainLoss - expected.trainLoss) <= 0.003, "\(what)")
      #expect(abs(found.testLoss - expected.testLoss) <= 0.003, "\(what)")
      #expect(abs(found.trainAccuracy - expected.trainAccuracy) <= 0.003, "\(what)")
      #expect(abs(found.testAccuracy - expected.testAccuracy) <= 0.003, "\(what)")
      func points(_ found: Double, _ expected: Double) -> String {
        String(format: "%+.3f", 100 * (found - expected))
      }
      report(
        "\(what) differs in loss by \(found.trainLoss - expected.trainLoss) in training and "
          + "\(found.testLoss - expected.testLoss) in the test, in accuracy by "
          + "\(points(found.trainAccuracy, expected.trainAccuracy)) and "
          + "\(points(found.testAccuracy, expected.testAccuracy)) points")
    }
  }

  /// The losses of all batches, and what each epoch gave.
  private func train(
    _ training: Training, root: MNIST.Root, epochs: Int
  ) throws -> (losses: [Double], epochs: [Training.Epoch]) {
    let model = Model()
    let lossFunction = CrossEntropyLoss()
    let optimizer = SGD(
      model.parameters(), learningRate: 1e-2, momentum: training.momentum)
    let trainLoader = DataLoader(
      try MNIST(root: root, train: true), batchSize: training.batchSize, shuffle: true)
    let testLoader = DataLoader(
      try MNIST(root: root, train: false), batchSize: training.batchSize)

    func right(_ predictions: Tensor, _ labels: IntTensor) -> Double {
      Double((predictions.argmax(dim: 1) == labels).float().sum().item())
    }
    var losses: [Double] = []
    let results = (0..<epochs).map { _ in
      var trainCorrect = 0.0
      model.train()
      for (images, labels) in trainLoader {
        let predictions = model(images)
        let loss = lossFunction(predictions, labels)
        optimizer.zeroGrad()
        loss.backward()
        optimizer.step()
        trainCorrect += right(predictions, labels)
        losses.append(Double(loss.item()))
      }
      var (testCorrect, testLoss) = (0.0, 0.0)
      model.eval()
      noGrad {
        for (images, labels) in testLoader {
          let predictions = model(images)
          testLoss += Double(lossFunction(predictions, labels).item())
          testCorrect += right(predictions, labels)
        }
      }
      return Training.Epoch(
        trainAccuracy: trainCorrect / Double(trainLoader.dataset.count),
        trainLoss: losses.suffix(trainLoader.count).reduce(0, +) / Double(trainLoader.count),
        testAccuracy: testCorrect / Double(testLoader.dataset.count),
        testLoss: testLoss / Double(testLoader.count))
    }
    return (losses, results)
  }
}
