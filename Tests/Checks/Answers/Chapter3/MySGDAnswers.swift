import Exercises
import NN
import Solutions
import Tensors

@testable import Checks

/// An optimizer whose step is given: from the gradient and the velocity, which it may change, to how
/// far an element moves.
private final class Stepping: Optimizer {
  typealias Step = @Sendable (_ gradient: Float, _ velocity: inout Float) -> Float

  let parameters: [Parameter]
  private var velocities: [[Float]]
  private let stepOf: Step

  init(_ parameters: [Parameter], _ step: @escaping Step) {
    self.parameters = parameters
    self.velocities = parameters.map { [Float](repeating: 0, count: $0.count) }
    self.stepOf = step
  }

  func step() {
    for (index, parameter) in parameters.enumerated() {
      guard let gradient = parameter.grad?.values else { continue }
      parameter.mutate { elements in
        for i in elements.indices {
          elements[i] += stepOf(gradient[i], &velocities[index][i])
        }
      }
    }
  }
}

/// An optimizer that does what it is told.
private final class Doing: Optimizer {
  let parameters: [Parameter]
  private let body: () -> Void

  init(_ parameters: [Parameter], _ body: @escaping () -> Void) {
    self.parameters = parameters
    self.body = body
  }

  func step() { body() }
}

