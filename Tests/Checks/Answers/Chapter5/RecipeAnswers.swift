import Chapter2Model
import Chapter5TrainingLoop
import Datasets
import Exercises
import NN
import Solutions
import Tensors

@testable import Checks

final class RecipeAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .recipe {
      let recipe = Solutions.Recipe()
      return TrainingPlan(
        epochs: recipe.epochs, batchSize: recipe.batchSize, makeModel: recipe.makeModel,
        makeOptimizer: recipe.makeOptimizer)
    },
    wrong: [
      WrongAnswer(
        "as the file comes", edited { _ in },
        fails: reaches, saying: "right after 3 epochs"),
      WrongAnswer(
        "too short steps",
        edited { $0.makeOptimizer = { SGD($0, learningRate: 1e-4, momentum: 0.9) } },
        fails: reaches, saying: "the steps are too short, or too"),
      WrongAnswer(
        "too long steps",
        edited {
          $0.batchSize = 16
          $0.makeOptimizer = { SGD($0, learningRate: 0.02, momentum: 0.99) }
        }, fails: reaches, saying: "rose in epoch 2: the steps are too long"),
      WrongAnswer(
        "steps that are too long to get anywhere",
        edited { $0.makeOptimizer = { SGD($0, learningRate: 3) } },
        fails: reaches, saying: "worse than that of guessing"),
      WrongAnswer(
        "far too long steps", edited { $0.makeOptimizer = { SGD($0, learningRate: 1000) } },
        fails: reaches, saying: "far above that of guessing"),
      WrongAnswer(
        "endlessly long steps", edited { $0.makeOptimizer = { SGD($0, learningRate: 1e30) } },
        fails: reaches, saying: "the steps are so long that they run away"),
      WrongAnswer(
        "too many epochs", edited { $0.epochs = 30 },
        fails: "it takes from 1 to 3 epochs", saying: "asks for 30 epochs"),
      WrongAnswer(
        "no epoch", edited { $0.epochs = 0 },
        fails: "it takes from 1 to 3 epochs", saying: "asks for 0 epochs"),
      WrongAnswer(
        "trains another model",
        edited { $0.makeOptimizer = { _ in SGD(Model().parameters(), learningRate: 0.1) } },
        fails: "the model begins untrained, and its optimizer knows its parameters",
        saying: "the optimizer has none of the model's parameters"),
      WrongAnswer(
        "trains nothing", edited { $0.makeOptimizer = { SGD($0, learningRate: 0) } },
        fails: reaches, saying: "no parameter has changed in epoch 1"),
      WrongAnswer(
        "begins with a model that knows the test digits",
        edited { $0.makeModel = { trained { try MNIST(train: false) } } },
        fails: "the model begins untrained, and its optimizer knows its parameters",
        saying: "So it was trained before"),
      WrongAnswer(
        "begins with a model that knows the validation digits",
        edited { $0.makeModel = { trained { try splitTrainingDigits().validation } } },
        fails: "the model begins untrained, and its optimizer knows its parameters",
        saying: "of the validation digits right"),
    ])
}

private let reaches = "after 3 epochs at least 93 % of the validation digits are right"

/// The recipe as the file comes, and a change.
private func edited(_ change: @escaping @Sendable (inout TrainingPlan) -> Void) -> Exercise {
  .recipe {
    var plan = TrainingPlan(
      epochs: 3, batchSize: 32, makeModel: Model.init,
      makeOptimizer: { SGD($0, learningRate: 1e-2) })
    change(&plan)
    return plan
  }
}

/// A small model that has learned the very digits that it is to be asked about.
private func trained(on digits: () throws -> any Dataset) -> Module {
  let model = Sequential(Flatten(), Linear(784, 10))
  guard let digits = try? digits() else { return model }
  let optimizer = SGD(model.parameters(), learningRate: 0.1)
  for (images, labels) in DataLoader(digits, batchSize: 10, shuffle: true) {
    optimizer.zeroGrad()
    CrossEntropyLoss()(model(images), labels).backward()
    optimizer.step()
  }
  return model
}
