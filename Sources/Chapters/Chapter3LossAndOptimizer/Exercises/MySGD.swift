import NN
import Tensors

/// Exercise 3.5: stochastic gradient descent, without momentum and with it.
///
/// Each parameter has a velocity of its own, of the same shape, which begins as zeros. A step does this
/// for each parameter that has a gradient, and leaves the others alone:
/// ```
/// velocity  ← momentum · velocity + gradient
/// parameter ← parameter − learningRate · velocity
/// ```
/// The gradients stay as they are. Write all of it: do not use the engine's `SGD`.
public final class MySGD: Optimizer {
  /// What is changed, in the order in which it was given.
  public let parameters: [Parameter]
  /// The length of a step, as a factor of the velocity.
  public let learningRate: Float
  /// How much of its velocity a parameter keeps from one step to the next: with 0, nothing.
  public let momentum: Float

  /// An optimizer whose velocities are all 0.
  public init(_ parameters: [Parameter], learningRate: Float, momentum: Float = 0) {
    self.parameters = parameters
    self.learningRate = learningRate
    self.momentum = momentum
  }

  /// Changes each parameter that has a gradient.
  public func step() {
    fatalError("Exercise 3.5 has no answer yet")
  }
}
