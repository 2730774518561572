/// Exercise 6.2: the epoch after which a run overfits, or nil if it does not.
///
/// Let *best* be the epoch with the lowest validation loss, the first if several are equal. The
/// run overfits after it if all of this holds:
/// - at least three epochs follow it,
/// - the mean validation loss of the last three epochs is more than 10 % above the lowest,
/// - the mean training loss of the last three epochs is below that of the best epoch: the model is
///   still getting better on what it has seen.
///
/// - Parameters:
///   - trainLoss: the mean loss of each epoch, on the digits that it learned from.
///   - validationLoss: as many, on digits that were kept for choosing.
/// - Returns: the number of the best epoch, counted from 1 as in the printed lines.
public func epochOfOverfitting(trainLoss: [Double], validationLoss: [Double]) -> Int? {
  fatalError("Exercise 6.2 has no answer yet")
}
