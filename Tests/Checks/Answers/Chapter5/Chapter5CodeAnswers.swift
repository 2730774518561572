import Chapter4TrainAndTest
import Chapter5TrainingLoop
import Datasets
import Exercises
import NN

@testable import Checks

final class Chapter5CodeAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .chapter5Code(),
    wrong: [
      WrongAnswer(
        "an epoch too few", edited { $0.epochs -= 1 },
        fails: "the history has an entry for each epoch",
        saying: "Sources/Chapters/Chapter5TrainingLoop/Fit.swift:"),
      WrongAnswer(
        "an entry is forgotten", edited { $0.keepsTestLoss = false },
        fails: "the history has an entry for each epoch",
        saying: "the number of entries in testLoss"),
      WrongAnswer(
        "the test before the training", edited { $0.testsFirst = true },
        fails: "each epoch trains first, and then tests",
        saying: "got       [20, 10, 32, 32, 6,"),
      WrongAnswer(
        "tested on the training digits", edited { $0.testsOnTraining = true },
        fails: "each epoch trains first, and then tests",
        saying: "got       [32, 32, 6, 32, 32, 6,"),
      WrongAnswer(
        "no eval()", edited { $0.callsEval = false },
        fails: "it trains in training mode, and tests in evaluation mode",
        saying: "6 of 6 batches were tested in training mode"),
      WrongAnswer(
        "train() before the loop", edited { $0.callsTrainOnce = true },
        fails: "it trains in training mode, and tests in evaluation mode",
        saying: "6 of 9 batches were trained on in evaluation mode"),
      WrongAnswer(
        "training and test exchanged", edited { $0.exchanges = true },
        fails: "the history holds what train and test returned", saying: "they are swapped"),
      WrongAnswer(
        "in percent", edited { $0.factor = 100 },
        fails: "the history holds what train and test returned", saying: "That is a percentage"),
      WrongAnswer(
        "some digits are in both parts", split(training: 0..<3200, validation: 3000..<4000),
        fails: inOnePart, saying: "200 digits are in both parts"),
      WrongAnswer(
        "some digits are in no part", split(training: 0..<3200, validation: 3300..<4000),
        fails: inOnePart, saying: "expected  4000"),
      WrongAnswer(
        "nothing to choose by", split(training: 0..<4000, validation: 4000..<4000),
        fails: inOnePart, saying: "and 0 to choose by"),
    ])
}

private let inOnePart = "each training digit is in one part: to learn from, or to choose by"

private func split(training: Range<Int>, validation: Range<Int>) -> Exercise {
  .chapter5Code(split: {
    let digits = try MNIST(train: true)
    return (Subset(digits, indices: training), Subset(digits, indices: validation))
  })
}

/// What may be edited in a loop as that of chapter 5.
private struct Edits: Sendable {
  var epochs = 0
  var callsTrainOnce = false
  var callsEval = true
  var testsFirst = false
  var testsOnTraining = false
  var keepsTestLoss = true
  var exchanges = false
  var factor = 1.0
}

private func edited(_ edit: @escaping @Sendable (inout Edits) -> Void) -> Exercise {
  .chapter5Code { model, trainLoader, testLoader, lossFunction, optimizer, epochs in
    var edits = Edits(epochs: epochs)
    edit(&edits)
    var history = History()
    for epoch in 0..<edits.epochs {
      func trainEpoch() -> (accuracy: Double, loss: Double) {
        if !edits.callsTrainOnce || epoch == 0 { model.train() }
        return train(trainLoader, model, lossFunction, optimizer)
      }
      func testEpoch() -> (accuracy: Double, loss: Double) {
        if edits.callsEval { model.eval() }
        return test(edits.testsOnTraining ? trainLoader : testLoader, model, lossFunction)
      }
      let early = edits.testsFirst ? testEpoch() : nil
      let trained = trainEpoch()
      let tested = early ?? testEpoch()
      let (first, second) = edits.exchanges ? (tested, trained) : (trained, tested)
      history.trainAccuracy.append(first.accuracy * edits.factor)
      history.trainLoss.append(first.loss)
      history.testAccuracy.append(second.accuracy * edits.factor)
      if edits.keepsTestLoss { history.testLoss.append(second.loss) }
    }
    return history
  }
}
