/// Exercise 5.1: says when to stop training, because the loss of the validation digits has stopped
/// falling.
///
/// An epoch is an improvement if its loss is below the best so far by more than
/// `minimalImprovement`; the best so far is the loss of the last improvement. The first epoch is
/// one, too. A loss that is not a number (NaN) is never one.
public struct EarlyStopping: Sendable {
  /// After this many epochs in a row without an improvement it is time to stop.
  public let patience: Int
  /// A loss must have fallen by more than this.
  public let minimalImprovement: Double
  /// The epoch of the last improvement, counted from 1 as `fit` prints them; nil before the first.
  public private(set) var bestEpoch: Int?
  // #stub
  // #solution
  private var bestLoss = Double.infinity
  private var epoch = 0
  // #end

  /// Nothing has been trained yet.
  public init(patience: Int, minimalImprovement: Double = 0) {
    self.patience = patience
    self.minimalImprovement = minimalImprovement
  }

  /// To be called once after each epoch, with its loss of the validation digits.
  ///
  /// - Returns: whether to stop now. Once it has said so, it is not called again.
  public mutating func shouldStop(after loss: Double) -> Bool {
    // #stub
    // fatalError("Exercise 5.1 has no answer yet")
    // #solution
    epoch += 1
    // With NaN on either side a comparison is false, so that is not an improvement.
    if loss < bestLoss - minimalImprovement {
      bestLoss = loss
      bestEpoch = epoch
    }
    return epoch - (bestEpoch ?? 0) >= patience
    // #end
  }
}
