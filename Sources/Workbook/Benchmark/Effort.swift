/// How much time a benchmark takes for how sure its numbers are.
package struct Effort: Equatable, Sendable {
  /// For each measurement.
  package let budget: Duration
  /// Rounds that count, at least.
  package let leastRounds: Int
  /// The largest batch of the convolutions from other networks.
  package let largestBatch: Int

  /// Some 25 seconds in all on two cores.
  package static let thorough = Effort(
    budget: .milliseconds(350), leastRounds: 5, largestBatch: .max)
  /// A few seconds: numbers that are of the right size, and no more.
  package static let quick = Effort(budget: .milliseconds(10), leastRounds: 2, largestBatch: 1)

  /// A stopwatch for one measurement.
  var stopwatch: Stopwatch { Stopwatch(budget: budget, leastRounds: leastRounds) }
}
