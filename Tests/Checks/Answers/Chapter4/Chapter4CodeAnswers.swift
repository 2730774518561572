import Exercises
import NN
import Tensors

@testable import Checks

final class Chapter4CodeAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .chapter4Code(),
    wrong: [
      WrongAnswer(
        "no step", .chapter4Code(train: editedTrain(learn: { loss, _ in loss.backward() })),
        fails: "train changes the parameters and lowers the loss",
        saying: "no parameter has changed"),
      WrongAnswer(
        "up instead of down",
        .chapter4Code(
          train: editedTrain(learn: { loss, optimizer in
            optimizer.zeroGrad()
            (loss * -1).backward()
            optimizer.step()
          })), fails: "train changes the parameters and lowers the loss",
        saying: "did not lower the loss"),
      WrongAnswer(
        "no zeroGrad",
        .chapter4Code(
          train: editedTrain(learn: { loss, optimizer in
            loss.backward()
            optimizer.step()
          })), fails: "train goes by the gradient of each batch alone",
        saying: "Sources/Chapters/Chapter4TrainAndTest/Train.swift:"),
      WrongAnswer(
        "the step before backward",
        .chapter4Code(
          train: editedTrain(learn: { loss, optimizer in
            optimizer.step()
            optimizer.zeroGrad()
            loss.backward()
          })), fails: "train goes by the gradient of each batch alone",
        saying: "Call step() after backward()"),
      WrongAnswer(
        "train's accuracy by batches",
        .chapter4Code(
          train: editedTrain(returning: { totals in
            (Double(totals.correct) / Double(totals.batches), totals.averages.loss)
          })), fails: "train returns the share of right guesses and the mean loss",
        saying: "loader.dataset.count"),
      WrongAnswer(
        "train's loss by images",
        .chapter4Code(
          train: editedTrain(returning: { totals in
            (totals.averages.accuracy, totals.loss / Double(totals.images))
          })), fails: "train returns the share of right guesses and the mean loss",
        saying: "divide by the number of batches, loader.count"),
      WrongAnswer(
        "test's accuracy in percent",
        .chapter4Code(test: editedTest { (100 * $0.averages.accuracy, $0.averages.loss) }),
        fails: "test returns the share of right guesses and the mean loss",
        saying: "That is a percentage"),
      WrongAnswer(
        "test learns",
        .chapter4Code(test: { loader, model, loss in
          editedTrain()(loader, model, loss, SGD(model.parameters(), learningRate: 0.1))
        }), fails: "test returns the share of right guesses and the mean loss",
        saying: "Sources/Chapters/Chapter4TrainAndTest/Test.swift:"),
      WrongAnswer(
        "test without noGrad",
        .chapter4Code(test: { loader, model, loss in
          editedTrain(learn: { _, _ in })(loader, model, loss, SGD(model.parameters()))
        }), fails: "test changes nothing and records nothing", saying: "test records operations"),
      WrongAnswer(
        "test leaves gradients",
        .chapter4Code(test: { loader, model, loss in
          editedTrain(learn: { loss, _ in loss.backward() })(
            loader, model, loss, SGD(model.parameters()))
        }), fails: "test changes nothing and records nothing",
        saying: "test has left a gradient behind"),
    ])
}
