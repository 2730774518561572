/// How much time a benchmark takes for how sure its numbers are.
public struct Effort: Equatable, Sendable {
  /// For each measurement.
  public let budget: Duration
  /// Rounds that count, at least.
  public let leastRounds: Int
  /// The largest batch of the convolutions from other networks.
  public let largestBatch: Int

  /// Some 25 seconds in all on two cores.
  public static let thorough = Effort(
    budget: .milliseconds(350), leastRounds: 5, largestBatch: .max)
  /// A few seconds: numbers that are of the right size, and no more.
  public static let quick = Effort(budget: .milliseconds(10), leastRounds: 2, largestBatch: 1)

  /// A stopwatch for one measurement.
  var stopwatch: Stopwatch { Stopwatch(budget: budget, leastRounds: leastRounds) }
}
