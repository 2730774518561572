import NN

/// Exercise 5.2: makes the learning rate of an optimizer smaller from time to time.
///
/// It stays as it is for `stepSize` epochs and is then multiplied by `gamma`; after another
/// `stepSize` epochs it is multiplied again, and so on. With a learning rate of 0.1, a `stepSize` of
/// 2 and a `gamma` of 0.5 the epochs have 0.1, 0.1, 0.05, 0.05, 0.025, …
/// Source: https://pytorch.org/docs/2.3/generated/torch.optim.lr_scheduler.StepLR.html
public final class StepLR {
  // #stub
  // /// Takes the optimizer's learning rate for that of the first epoch.
  // public init(_ optimizer: SGD, stepSize: Int, gamma: Float = 0.1) {
  //   fatalError("Exercise 5.2 has no answer yet")
  // }
  // #solution
  private let optimizer: SGD
  private let stepSize: Int
  private let gamma: Float
  private var epoch = 0

  /// Takes the optimizer's learning rate for that of the first epoch.
  public init(_ optimizer: SGD, stepSize: Int, gamma: Float = 0.1) {
    self.optimizer = optimizer
    self.stepSize = stepSize
    self.gamma = gamma
  }
  // #end

  /// To be called once at the end of each epoch. Sets the learning rate for the next.
  public func step() {
    // #stub
    // fatalError("Exercise 5.2 has no answer yet")
    // #solution
    epoch += 1
    if epoch % stepSize == 0 { optimizer.learningRate *= gamma }
    // #end
  }
}
