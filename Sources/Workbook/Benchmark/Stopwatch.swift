/// Times something again and again, until a budget of time is spent.
///
/// The first round is not counted: it finds caches cold, memory unmapped and threads asleep. What a
/// round needs beforehand is prepared outside of the time that counts, but inside of the budget.
package struct Stopwatch {
  /// How long all rounds together should take, with their preparation.
  private let budget: Duration
  /// How many rounds count at least, whatever they take.
  private let leastRounds: Int
  private let now: () -> Duration

  /// Traps below one round.
  ///
  /// - Parameter now: the time since some fixed moment; nil for the system's clock.
  package init(budget: Duration, leastRounds: Int, now: (() -> Duration)? = nil) {
    guard leastRounds >= 1 else {
      fatalError("Stopwatch: leastRounds is \(leastRounds), wants at least 1")
    }
    self.budget = budget
    self.leastRounds = leastRounds
    let start = ContinuousClock.now
    self.now = now ?? { ContinuousClock.now - start }
  }

  /// Times `body`, each round with what `prepare` makes for it, and which nobody else holds.
  package func time<Input>(
    preparing prepare: () -> Input, _ body: (consuming Input) -> Void
  ) -> Timing {
    let start = now()
    body(prepare())
    var rounds: [Duration] = []
    while rounds.count < leastRounds || now() - start < budget {
      let input = prepare()
      let before = now()
      body(consume input)
      rounds.append(now() - before)
    }
    return Timing(rounds: rounds)
  }

  /// Times `body`, which needs nothing beforehand.
  package func time(_ body: () -> Void) -> Timing {
    time(preparing: {}) { (_: consuming Void) in body() }
  }
}

/// How long the rounds of one measurement took.
package struct Timing: Equatable, Sendable {
  /// Of each round, in ascending order.
  package let seconds: [Double]

  /// Traps without rounds.
  package init(rounds: [Duration]) {
    guard !rounds.isEmpty else { fatalError("Timing: needs at least 1 round, but got 0") }
    seconds = rounds.map { $0 / .seconds(1) }.sorted()
  }

  /// Half of the rounds took no longer than this: what to expect. Other programs that take the
  /// processor for a moment move it little, where they would move a mean.
  package var median: Double {
    let middle = seconds.count / 2
    return seconds.count % 2 == 1
      ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2
  }

  /// The shortest round: what the machine can do when nothing comes between.
  package var best: Double { seconds[0] }
}
