import Notebook

/// Runs the checks of an exercise one after the other and reports on each, to a ``CheckProcess`` in
/// another process.
package struct CheckReport {
  private let exercise: Exercise
  private let write: @Sendable (String) -> Void

  /// - Parameter write: takes a line without its newline, on any thread, and not to the standard
  ///   output that the reader's code prints to.
  package init(_ exercise: Exercise, write: @escaping @Sendable (String) -> Void) {
    self.exercise = exercise
    self.write = write
  }

  /// Runs the checks from the one at `first` on. One that fails does not keep the others from
  /// running; one that stops the program does.
  package func run(from first: Int) throws {
    let write = write
    @Sendable func send(_ event: CheckEvent) { write(event.line) }
    for index in exercise.checks.indices.dropFirst(first) {
      send(.began(check: index))
      let (failure, _) = try captureStandardOutput {
        send(.printed(line: $0))
      } while: {
        exercise.checks[index].failure()
      }
      send(failure.map { .failed($0) } ?? .passed)
    }
  }
}
