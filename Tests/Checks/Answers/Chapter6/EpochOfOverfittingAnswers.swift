import Exercises
import Solutions

@testable import Checks

/// The solution with some of its parts exchanged.
private func epoch(
  _ trainLoss: [Double], _ validationLoss: [Double], lookingAtTraining: Bool = false,
  after following: Int = 3, last: Int = 3, above factor: Double = 1.1, counting: Int = 1,
  trainingMustFall: Bool = true, lastOfTraining: Int = 3, isFirstOfEquals: Bool = true
) -> Int? {
  let losses = lookingAtTraining ? trainLoss : validationLoss
  guard let lowest = losses.min(),
    let best = isFirstOfEquals ? losses.firstIndex(of: lowest) : losses.lastIndex(of: lowest),
    best + following < losses.count
  else { return nil }
  func mean(_ values: [Double], of count: Int) -> Double {
    values.suffix(count).reduce(0, +) / Double(count)
  }
  guard mean(losses, of: last) > factor * lowest,
    !trainingMustFall
      || mean(trainLoss, of: lastOfTraining) < trainLoss[best]
  else { return nil }
  return best + counting
}

final class EpochOfOverfittingAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .epochOfOverfitting {
      Solutions.epochOfOverfitting(trainLoss: $0, validationLoss: $1)
    },
    wrong: [
      WrongAnswer(
        "the lowest loss, and nothing else",
        .epochOfOverfitting { _, losses in
          losses.min().map { losses.firstIndex(of: $0)! + 1 }
        }, fails: "a run that gets better all the time does not overfit",
        saying: "Nothing has risen after it."),
      WrongAnswer(
        "the training loss", .epochOfOverfitting { epoch($0, $1, lookingAtTraining: true) },
        fails: "a run whose validation loss turns overfits after its lowest point",
        saying: "Do you look at the validation loss?"),
      WrongAnswer(
        "counted from 0", .epochOfOverfitting { epoch($0, $1, counting: 0) },
        fails: "a run whose validation loss turns overfits after its lowest point",
        saying: "The index is 3. Epochs count from 1."),
      WrongAnswer(
        "the first after the lowest", .epochOfOverfitting { epoch($0, $1, counting: 2) },
        fails: "a run whose validation loss turns overfits after its lowest point",
        saying: "That is the first after the lowest."),
      WrongAnswer(
        "the last of equals", .epochOfOverfitting { epoch($0, $1, isFirstOfEquals: false) },
        fails: "a run whose validation loss turns overfits after its lowest point",
        saying: "If two are equal, the first is wanted."),
      WrongAnswer(
        "the first rise",
        .epochOfOverfitting { _, losses in
          losses.indices.dropLast().first { losses[$0 + 1] > losses[$0] }.map { $0 + 1 }
        }, fails: "one rise on the way down is noise", saying: "That is before the first rise."),
      WrongAnswer(
        "any rise counts", .epochOfOverfitting { epoch($0, $1, above: 1) },
        fails: "small rises and one bad epoch at the end are noise, too",
        saying: "It rose, but by less than 10 %."),
      WrongAnswer(
        "only the last epoch counts", .epochOfOverfitting { epoch($0, $1, last: 1) },
        fails: "small rises and one bad epoch at the end are noise, too",
        saying: "Only the last loss is high."),
      WrongAnswer(
        "any number of epochs may follow", .epochOfOverfitting { epoch($0, $1, after: 0) },
        fails: "it takes three epochs to tell", saying: "Two epochs follow it."),
      WrongAnswer(
        "no look at the training loss",
        .epochOfOverfitting { epoch($0, $1, trainingMustFall: false) },
        fails: "a run that gets worse in both is something else",
        saying: "The training loss rose as well."),
      WrongAnswer(
        "only the last training loss counts",
        .epochOfOverfitting { epoch($0, $1, lastOfTraining: 1) },
        fails: "a run that gets worse in both is something else",
        saying: "Only the last training loss is below 1.0."),
    ])
}
