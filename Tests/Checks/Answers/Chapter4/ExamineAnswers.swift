import Datasets
import Exercises
import NN
import Solutions
import Tensors

@testable import Checks

final class ExamineAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .examine { Solutions.examine($0, $1, $2) },
    wrong: [
      WrongAnswer(
        "eval() is forgotten",
        .examine { loader, model, loss in overImages(loader, model, loss) },
        fails: "the model is asked in evaluation mode", saying: "3 of 3 batches in training mode"),
      WrongAnswer(
        "the mode is not put back",
        .examine { loader, model, loss in
          model.eval()
          return overImages(loader, model, loss)
        }, fails: "afterwards the model is in the mode that it was in before",
        saying: "which was true before"),
      WrongAnswer(
        "train() in any case",
        .examine { loader, model, loss in
          model.eval()
          defer { model.train() }
          return overImages(loader, model, loss)
        }, fails: "afterwards the model is in the mode that it was in before",
        saying: "which was false before"),
      WrongAnswer(
        "noGrad is forgotten",
        .examine { loader, model, loss in
          let wasTraining = model.training
          model.eval()
          defer { if wasTraining { model.train() } }
          return editedTrain(learn: { _, _ in }, returning: \.averagesOverImages)(
            loader, model, loss, SGD(model.parameters()))
        }, fails: "no operation is recorded", saying: "operations were recorded"),
      WrongAnswer(
        "the mean over the batches", .examine(editedTest()),
        fails: "the loss is the mean over all images", saying: "That is the mean over the batches"),
      WrongAnswer(
        "means divided by the number of images",
        .examine(
          editedTest { totals in (totals.averages.accuracy, totals.loss / Double(totals.images)) }),
        fails: "the loss is the mean over all images",
        saying: "means of batches were added up and divided by the number of images"),
      WrongAnswer(
        "in percent",
        .examine(editedTest { (100 * $0.averages.accuracy, $0.averages.loss) }),
        fails: "the accuracy is the share of right guesses", saying: "a percentage"),
      WrongAnswer(
        "gradients are cleared",
        .examine { loader, model, loss in
          model.zeroGrad()
          return Solutions.examine(loader, model, loss)
        }, fails: "no parameter and no gradient changes",
        saying: "a gradient that was there before is gone"),
      WrongAnswer(
        "the mean of the batches' accuracies",
        .examine { loader, model, loss in
          let shares = loader.map { images, labels in
            Double((model(images).argmax(dim: 1) == labels).float().mean().item())
          }
          return (
            shares.reduce(0, +) / Double(shares.count), Solutions.examine(loader, model, loss).loss
          )
        }, fails: "the accuracy is the share of right guesses",
        saying: "the mean of the accuracies of the batches"),
      WrongAnswer(
        "every batch taken to be full",
        .examine(
          editedTest { totals in
            (totals.averages.accuracy, totals.loss * 32 / Double(totals.images))
          }),
        fails: "the loss is the mean over all images", saying: "Each loss was multiplied by 32"),
      WrongAnswer(
        "a loss function of its own",
        .examine { loader, model, _ in Solutions.examine(loader, model, CrossEntropyLoss()) },
        fails: "the loss is the mean over all images", saying: "that was handed in"),
      WrongAnswer(
        "asks twice",
        .examine { loader, model, loss in
          _ = Solutions.examine(loader, model, loss)
          return Solutions.examine(loader, model, loss)
        }, fails: "it is asked about every image once", saying: "That is twice each"),
      WrongAnswer(
        "the other mode afterwards",
        .examine { loader, model, loss in
          let result = Solutions.examine(loader, model, loss)
          if model.training { model.eval() } else { model.train() }
          return result
        }, fails: "afterwards the model is in the mode that it was in before",
        saying: "It is in the other mode each time"),
      WrongAnswer(
        "parameters that never learn again",
        .examine { loader, model, loss in
          for parameter in model.parameters() { parameter.requiresGrad = false }
          return Solutions.examine(loader, model, loss)
        }, fails: "no parameter and no gradient changes",
        saying: "does not require a gradient any more"),
    ])
}

extension Totals {
  fileprivate var averagesOverImages: (accuracy: Double, loss: Double) {
    (averages.accuracy, lossOfImages / Double(images))
  }
}

private func overImages(
  _ loader: DataLoader, _ model: Module, _ loss: any Loss
) -> (accuracy: Double, loss: Double) {
  editedTest(returning: \.averagesOverImages)(loader, model, loss)
}
