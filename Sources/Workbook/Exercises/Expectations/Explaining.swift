/// Adds a diagnosis to whatever fails in `body` without one, for wrong results that are known by
/// something else than their value: NaN equals nothing, not even itself.
package func explaining(
  _ diagnosis: @autoclosure () -> String?, _ body: () throws -> Void
) throws {
  do {
    try body()
  } catch var failure as CheckFailure {
    failure.diagnosis = failure.diagnosis ?? diagnosis()
    throw failure
  }
}
