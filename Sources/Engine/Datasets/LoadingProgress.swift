/// How far a `for` loop over a ``DataLoader`` has come.
///
/// A program around a training loop can listen to it and show a bar; the loop need not know.
///
/// ```swift
/// LoadingProgress.$listener.withValue({ print($0.batch, "of", $0.count) }) {
///   train(trainLoader, model, lossFunction, optimizer)
/// }
/// ```
package struct LoadingProgress: Sendable, Equatable {
  /// How many batches the loop is done with: 0 as it asks for the first, ``count`` as it ends.
  package let batch: Int
  /// How many batches there are.
  package let count: Int

  /// Who hears of it each time that a loop of this task asks for a batch.
  @TaskLocal package static var listener: (@Sendable (LoadingProgress) -> Void)?
}
