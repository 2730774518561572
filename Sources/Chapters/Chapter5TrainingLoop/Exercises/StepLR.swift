import NN

/// Exercise 5.2: makes the learning rate of an optimizer smaller from time to time.
///
/// It stays as it is for `stepSize` epochs and is then multiplied by `gamma`; after another
/// `stepSize` epochs it is multiplied again, and so on. With a learning rate of 0.1, a `stepSize` of
/// 2 and a `gamma` of 0.5 the epochs have 0.1, 0.1, 0.05, 0.05, 0.025, …
/// Source: https://pytorch.org/docs/2.3/generated/torch.optim.lr_scheduler.StepLR.html
public final class StepLR {
  /// Takes the optimizer's learning rate for that of the first epoch.
  public init(_ optimizer: SGD, stepSize: Int, gamma: Float = 0.1) {
    fatalError("Exercise 5.2 has no answer yet")
  }

  /// To be called once at the end of each epoch. Sets the learning rate for the next.
  public func step() {
    fatalError("Exercise 5.2 has no answer yet")
  }
}
