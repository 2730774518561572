import Chapter5TrainingLoop
import Datasets
import Exercises
import Foundation
import NN
import Tensors

/// How to train, as exercise 5.4 asks for it.
struct TrainingPlan {
  var epochs: Int
  var batchSize: Int
  var makeModel: () -> Module
  var makeOptimizer: ([Parameter]) -> any Optimizer
}

extension Exercise {
  /// Exercise 5.4.
  ///
  /// The checks train by the plan, and count the epochs and test the model themselves. What makes the
  /// model and the optimizer could still show them the digits of the test, so the model is tested
  /// before it learns.
  static func recipe(
    _ plan: @escaping @Sendable () -> TrainingPlan = {
      let recipe = Chapter5TrainingLoop.Recipe()
      return TrainingPlan(
        epochs: recipe.epochs, batchSize: recipe.batchSize, makeModel: recipe.makeModel,
        makeOptimizer: recipe.makeOptimizer)
    }
  ) -> Exercise {
    Exercise(
      .chapter5, 4, "93 % in three epochs", file: "Recipe",
      checks: [
        Check(
          "it takes from 1 to \(mostEpochs) epochs",
          hint: "The number of epochs is limited. What each step does may change.",
          "Set epochs back to \(mostEpochs), and look for more in the steps, or in their number."
        ) {
          let epochs = plan().epochs
          try expect(
            (1...mostEpochs).contains(epochs),
            "the recipe asks for \(epochs) epochs, but only 1 to \(mostEpochs) are allowed")
        },
        Check(
          "the model begins untrained, and its optimizer knows its parameters",
          hint: "makeModel only makes a model. Learning from the digits is left to the check.",
          "A model is [N, 1, 28, 28] in, and [N, 10] out. makeOptimizer hands its own argument on."
        ) {
          try seeded {
            let plan = plan()
            let model = plan.makeModel()
            let parameters = model.parameters().map { ObjectIdentifier($0) }
            try expect(
              !parameters.isEmpty, "the model has no parameters, so it cannot learn",
              diagnosis: "Layers are found in the properties of a model, and not in its forward.")
            let scores = noGrad { model(Tensor.rand([2, 1, 28, 28])) }
            try expect(
              "the shape of the scores for images [2, 1, 28, 28]", scores.shape, is: [2, 10])
            let known = plan.makeOptimizer(model.parameters()).parameters
            for (name, digits) in [
              ("validation", try splitTrainingDigits().validation as any Dataset),
              ("test", try MNIST(train: false)),
            ] {
              let accuracy = accuracy(of: model, on: digits)
              try expect(
                accuracy < 0.4,
                """
                before its first epoch the model gets \(percent(accuracy)) of the \(name) digits right
                """,
                diagnosis: "So it was trained before. The three epochs should begin with nothing.")
            }
            try expect(
              !Set(known.map { ObjectIdentifier($0) }).isDisjoint(with: parameters),
              "the optimizer has none of the model's parameters",
              diagnosis: "Give it those that makeOptimizer gets, not those of another model.")
          }
        },
        Check(
          "after \(mostEpochs) epochs at least 93 % of the validation digits are right",
          hint: """
            Longer steps, or more of them: look at 'Why so slow' in chapter 5. The batch size says how \
            many steps an epoch has.
            """,
          """
          Momentum of 0.9 makes the steps of the file ten times as long. Smaller batches make more of \
          them.
          """, timeLimit: .seconds(180)
        ) {
          let (model, epochs, remark) = try seeded { try train(by: plan()) }
          let reached = epochs.last?.accuracy ?? 0
          guard reached < accuracyToReach else {
            let accuracy = accuracy(of: model, on: try MNIST(train: false))
            print("the test digits, by which nothing was chosen: \(percent(accuracy)) right")
            return
          }
          throw CheckFailure(
            "too few of the validation digits are right after "
              + (epochs.count == 1 ? "1 epoch" : "\(epochs.count) epochs"),
            expected: "at least \(percent(accuracyToReach))",
            got: percent(reached), diagnosis: remark ?? diagnosis(of: epochs))
        },
      ])
  }
}

/// As the exercise's page and its stub say.
private let mostEpochs = 3
private let accuracyToReach = 0.93

/// The result of an epoch of training.
private struct TrainedEpoch: CustomStringConvertible {
  let number: Int
  let loss: Double
  /// On the validation digits, after the epoch.
  let accuracy: Double

  var description: String {
    let loss = String(format: loss < 1000 ? "%.3f" : "%.1e", loss)
    return "epoch \(number): training loss \(loss), validation accuracy \(percent(accuracy))"
  }
}

