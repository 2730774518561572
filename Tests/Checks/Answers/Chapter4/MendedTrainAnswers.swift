import Datasets
import Exercises
import NN
import Solutions
import Tensors

@testable import Checks

final class MendedTrainAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .mendedTrain { Solutions.mendedTrain($0, $1, $2, $3) },
    others: [
      OtherAnswer(
        "zeroGrad after each step",
        .mendedTrain(
          editedTrain(learn: { loss, optimizer in
            loss.backward()
            optimizer.step()
            optimizer.zeroGrad()
          })))
    ],
    wrong: [
      WrongAnswer(
        "zeroGrad is still missing",
        .mendedTrain(
          editedTrain(learn: { loss, optimizer in
            loss.backward()
            optimizer.step()
          })), fails: "each step goes by the gradient of one batch alone",
        saying: "the sum of the gradients of batches 1 to 2"),
      WrongAnswer(
        "the step is still before backward",
        .mendedTrain(
          editedTrain(learn: { loss, optimizer in
            optimizer.step()
            optimizer.zeroGrad()
            loss.backward()
          })), fails: "at each step there is a gradient to go by",
        saying: "The steps after it did have one."),
      WrongAnswer(
        "the loss is still divided by the number of images",
        .mendedTrain(
          editedTrain(returning: { totals in
            (totals.averages.accuracy, totals.loss / Double(totals.images))
          })), fails: "the loss is the mean of the losses of the batches", saying: "near ln 10"),
      WrongAnswer(
        "zeroGrad before the loop",
        .mendedTrain(
          editedTrain(
            before: { $0.zeroGrad() },
            learn: { loss, optimizer in
              loss.backward()
              optimizer.step()
            })), fails: "each step goes by the gradient of one batch alone",
        saying: "At step 1 it is that of batch 1"),
      WrongAnswer(
        "zeroGrad before a step that is before backward",
        .mendedTrain(
          editedTrain(learn: { loss, optimizer in
            optimizer.zeroGrad()
            optimizer.step()
            loss.backward()
          })), fails: "at each step there is a gradient to go by",
        saying: "That was so at every step"),
      WrongAnswer(
        "zeroGrad between backward and step",
        .mendedTrain(
          editedTrain(learn: { loss, optimizer in
            loss.backward()
            optimizer.zeroGrad()
            optimizer.step()
          })), fails: "at each step there is a gradient to go by",
        saying: "at step 1 of 3 no parameter had a gradient"),
      WrongAnswer(
        "a second step after backward",
        .mendedTrain(
          editedTrain(learn: { loss, optimizer in
            optimizer.step()
            optimizer.zeroGrad()
            loss.backward()
            optimizer.step()
          })), fails: "the optimizer takes one step for each batch", saying: "got       6"),
      WrongAnswer(
        "one step after the loop",
        .mendedTrain(
          editedTrain(
            before: { $0.zeroGrad() }, learn: { loss, _ in loss.backward() },
            after: { $0.step() })), fails: "the optimizer takes one step for each batch",
        saying: "got       1"),
      WrongAnswer(
        "the mean over the images",
        .mendedTrain(
          editedTrain(returning: { totals in
            (totals.averages.accuracy, totals.lossOfImages / Double(totals.images))
          })), fails: "the loss is the mean of the losses of the batches",
        saying: "each batch should count the same"),
      WrongAnswer(
        "the accuracy is divided by the number of batches, too",
        .mendedTrain(
          editedTrain(returning: { totals in
            (Double(totals.correct) / Double(totals.batches), totals.averages.loss)
          })), fails: "the accuracy is the share of right guesses",
        saying: "divided by the number of batches"),
      WrongAnswer(
        "the accuracy is divided by as many full batches",
        .mendedTrain(
          editedTrain(returning: { totals in
            (Double(totals.correct) / Double(totals.batches * 32), totals.averages.loss)
          })), fails: "the accuracy is the share of right guesses", saying: "That divides by 96"),
      WrongAnswer(
        "no step at all",
        .mendedTrain(
          editedTrain(learn: { loss, optimizer in
            optimizer.zeroGrad()
            loss.backward()
          })), fails: "the optimizer takes one step for each batch", saying: "takes no step"),
      WrongAnswer(
        "the loss after the step",
        .mendedTrain { loader, model, lossFunction, optimizer in
          var (sum, correct, images) = (0.0, 0, 0)
          for (x, labels) in loader {
            let predictions = model(x)
            optimizer.zeroGrad()
            lossFunction(predictions, labels).backward()
            optimizer.step()
            sum += Double(lossFunction(model(x), labels).item())
            correct += zip(predictions.argmax(dim: 1).values, labels.values).count { $0 == $1 }
            images += labels.count
          }
          return (Double(correct) / Double(images), sum / Double(loader.count))
        }, fails: "it does what chapter 4's train does, batch by batch",
        saying: "after the model has learned from them"),
      WrongAnswer(
        "guesses after the step",
        .mendedTrain { loader, model, lossFunction, optimizer in
          var (sum, correct, images) = (0.0, 0, 0)
          for (x, labels) in loader {
            let loss = lossFunction(model(x), labels)
            optimizer.zeroGrad()
            loss.backward()
            optimizer.step()
            sum += Double(loss.item())
            correct += zip(model(x).argmax(dim: 1).values, labels.values).count { $0 == $1 }
            images += labels.count
          }
          return (Double(correct) / Double(images), sum / Double(loader.count))
        }, fails: "it does what chapter 4's train does, batch by batch",
        saying: "after the model has learned from the batch"),
    ])
}
