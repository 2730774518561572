import Chapter5TrainingLoop
import Exercises
import Solutions

@testable import Checks

/// The solution with some of its parts exchanged.
private func epoch(
  _ history: History, lookingAt losses: KeyPath<History, [Double]> = \.testLoss,
  after following: Int = 3, last: Int = 3, above factor: Double = 1.1, counting: Int = 1,
  trainingMustFall: Bool = true, lastOfTraining: Int = 3, isFirstOfEquals: Bool = true
) -> Int? {
  let losses = history[keyPath: losses]
  guard let lowest = losses.min(),
    let best = isFirstOfEquals ? losses.firstIndex(of: lowest) : losses.lastIndex(of: lowest),
    best + following < losses.count
  else { return nil }
  func mean(_ values: [Double], of count: Int) -> Double {
    values.suffix(count).reduce(0, +) / Double(count)
  }
  guard mean(losses, of: last) > factor * lowest,
    !trainingMustFall
      || mean(history.trainLoss, of: lastOfTraining) < history.trainLoss[best]
  else { return nil }
  return best + counting
}

final class EpochOfOverfittingAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .epochOfOverfitting(Solutions.epochOfOverfitting),
    wrong: [
      WrongAnswer(
        "the lowest loss, and nothing else",
        .epochOfOverfitting { history in
          history.testLoss.min().map { history.testLoss.firstIndex(of: $0)! + 1 }
        }, fails: "a run that gets better all the time does not overfit",
        saying: "Nothing has risen after it."),
      WrongAnswer(
        "the training loss", .epochOfOverfitting { epoch($0, lookingAt: \.trainLoss) },
        fails: "a run whose test loss turns overfits after its lowest point",
        saying: "Is it the test loss that is looked at?"),
      WrongAnswer(
        "counted from 0", .epochOfOverfitting { epoch($0, counting: 0) },
        fails: "a run whose test loss turns overfits after its lowest point",
        saying: "The index is 3. Epochs count from 1."),
      WrongAnswer(
        "the first after the lowest", .epochOfOverfitting { epoch($0, counting: 2) },
        fails: "a run whose test loss turns overfits after its lowest point",
        saying: "That is the first after the lowest."),
      WrongAnswer(
        "the last of equals", .epochOfOverfitting { epoch($0, isFirstOfEquals: false) },
        fails: "a run whose test loss turns overfits after its lowest point",
        saying: "Of equals the first is asked for."),
      WrongAnswer(
        "the first rise",
        .epochOfOverfitting { history in
          let losses = history.testLoss
          return losses.indices.dropLast().first { losses[$0 + 1] > losses[$0] }.map { $0 + 1 }
        }, fails: "one rise on the way down is noise", saying: "That is before the first rise."),
      WrongAnswer(
        "the highest test accuracy",
        .epochOfOverfitting { history in
          guard epoch(history) != nil, let best = history.testAccuracy.max() else { return nil }
          return history.testAccuracy.firstIndex(of: best)! + 1
        }, fails: "one rise on the way down is noise",
        saying: "There the test accuracy is highest."),
      WrongAnswer(
        "any rise counts", .epochOfOverfitting { epoch($0, above: 1) },
        fails: "small rises and one bad epoch at the end are noise, too",
        saying: "It rose, and by less than 10 %."),
      WrongAnswer(
        "only the last epoch counts", .epochOfOverfitting { epoch($0, last: 1) },
        fails: "small rises and one bad epoch at the end are noise, too",
        saying: "Only the last loss is high."),
      WrongAnswer(
        "any number of epochs may follow", .epochOfOverfitting { epoch($0, after: 0) },
        fails: "it takes three epochs to tell", saying: "Two epochs follow it."),
      WrongAnswer(
        "no look at the training loss", .epochOfOverfitting { epoch($0, trainingMustFall: false) },
        fails: "a run that gets worse in both is something else",
        saying: "The training loss rose as well."),
      WrongAnswer(
        "only the last training loss counts", .epochOfOverfitting { epoch($0, lastOfTraining: 1) },
        fails: "a run that gets worse in both is something else",
        saying: "Only the last training loss is below 1.0."),
    ])
}