/// Trains by the plan, in no more epochs than are allowed.
///
/// - Returns: also what was seen that says more than the losses do.
private func train(
  by plan: TrainingPlan
) throws -> (model: Module, epochs: [TrainedEpoch], remark: String?) {
  let (training, validation) = try splitTrainingDigits()
  let loader = DataLoader(training, batchSize: plan.batchSize, shuffle: true)
  let model = plan.makeModel()
  let optimizer = plan.makeOptimizer(model.parameters())
  let before = model.parameters().map(\.values)
  var epochs: [TrainedEpoch] = []
  for number in 1...max(1, min(plan.epochs, mostEpochs)) {
    model.train()
    var sum = 0.0
    for (images, labels) in loader {
      let loss = CrossEntropyLoss()(model(images), labels)
      optimizer.zeroGrad()
      loss.backward()
      optimizer.step()
      sum += Double(loss.item())
    }
    let accuracy = accuracy(of: model, on: validation)
    let epoch = TrainedEpoch(number: number, loss: sum / Double(loader.count), accuracy: accuracy)
    epochs.append(epoch)
    // Shown with the check, also where that is stopped before its end.
    print(epoch)
    try expect(
      model.parameters().map(\.values) != before, "no parameter has changed in epoch \(number)",
      diagnosis: "Which parameters does the optimizer have, and how long are its steps?")
  }
  let unchanged = zip(model.parameters(), before).count { $0.values == $1 }
  let images = try MNIST(train: true).batch(Array(0..<10)).images
  let scores = noGrad { model(images) }
  return (
    model, epochs, remark(unchanged, of: before.count, scores, model, optimizer, epochs)
  )
}

/// What keeps a training back, whatever its steps are.
private func remark(
  _ unchanged: Int, of parameters: Int, _ scores: Tensor, _ model: Module,
  _ optimizer: any Optimizer, _ epochs: [TrainedEpoch]
) -> String? {
  if unchanged > 0 {
    return """
      \(unchanged) of the model's \(parameters) weights and biases have not changed. Does the optimizer \
      have all of them, and does forward use all of them?
      """
  }
  let sums = scores.sum(dim: 1).values
  if scores.values.allSatisfy({ $0 >= 0 }), sums.allSatisfy({ abs($0 - 1) < 1e-3 }) {
    return """
      The scores of each image add up to 1, as after a softmax. The loss does that itself: return the \
      scores.
      """
  }
  if !(optimizer is SGD), epochs.contains(where: { !($0.loss < 2.4) }) {
    return "The training loss rose. Does your optimizer go against the gradient, and how far?"
  }
  let layers = model.namedModules().count { $0.module is Linear || $0.module is Conv2d }
  if layers == 1, let last = epochs.last, last.loss < 1 {
    return """
      A single layer that learns does not get there in \(mostEpochs) epochs: see 'Is that good?' in \
      chapter 4. Give the model more to learn with.
      """
  }
  return nil
}

/// The share of these digits that the model gets right.
private func accuracy(of model: Module, on digits: any Dataset) -> Double {
  let loader = DataLoader(digits, batchSize: 100)
  model.eval()
  var correct = 0
  noGrad {
    for (images, labels) in loader {
      correct += zip(model(images).argmax(dim: 1).values, labels.values).count { $0 == $1 }
    }
  }
  return Double(correct) / Double(loader.dataset.count)
}

/// What the losses and the accuracies say about the steps.
private func diagnosis(of epochs: [TrainedEpoch]) -> String? {
  guard let first = epochs.first, let last = epochs.last else { return nil }
  if let epoch = epochs.first(where: { !$0.loss.isFinite }) {
    return """
      The loss is not a number in epoch \(epoch.number): the steps are so long that they run \
      away. Make them shorter.
      """
  }
  if let (_, epoch) = zip(epochs, epochs.dropFirst()).first(where: { $1.loss > $0.loss * 1.1 }) {
    return "The training loss rose in epoch \(epoch.number): the steps are too long."
  }
  if first.loss > 5 {
    return "The training loss was far above that of guessing, 2.3: the steps are too long."
  }
  // An untrained model of ten classes is at 2.31 or below.
  if last.loss > 2.32 {
    return "The training loss is worse than that of guessing, 2.3: the steps are too long."
  }
  if last.loss > 2 {
    return """
      The training loss is still near that of guessing, 2.3: the steps are too short, or too few. Steps \
      that are far too long get nowhere either.
      """
  }
  if let (before, epoch) = zip(epochs, epochs.dropFirst()).first(where: {
    $1.accuracy < $0.accuracy - 0.01
  }) {
    return """
      The validation accuracy fell from epoch \(before.number) to epoch \(epoch.number): the steps \
      seem too long to settle down. Make them shorter.
      """
  }
  return "The training loss is still falling. Longer steps, or more of them, would get further."
}

private func seeded<Result>(_ body: () throws -> Result) rethrows -> Result {
  try Generator.withCurrent(Generator(seed: 0), body)
}

private func percent(_ share: Double) -> String { String(format: "%.1f %%", share * 100) }
