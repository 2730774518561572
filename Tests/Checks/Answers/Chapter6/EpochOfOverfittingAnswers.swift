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

private func mean(_ values: ArraySlice<Double>) -> Double {
  values.reduce(0, +) / Double(values.count)
}

/// The solution, with another rule for what follows the best epoch.
private func other(
  _ trainLoss: [Double], _ validationLoss: [Double],
  hasRisen: (_ after: ArraySlice<Double>, _ lowest: Double) -> Bool
) -> Int? {
  guard let lowest = validationLoss.min(), let best = validationLoss.firstIndex(of: lowest),
    best + 3 < validationLoss.count, mean(trainLoss.suffix(3)) < trainLoss[best],
    hasRisen(validationLoss[(best + 1)...], lowest)
  else { return nil }
  return best + 1
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
        saying: "The result is never nil"),
      WrongAnswer(
        "the training loss", .epochOfOverfitting { epoch($0, $1, lookingAtTraining: true) },
        fails: "a run whose validation loss turns overfits after its lowest point",
        saying: "The result is always nil."),
      WrongAnswer(
        "counted from 0", .epochOfOverfitting { epoch($0, $1, counting: 0) },
        fails: "a run whose validation loss turns overfits after its lowest point",
        saying: "That is the index. Epochs count from 1."),
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
        "all epochs after the best, in both means",
        .epochOfOverfitting { trainLoss, losses in
          guard let lowest = losses.min(), let best = losses.firstIndex(of: lowest),
            best + 3 < losses.count, mean(losses[(best + 1)...]) > 1.1 * lowest,
            mean(trainLoss[(best + 1)...]) < trainLoss[best]
          else { return nil }
          return best + 1
        }, fails: "small rises and one bad epoch at the end are noise, too",
        saying: "All epochs after the best count there, in both means."),
      WrongAnswer(
        "any rise counts", .epochOfOverfitting { epoch($0, $1, above: 1) },
        fails: "small rises and one bad epoch at the end are noise, too",
        saying: "Any rise counts there."),
      WrongAnswer(
        "only the last epoch counts", .epochOfOverfitting { epoch($0, $1, last: 1) },
        fails: "small rises and one bad epoch at the end are noise, too",
        saying: "Only the last validation loss counts there."),
      WrongAnswer(
        "any number of epochs may follow", .epochOfOverfitting { epoch($0, $1, after: 0) },
        fails: "it takes three epochs to tell", saying: "No epoch has to follow the best there."),
      WrongAnswer(
        "no look at the training loss",
        .epochOfOverfitting { epoch($0, $1, trainingMustFall: false) },
        fails: "a run that gets worse in both is something else",
        saying: "The training loss plays no part there."),
      WrongAnswer(
        "only the last training loss counts",
        .epochOfOverfitting { epoch($0, $1, lastOfTraining: 1) },
        fails: "a run that gets worse in both is something else",
        saying: "Only the last training loss counts there."),
      WrongAnswer(
        "a number for none", .epochOfOverfitting { epoch($0, $1) ?? 0 },
        fails: "a run that gets better all the time does not overfit",
        saying: "the result is nil, not a number"),
      WrongAnswer(
        "the lists are exchanged", .epochOfOverfitting { epoch($1, $0) },
        fails: "a run that gets better all the time does not overfit",
        saying: "The two lists are exchanged."),
      WrongAnswer(
        "twice as high", .epochOfOverfitting { epoch($0, $1, above: 2) },
        fails: "a run whose validation loss turns overfits after its lowest point",
        saying: "It has to be twice the lowest there."),
      WrongAnswer(
        "0.1 above",
        .epochOfOverfitting {
          other($0, $1) { after, lowest in mean(after.suffix(3)) > lowest + 0.1 }
        },
        fails: "small rises and one bad epoch at the end are noise, too", saying: "0.1 was added."),
      WrongAnswer(
        "all after the best",
        .epochOfOverfitting { other($0, $1) { after, lowest in mean(after) > 1.1 * lowest } },
        fails: "small rises and one bad epoch at the end are noise, too",
        saying: "All epochs after the best count there."),
      WrongAnswer(
        "a tenth below the end",
        .epochOfOverfitting {
          other($0, $1) { after, lowest in 0.9 * mean(after.suffix(3)) > lowest }
        },
        fails: "small rises and one bad epoch at the end are noise, too",
        saying: "0.9 times the mean is not the same"),
      WrongAnswer(
        "a tenth above is enough",
        .epochOfOverfitting {
          other($0, $1) { after, lowest in mean(after.suffix(3)) >= 1.1 * lowest }
        },
        fails: "small rises and one bad epoch at the end are noise, too", saying: ">, and not >="),
      WrongAnswer(
        "the three right after the best",
        .epochOfOverfitting {
          other($0, $1) { after, lowest in mean(after.prefix(3)) > 1.1 * lowest }
        },
        fails: "one rise on the way down is noise",
        saying: "The three epochs right after the best count there."),
      WrongAnswer(
        "each of the three",
        .epochOfOverfitting {
          other($0, $1) { after, lowest in after.suffix(3).min()! > 1.1 * lowest }
        },
        fails: "a run whose validation loss turns overfits after its lowest point",
        saying: "Each of the last three has to be a tenth above there."),
      WrongAnswer(
        "four have to follow", .epochOfOverfitting { epoch($0, $1, after: 4) },
        fails: "it takes three epochs to tell", saying: "Four epochs have to follow"),
      WrongAnswer(
        "two are enough", .epochOfOverfitting { epoch($0, $1, after: 2) },
        fails: "it takes three epochs to tell", saying: "Two epochs after the best are enough"),
    ])
}
