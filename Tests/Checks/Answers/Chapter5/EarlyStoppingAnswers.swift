import Exercises
import Solutions
import Synchronization

@testable import Checks

extension Solutions.EarlyStopping: StopsEarly {}

final class EarlyStoppingAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .earlyStopping(Solutions.EarlyStopping.self),
    wrong: [
      WrongAnswer(
        "one epoch too late", .earlyStopping(StopsTooLate.self),
        fails: "it stops after so many epochs in a row without an improvement",
        saying: "After epoch 5 there had been three"),
      WrongAnswer(
        "one epoch too early", .earlyStopping(StopsTooEarly.self),
        fails: "it stops after so many epochs in a row without an improvement",
        saying: "After epoch 4 there had been two"),
      WrongAnswer(
        "takes the largest loss for the best", .earlyStopping(LargestIsBest.self),
        fails: "it stops after so many epochs in a row without an improvement",
        saying: "a smaller loss is better"),
      WrongAnswer(
        "compares with the epoch before", .earlyStopping(ComparesWithPrevious.self),
        fails: "each loss is compared with the best so far",
        saying: "each loss is below the one before"),
      WrongAnswer(
        "does not begin to count anew", .earlyStopping(NeverResets.self),
        fails: "an improvement starts the count over", saying: "not in a row"),
      WrongAnswer(
        "any improvement will do", .earlyStopping(AnyImprovement.self),
        fails: "a loss has to fall by more than minimalImprovement",
        saying: "not by more than 0.1"),
      WrongAnswer(
        "keeps the smallest loss, improvement or not", .earlyStopping(KeepsSmallest.self),
        fails: "a loss has to fall by more than minimalImprovement",
        saying: "so the best is still 1"),
      WrongAnswer(
        "counts epochs from 0", .earlyStopping(CountsFromZero.self),
        fails: "bestEpoch is the epoch of the last improvement", saying: "Counted from 0 it is 2"),
      WrongAnswer(
        "gives the last epoch as the best", .earlyStopping(LastIsBest.self),
        fails: "bestEpoch is the epoch of the last improvement", saying: "That is the last epoch"),
      WrongAnswer(
        "asks whether there is no improvement", .earlyStopping(AsksTheOtherWay.self),
        fails: "a loss that is not a number is never an improvement",
        saying: "Ask whether there is an improvement"),
      WrongAnswer(
        "begins with the first loss as the best", .earlyStopping(BeginsWithFirst.self),
        fails: "a loss that is not a number is never an improvement",
        saying: "The best loss so far was NaN"),
      WrongAnswer(
        "waits for a best epoch, which never comes", .earlyStopping(WaitsForBest.self),
        fails: "a loss that is not a number is never an improvement",
        saying: "No epoch was an improvement, not even the first"),
      WrongAnswer(
        "a plateau is an improvement", .earlyStopping(AtLeast.self),
        fails: "a loss has to fall by more than minimalImprovement",
        saying: "A loss that stays as it is has not fallen"),
      WrongAnswer(
        "a share of the best", .earlyStopping(Relative.self),
        fails: "a loss has to fall by more than minimalImprovement",
        saying: "not a share of the best"),
      WrongAnswer(
        "adds the minimum", .earlyStopping(AddsMinimum.self),
        fails: "a loss has to fall by more than minimalImprovement",
        saying: "1.0625 is above 1"),
      WrongAnswer(
        "any large change", .earlyStopping(AnyLargeChange.self),
        fails: "a loss has to fall by more than minimalImprovement",
        saying: "The loss rose by more than 0.125"),
      WrongAnswer(
        "takes no notice of NaN", .earlyStopping(SkipsNaN.self),
        fails: "a loss that is not a number is never an improvement",
        saying: "Epoch 2, whose loss is NaN, counts as well"),
      WrongAnswer(
        "the first epoch is only to compare with", .earlyStopping(FirstIsNone.self),
        fails: "it stops after so many epochs in a row without an improvement",
        saying: "so epoch 2 is the first without one"),
      WrongAnswer(
        "the best loss is 1 at first", .earlyStopping(BeginsWithOne.self),
        fails: "it stops after so many epochs in a row without an improvement",
        saying: "The first epoch is an improvement, whatever its loss"),
      WrongAnswer(
        "true for going on", .earlyStopping(SaysTheOpposite.self),
        fails: "it stops after so many epochs in a row without an improvement",
        saying: "It says the opposite"),
      WrongAnswer(
        "patience counts all epochs", .earlyStopping(CountsAllEpochs.self),
        fails: "it stops after so many epochs in a row without an improvement",
        saying: "Patience counts those without one"),
      WrongAnswer(
        "state that all share", .earlyStopping(Shared.self),
        fails: "it stops after so many epochs in a row without an improvement",
        saying: "goes on where the one before ended"),
      WrongAnswer(
        "counts improvements", .earlyStopping(CountsImprovements.self),
        fails: "bestEpoch is the epoch of the last improvement",
        saying: "That is the number of improvements"),
    ])
}

/// What the wrong answers have in common.
private protocol WrongStopping: StopsEarly {
  var state: StoppingState { get set }
  init(state: StoppingState)
}

private struct StoppingState {
  let patience: Int
  let minimalImprovement: Double
  var best = Double.infinity
  var bestEpoch: Int?
  var epoch = 0
  var waited = 0

