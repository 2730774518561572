import Exercises
import Foundation
import NN
import Solutions
import Synchronization

@testable import Checks

final class StepLRAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .stepLR { optimizer, stepSize, gamma in
      let schedule = Solutions.StepLR(optimizer, stepSize: stepSize, gamma: gamma)
      return { schedule.step() }
    },
    wrong: [
      WrongAnswer(
        "one epoch too early", edited { ($0 + 1) % $1 == 0 ? $2 : 1 },
        fails: "for stepSize epochs the learning rate stays as it is",
        saying: "one epoch too early"),
      WrongAnswer(
        "one epoch too late", edited { $0 % $1 == 1 && $0 > 1 ? $2 : 1 },
        fails: "then it is multiplied by gamma", saying: "one epoch too late"),
      WrongAnswer(
        "at every epoch", edited { _, _, gamma in gamma },
        fails: "for stepSize epochs the learning rate stays as it is",
        saying: "It changes at every epoch"),
      WrongAnswer(
        "divides by gamma", edited { $0 % $1 == 0 ? 1 / $2 : 1 },
        fails: "then it is multiplied by gamma", saying: "It is divided by gamma"),
      WrongAnswer(
        "sets it to gamma",
        .stepLR { optimizer, stepSize, gamma in
          var epoch = 0
          return {
            epoch += 1
            if epoch % stepSize == 0 { optimizer.learningRate = gamma }
          }
        }, fails: "then it is multiplied by gamma", saying: "It is set to gamma"),
      WrongAnswer(
        "only the first time", edited { $0 == $1 ? $2 : 1 },
        fails: "after stepSize more epochs it is multiplied again, and so on",
        saying: "only the first time"),
      WrongAnswer(
        "at every epoch after the first time", edited { $0 >= $1 ? $2 : 1 },
        fails: "after stepSize more epochs it is multiplied again, and so on",
        saying: "After the first time"),
      WrongAnswer(
        "powers on top of powers", edited { pow($2, Float($0 / $1)) },
        fails: "after stepSize more epochs it is multiplied again, and so on",
        saying: "that has them already"),
      WrongAnswer(
        "steps the optimizer, too",
        .stepLR { optimizer, stepSize, gamma in
          let schedule = Solutions.StepLR(optimizer, stepSize: stepSize, gamma: gamma)
          return {
            optimizer.step()
            schedule.step()
          }
        }, fails: "only the learning rate changes", saying: "the parameter is wrong"),
      WrongAnswer(
        "always by ten",
        .stepLR { optimizer, stepSize, _ in
          let schedule = Solutions.StepLR(optimizer, stepSize: stepSize)
          return { schedule.step() }
        }, fails: "then it is multiplied by gamma", saying: "It is multiplied by 0.1"),
      WrongAnswer(
        "multiplies by 1 − gamma", edited { $0 % $1 == 0 ? 1 - $2 : 1 },
        fails: "then it is multiplied by gamma", saying: "It is multiplied by 1 − gamma"),
      WrongAnswer(
        "every stepSize + 1 epochs", edited { $0 % ($1 + 1) == 0 ? $2 : 1 },
        fails: "then it is multiplied by gamma", saying: "every stepSize + 1 epochs"),
      WrongAnswer(
        "never", edited { _, _, _ in 1 },
        fails: "then it is multiplied by gamma", saying: "It never changes"),
      WrongAnswer(
        "a little at each epoch", edited { pow($2, 1 / Float($1)) + 0 * Float($0) },
        fails: "for stepSize epochs the learning rate stays as it is", saying: "is a fraction"),
      WrongAnswer(
        "from 0.1 on",
        .stepLR { optimizer, stepSize, gamma in
          var epoch = 0
          return {
            epoch += 1
            optimizer.learningRate = 0.1 * pow(gamma, Float(epoch / stepSize))
          }
        }, fails: "for stepSize epochs the learning rate stays as it is",
        saying: "a first learning rate of 0.1"),
      WrongAnswer(
        "higher powers each time", edited { $0 % $1 == 0 ? pow($2, Float($0 / $1)) : 1 },
        fails: "after stepSize more epochs it is multiplied again, and so on",
        saying: "a higher power of gamma"),
      WrongAnswer(
        "one count for all schedules",
        {
          let epoch = Mutex(0)
          return .stepLR { optimizer, stepSize, gamma in
            {
              let finished = epoch.withLock { epoch in
                epoch += 1
                return epoch
              }
              if finished % stepSize == 0 { optimizer.learningRate *= gamma }
            }
          }
        }(), fails: "then it is multiplied by gamma",
        saying: "goes on where the one before ended"),
      WrongAnswer(
        "the last schedule's count for all",
        {
          let epoch = Mutex(0)
          return .stepLR { optimizer, stepSize, gamma in
            epoch.withLock { $0 = 0 }
            return {
              let finished = epoch.withLock { epoch in
                epoch += 1
                return epoch
              }
              if finished % stepSize == 0 { optimizer.learningRate *= gamma }
            }
          }
        }(), fails: "two schedules count by themselves", saying: "with two optimizers"),
    ])
}

/// Multiplies the learning rate by a factor for the number of epochs that are over.
private func edited(
  _ factor: @escaping @Sendable (_ epoch: Int, _ stepSize: Int, _ gamma: Float) -> Float
) -> Exercise {
  .stepLR { optimizer, stepSize, gamma in
    var epoch = 0
    return {
      epoch += 1
      optimizer.learningRate *= factor(epoch, stepSize, gamma)
    }
  }
}
