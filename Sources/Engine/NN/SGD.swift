import Kernels
import Tensors

/// What changes parameters by their gradients. Source: `torch.optim.Optimizer`.
public protocol Optimizer: AnyObject {
  /// What the optimizer changes.
  var parameters: [Parameter] { get }

  /// Changes each parameter that has a gradient, and leaves the others alone.
  func step()
}

extension Optimizer {
  /// Sets every gradient back to nil, so that the next `backward()` starts anew. Source:
  /// `Optimizer.zero_grad`.
  public func zeroGrad() {
    for parameter in parameters { parameter.grad = nil }
  }
}

/// Stochastic gradient descent: each parameter takes a small step against its gradient.
///
/// With gradient g of parameter p:
/// ```
/// g ← g + weightDecay · p
/// v ← momentum · v + (1 − dampening) · g      (v ← g the first time)
/// g ← g + momentum · v  with Nesterov, else v
/// p ← p − learningRate · g
/// ```
/// where the first line is for a weight decay, and the next two for a momentum, that is not 0.
/// Traps for negative settings, no parameters, one that is given twice, and Nesterov without momentum or with dampening.
/// Source: https://pytorch.org/docs/2.3/generated/torch.optim.SGD.html
public final class SGD: Optimizer {
  /// What is changed, in the order in which it was given.
  public let parameters: [Parameter]

  /// The length of a step, as a factor of the gradient. May be changed between steps.
  public var learningRate: Float

  private let momentum: Float
  private let dampening: Float
  private let weightDecay: Float
  private let nesterov: Bool
  /// One for each parameter, empty before its first step.
  private var velocities: [[Float]]

  /// The learning rate, and all else off, as in PyTorch. Traps as described above.
  public init(
    _ parameters: [Parameter], learningRate: Float = 1e-3, momentum: Float = 0,
    dampening: Float = 0, weightDecay: Float = 0, nesterov: Bool = false
  ) {
    guard !parameters.isEmpty else { fatalError("SGD: got no parameters to optimize") }
    // It would take two steps, each with a momentum of its own. PyTorch warns, and means to refuse it.
    guard Set(parameters.map(ObjectIdentifier.init)).count == parameters.count else {
      fatalError("SGD: one of the \(parameters.count) parameters is given more than once")
    }
    let settings = [
      ("learning rate", learningRate), ("momentum", momentum), ("weight decay", weightDecay),
    ]
    // NaN is not 0 or more either.
    for (name, value) in settings where !(value >= 0) {
      fatalError("SGD: the \(name) is \(value), and has to be a number, 0 or more")
    }
    guard !nesterov || (momentum > 0 && dampening == 0) else {
      fatalError(
        "SGD: Nesterov wants a momentum above 0 and no dampening, "
          + "and got \(momentum) and \(dampening)")
    }
    self.parameters = parameters
    self.learningRate = learningRate
    self.momentum = momentum
    self.dampening = dampening
    self.weightDecay = weightDecay
    self.nesterov = nesterov
    self.velocities = Array(repeating: [], count: parameters.count)
  }

  /// Called with the optimizer before each step that this task takes: a program around a training
  /// loop can follow what the loop trains, and how; the loop need not know. Source:
  /// `torch.optim.optimizer.register_optimizer_step_pre_hook`.
  @TaskLocal package static var listener: (@Sendable (SGD) -> Void)?

  /// Changes each parameter that has a gradient by the formula above.
  public func step() {
    CalledFunctions.note("SGD")
    Self.listener?(self)
    for (index, parameter) in parameters.enumerated() {
      guard let gradient = parameter.grad else { continue }
      var direction = gradient.values
      if weightDecay != 0 {
        Elementwise.addScaled(parameter.values, scale: weightDecay, to: &direction)
      }
      if momentum != 0 {
        addMomentum(index, &direction)
      }
      parameter.mutate { Elementwise.addScaled(direction, scale: -learningRate, to: &$0) }
    }
  }

  private func addMomentum(_ index: Int, _ direction: inout [Float]) {
    if velocities[index].isEmpty {
      velocities[index] = direction
    } else {
      let slowed = velocities[index].map { $0 * momentum }
      velocities[index] = slowed
      Elementwise.addScaled(direction, scale: 1 - dampening, to: &velocities[index])
    }
    if nesterov {
      Elementwise.addScaled(velocities[index], scale: momentum, to: &direction)
    } else {
      direction = velocities[index]
    }
  }
}