final class MySGDAnswers: KnownAnswers {
  static let answers = Answers(
    solution: .mySGD { Solutions.MySGD($0, learningRate: $1, momentum: $2) },
    others: [
      OtherAnswer(
        "a dictionary of velocities",
        .mySGD { parameters, rate, momentum in
          var velocities: [ObjectIdentifier: Tensor] = [:]
          return Doing(parameters) {
            for parameter in parameters {
              guard let gradient = parameter.grad else { continue }
              let key = ObjectIdentifier(parameter)
              let velocity = velocities[key].map { $0 * momentum + gradient } ?? gradient.detach()
              velocities[key] = velocity
              let moved = (parameter.detach() - velocity * rate).values
              parameter.mutate { $0 = moved }
            }
          }
        })
    ],
    wrong: [
      WrongAnswer(
        "uphill", .mySGD { parameters, rate, _ in Stepping(parameters) { g, _ in rate * g } },
        fails: "a step goes against the gradient, a fifth of it at a learning rate of 0.2",
        saying: "The sign is wrong"),
      WrongAnswer(
        "no learning rate", .mySGD { parameters, _, _ in Stepping(parameters) { g, _ in -g } },
        fails: "a step goes against the gradient, a fifth of it at a learning rate of 0.2",
        saying: "The learning rate is missing"),
      WrongAnswer(
        "a copy is changed",
        .mySGD { parameters, rate, _ in
          Doing(parameters) {
            for parameter in parameters {
              var values = parameter.values
              for i in values.indices { values[i] -= rate * parameter.grad!.values[i] }
            }
          }
        }, fails: "a step goes against the gradient, a fifth of it at a learning rate of 0.2",
        saying: "Changing a copy"),
      WrongAnswer(
        "every parameter is taken to have a gradient",
        .mySGD { parameters, rate, _ in
          Doing(parameters) {
            for parameter in parameters {
              let gradient = parameter.grad!.values
              parameter.mutate { for i in $0.indices { $0[i] -= rate * gradient[i] } }
            }
          }
        }, fails: "each parameter has its own gradient, or none",
        saying: "Unexpectedly found nil while unwrapping an Optional value", traps: true),
      WrongAnswer(
        "the gradients are cleared",
        .mySGD { parameters, rate, momentum in
          let right = Solutions.MySGD(parameters, learningRate: rate, momentum: momentum)
          return Doing(parameters) {
            right.step()
            right.zeroGrad()
          }
        }, fails: "the gradients stay as they are", saying: "Only zeroGrad() clears it"),
      WrongAnswer(
        "the velocity keeps everything",
        .mySGD { parameters, rate, _ in
          Stepping(parameters) { gradient, velocity in
            velocity += gradient
            return -rate * velocity
          }
        }, fails: "without momentum every step is as long as the first",
        saying: "The velocity keeps everything."),
      WrongAnswer(
        "no momentum", .mySGD { parameters, rate, _ in Stepping(parameters) { g, _ in -rate * g } },
        fails: "with momentum the steps get longer", saying: "The steps do not get longer."),
      WrongAnswer(
        "the learning rate is in the velocity and in the step",
        .mySGD { parameters, rate, momentum in
          Stepping(parameters) { gradient, velocity in
            velocity = momentum * velocity + rate * gradient
            return -rate * velocity
          }
        }, fails: "a step goes against the gradient, a fifth of it at a learning rate of 0.2",
        saying: "The learning rate was used twice."),
      WrongAnswer(
        "the learning rate twice, from the second step on",
        .mySGD { parameters, rate, momentum in
          Stepping(parameters) { gradient, velocity in
            velocity = rate * (momentum * velocity + gradient)
            return -velocity
          }
        }, fails: "with momentum the steps get longer",
        saying: "The old velocity is multiplied by the learning rate as well"),
      WrongAnswer(
        "the gradient has the momentum, too",
        .mySGD { parameters, rate, momentum in
          Stepping(parameters) { gradient, velocity in
            velocity = momentum * (velocity + gradient)
            return -rate * (momentum == 0 ? gradient : velocity)
          }
        }, fails: "with momentum the steps get longer",
        saying: "The gradient was multiplied by the momentum, too."),
      WrongAnswer(
        "dampening",
        .mySGD { parameters, rate, momentum in
          Stepping(parameters) { gradient, velocity in
            velocity = momentum * velocity + (1 - momentum) * gradient
            return -rate * velocity
          }
        }, fails: "with momentum the steps get longer", saying: "multiplied by 1 − momentum"),
      WrongAnswer(
        "Nesterov",
        .mySGD { parameters, rate, momentum in
          Stepping(parameters) { gradient, velocity in
            velocity = momentum * velocity + gradient
            return -rate * (gradient + momentum * velocity)
          }
        }, fails: "with momentum the steps get longer", saying: "Nesterov"),
      WrongAnswer(
        "one velocity for all",
        .mySGD { parameters, rate, momentum in
          var velocity = [Float](repeating: 0, count: parameters.map(\.count).max()!)
          return Doing(parameters) {
            for parameter in parameters {
              guard let gradient = parameter.grad?.values else { continue }
              for i in gradient.indices { velocity[i] = momentum * velocity[i] + gradient[i] }
              parameter.mutate { for i in $0.indices { $0[i] -= rate * velocity[i] } }
            }
          }
        }, fails: "each parameter has a velocity of its own",
        saying: "leaked into the step of the second"),
      WrongAnswer(
        "velocities are counted by the parameters that have a gradient",
        .mySGD { parameters, rate, momentum in
          var velocities = [Float](repeating: 0, count: parameters.map(\.count).reduce(0, +))
          return Doing(parameters) {
            var next = 0
            for parameter in parameters {
              guard let gradient = parameter.grad?.values else { continue }
              parameter.mutate { elements in
                for i in elements.indices {
                  velocities[next] = momentum * velocities[next] + gradient[i]
                  elements[i] -= rate * velocities[next]
                  next += 1
                }
              }
            }
          }
        }, fails: "each parameter has a velocity of its own",
        saying: "Its velocity went to another parameter"),
      WrongAnswer(
        "by the velocity of the step before",
        .mySGD { parameters, rate, momentum in
          Stepping(parameters) { gradient, velocity in
            defer { velocity = momentum * velocity + gradient }
            return -rate * velocity
          }
        }, fails: "a step goes against the gradient, a fifth of it at a learning rate of 0.2",
        saying: "It moves in the second step"),
      WrongAnswer(
        "the momentum is multiplied by both, also where it is 0",
        .mySGD { parameters, rate, momentum in
          Stepping(parameters) { gradient, velocity in
            velocity = momentum * (velocity + gradient)
            return -rate * velocity
          }
        }, fails: "a step goes against the gradient, a fifth of it at a learning rate of 0.2",
        saying: "With a momentum of 0 nothing moves"),
      WrongAnswer(
        "a learning rate of its own",
        .mySGD { parameters, _, _ in Stepping(parameters) { gradient, _ in -0.01 * gradient } },
        fails: "a step goes against the gradient, a fifth of it at a learning rate of 0.2",
        saying: "The learning rate is always 0.01"),
      WrongAnswer(
        "the first parameter alone",
        .mySGD { parameters, rate, momentum in
          Solutions.MySGD([parameters[0]], learningRate: rate, momentum: momentum)
        }, fails: "every parameter is moved", saying: "are no longer those that were given"),
      WrongAnswer(
        "it ends at the first without a gradient",
        .mySGD { parameters, rate, momentum in
          Doing(parameters) {
            let some = Array(parameters.prefix { $0.grad != nil })
            Solutions.MySGD(some, learningRate: rate, momentum: momentum).step()
          }
        }, fails: "each parameter has its own gradient, or none", saying: "the step ended there"),
      WrongAnswer(
        "the gradient holds the velocity",
        .mySGD { parameters, rate, momentum in
          let right = Solutions.MySGD(parameters, learningRate: rate, momentum: momentum)
          return Doing(parameters) {
            right.step()
            for parameter in parameters { parameter.grad?.mutate { $0[0] *= 1 + momentum } }
          }
        }, fails: "the gradients stay as they are", saying: "step() has changed the gradient itself"
      ),
      WrongAnswer(
        "a momentum of its own",
        .mySGD { parameters, rate, _ in
          Solutions.MySGD(parameters, learningRate: rate, momentum: 0.9)
        }, fails: "without momentum every step is as long as the first",
        saying: "The momentum is always 0.9"),
      WrongAnswer(
        "the velocity is in the step twice",
        .mySGD { parameters, rate, momentum in
          Stepping(parameters) { gradient, velocity in
            velocity = momentum * velocity + gradient
            return -rate * (momentum == 0 ? velocity : velocity + gradient)
          }
        }, fails: "with momentum the steps get longer",
        saying: "The gradient is in the step twice"),
      WrongAnswer(
        "a gradient of 0 is taken for none",
        .mySGD { parameters, rate, momentum in
          Stepping(parameters) { gradient, velocity in
            if gradient == 0 { return 0 }
            velocity = momentum * velocity + gradient
            return -rate * velocity
          }
        }, fails: "with momentum the steps get longer", saying: "A gradient of 0 is a gradient"),
      WrongAnswer(
        "it rolls on without a gradient",
        .mySGD { parameters, rate, momentum in
          let right = Solutions.MySGD(parameters, learningRate: rate, momentum: momentum)
          return Doing(parameters) {
            let without = parameters.filter { $0.grad == nil }
            for parameter in without { parameter.grad = .zeros(parameter.shape) }
            right.step()
            for parameter in without { parameter.grad = nil }
          }
        }, fails: "a parameter without a gradient rests, and keeps its velocity",
        saying: "It rolled on without a gradient."),
      WrongAnswer(
        "the engine's",
        .mySGD { SGD($0, learningRate: $1, momentum: $2) }, fails: "it is your own",
        saying: "SGD of the engine did the work"),
    ])
}
