import Benchmark
import ExitTestSupport
import TestSupport
import Testing

@Suite struct StopwatchTests {
  /// A clock that only moves when it is told to.
  private final class Clock {
    var time = Duration.zero
  }

  /// A stopwatch on the clock, and what its rounds take, one after the other, the last for ever.
  private func time(
    _ rounds: [Int], preparation: Int = 0, budget: Int, leastRounds: Int
  ) -> Timing {
    let clock = Clock()
    var rest = rounds[...]
    let stopwatch = Stopwatch(budget: .seconds(budget), leastRounds: leastRounds) { clock.time }
    return stopwatch.time(preparing: { clock.time += .seconds(preparation) }) {
      (_: consuming Void) in
      clock.time += .seconds(rest.count > 1 ? rest.removeFirst() : rest.first!)
    }
  }

  @Test func theFirstRoundDoesNotCount() {
    #expect(time([100, 1, 2, 3], budget: 0, leastRounds: 3) == timing(1, 2, 3))
  }

  @Test func roundsGoOnUntilTheBudgetIsSpent() {
    // 2 seconds to warm up, then rounds that start at 2, 4, 6 and 8.
    #expect(time([2], budget: 10, leastRounds: 1).seconds.count == 4)
    // Preparation is part of the budget: rounds that start at 5 and 10 only, and take 2 each.
    #expect(time([2], preparation: 3, budget: 15, leastRounds: 1) == timing(2, 2))
  }

  @Test func slowRoundsAreRepeatedToo() {
    #expect(time([50], budget: 1, leastRounds: 3) == timing(50, 50, 50))
  }

  @Test func whatIsPreparedBelongsToTheRoundAlone() {
    final class Thing {}
    let stopwatch = Stopwatch(budget: .zero, leastRounds: 3)
    var alone: [Bool] = []
    _ = stopwatch.time(preparing: { Thing() }) { (thing: consuming Thing) in
      alone.append(isKnownUniquelyReferenced(&thing))
    }
    #expect(alone == [true, true, true, true])
  }

  @Test func medianAndBest() {
    #expect(timing(9, 1, 4).median == 4)
    #expect(timing(9, 1, 4, 2).median == 3)
    #expect(timing(9, 1, 4, 2).best == 1)
    #expect(timing(7).median == 7)
    #expect(Timing(rounds: [.milliseconds(3)]).best == 0.003)
  }

  @Test func theSystemsClockMoves() {
    let stopwatch = Stopwatch(budget: .zero, leastRounds: 2)
    var runs = 0
    let timing = stopwatch.time { runs += 1 }
    #expect(runs == 3)
    #expect(timing.seconds.count == 2)
    #expect(timing.best >= 0)
  }

  @Test(.withExitTests) func noRoundsAreRefused() async {
    let noRounds = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Stopwatch(budget: .zero, leastRounds: 0)
    }
    expectMessage(noRounds, "Stopwatch: leastRounds is 0, wants at least 1")
    let nothing = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      _ = Timing(rounds: [])
    }
    expectMessage(nothing, "Timing: needs at least 1 round, but got 0")
  }

  private func timing(_ seconds: Int...) -> Timing {
    Timing(rounds: seconds.map { .seconds($0) })
  }
}