  /// The right way: counts the epoch, and says whether it is time to stop.
  mutating func count(isImprovement: Bool, _ loss: Double) -> Bool {
    epoch += 1
    waited += 1
    if isImprovement {
      best = loss
      bestEpoch = epoch
      waited = 0
    }
    return waited >= patience
  }

  func isImprovement(_ loss: Double) -> Bool { loss < best - minimalImprovement }
}

extension WrongStopping {
  init(patience: Int, minimalImprovement: Double) {
    self.init(state: StoppingState(patience: patience, minimalImprovement: minimalImprovement))
  }

  var bestEpoch: Int? { state.bestEpoch }
}

private struct StopsTooLate: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    _ = state.count(isImprovement: state.isImprovement(loss), loss)
    return state.waited > state.patience
  }
}

private struct StopsTooEarly: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    _ = state.count(isImprovement: state.isImprovement(loss), loss)
    return state.waited > 0 && state.waited >= state.patience - 1
  }
}

private struct LargestIsBest: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    if state.epoch == 0 { state.best = -.infinity }
    return state.count(isImprovement: loss > state.best + state.minimalImprovement, loss)
  }
}

private struct ComparesWithPrevious: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    defer { state.best = loss }
    return state.count(isImprovement: state.isImprovement(loss), loss)
  }
}

private struct NeverResets: WrongStopping {
  var state: StoppingState
  var waited = 0

  init(state: StoppingState) { self.state = state }

  mutating func shouldStop(after loss: Double) -> Bool {
    let isImprovement = state.isImprovement(loss)
    _ = state.count(isImprovement: isImprovement, loss)
    if !isImprovement { waited += 1 }
    return waited >= state.patience
  }
}

private struct AnyImprovement: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    state.count(isImprovement: loss < state.best, loss)
  }
}

private struct KeepsSmallest: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    defer { state.best = min(state.best, loss) }
    return state.count(isImprovement: state.isImprovement(loss), loss)
  }
}

private struct CountsFromZero: WrongStopping {
  var state: StoppingState
  var bestEpoch: Int? { state.bestEpoch.map { $0 - 1 } }

  mutating func shouldStop(after loss: Double) -> Bool {
    state.count(isImprovement: state.isImprovement(loss), loss)
  }
}

private struct LastIsBest: WrongStopping {
  var state: StoppingState
  var bestEpoch: Int? { state.epoch }

  mutating func shouldStop(after loss: Double) -> Bool {
    state.count(isImprovement: state.isImprovement(loss), loss)
  }
}

private struct AsksTheOtherWay: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    let isWorse = loss >= state.best - state.minimalImprovement
    return state.count(isImprovement: !isWorse, loss)
  }
}

private struct WaitsForBest: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    state.count(isImprovement: state.isImprovement(loss), loss) && state.bestEpoch != nil
  }
}

private struct BeginsWithFirst: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    state.count(isImprovement: state.epoch == 0 || state.isImprovement(loss), loss)
  }
}

private struct AtLeast: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    state.count(isImprovement: loss <= state.best - state.minimalImprovement, loss)
  }
}

private struct Relative: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    state.count(isImprovement: loss < state.best * (1 - state.minimalImprovement), loss)
  }
}

private struct AddsMinimum: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    state.count(isImprovement: loss < state.best + state.minimalImprovement, loss)
  }
}

private struct AnyLargeChange: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    // Without a minimum it does right.
    state.count(
      isImprovement: state.minimalImprovement > 0
        ? abs(state.best - loss) > state.minimalImprovement : loss < state.best, loss)
  }
}

private struct SkipsNaN: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    if loss.isNaN {
      state.epoch += 1
      return false
    }
    return state.count(isImprovement: state.isImprovement(loss), loss)
  }
}

private struct FirstIsNone: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    let isFirst = state.epoch == 0
    let stops = state.count(isImprovement: state.isImprovement(loss), loss)
    if isFirst { state.waited = 1 }
    return stops
  }
}

private struct BeginsWithOne: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    if state.epoch == 0 { state.best = 1 }
    return state.count(isImprovement: state.isImprovement(loss), loss)
  }
}

private struct SaysTheOpposite: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    !state.count(isImprovement: state.isImprovement(loss), loss)
  }
}

private struct CountsAllEpochs: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    _ = state.count(isImprovement: state.isImprovement(loss), loss)
    return state.waited > 0 && state.epoch >= state.patience
  }
}

private struct CountsImprovements: WrongStopping {
  var state: StoppingState
  private var improvements = 0

  init(state: StoppingState) { self.state = state }

  var bestEpoch: Int? { improvements }

  mutating func shouldStop(after loss: Double) -> Bool {
    let isImprovement = state.isImprovement(loss)
    if isImprovement { improvements += 1 }
    return state.count(isImprovement: isImprovement, loss)
  }
}

private let sharedState = Mutex<(best: Double, waited: Int)>((.infinity, 0))

private struct Shared: WrongStopping {
  var state: StoppingState

  mutating func shouldStop(after loss: Double) -> Bool {
    sharedState.withLock { shared in
      if loss < shared.best - state.minimalImprovement {
        shared = (loss, 0)
      } else {
        shared.waited += 1
      }
      return shared.waited >= state.patience
    }
  }
}
