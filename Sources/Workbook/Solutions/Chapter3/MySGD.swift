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
  // #stub
  // #solution
  /// One for each parameter, in their order.
  private var velocities: [[Float]]
  // #end

  /// An optimizer whose velocities are all 0.
  public init(_ parameters: [Parameter], learningRate: Float, momentum: Float = 0) {
    self.parameters = parameters
    self.learningRate = learningRate
    self.momentum = momentum
    // #stub
    // #solution
    self.velocities = parameters.map { [Float](repeating: 0, count: $0.count) }
    // #end
  }

  /// Changes each parameter that has a gradient.
  public func step() {
    // #stub
    // fatalError("Exercise 3.5 has no answer yet")
    // #solution
    for (index, parameter) in parameters.enumerated() {
      guard let gradient = parameter.grad else { continue }
      velocities[index] = zip(velocities[index], gradient.values).map { momentum * $0 + $1 }
      parameter.mutate { elements in
        for i in elements.indices { elements[i] -= learningRate * velocities[index][i] }
      }
    }
    // #end
  }
}
