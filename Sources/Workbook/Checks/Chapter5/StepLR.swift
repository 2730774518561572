import Chapter5TrainingLoop
import Exercises
import NN
import Tensors

extension Exercise {
  /// Exercise 5.2.
  ///
  /// - Parameter schedule: makes a schedule, and returns its `step`.
  static func stepLR(
    _ schedule: @escaping @Sendable (SGD, _ stepSize: Int, _ gamma: Float) -> () -> Void = {
      let schedule = Chapter5TrainingLoop.StepLR($0, stepSize: $1, gamma: $2)
      return { schedule.step() }
    }
  ) -> Exercise {
    /// The learning rate in each of some epochs.
    @Sendable func rates(_ epochs: Int, from initial: Float, _ stepSize: Int, _ gamma: Float)
      -> [Float]
    {
      let optimizer = SGD([Parameter([1], shape: [1])], learningRate: initial)
      let step = schedule(optimizer, stepSize, gamma)
      return (0..<epochs).map { _ in
        defer { step() }
        return optimizer.learningRate
      }
    }

    return Exercise(
      .chapter5, 2, "A learning rate schedule", file: "StepLR",
      checks: [
        Check(
          "for stepSize epochs the learning rate stays as it is",
          hint: "After the first call of step() one epoch is over."
        ) {
          try expect(
            rates(3, from: 0.1, 3, 0.5), are: [0.1, 0.1, 0.1], from: 0.1, 3, 0.5,
            mistakes: [
              Mistake([0.1, 0.1, 0.05], "It changes one epoch too early."),
              Mistake([0.1, 0.05, 0.025], "It changes at every epoch."),
              Mistake([0.05, 0.05, 0.05], "It changes before the first epoch is over."),
              Mistake([0.1, 0.05, 0.05], "It changes after one epoch."),
            ])
        },
        Check(
          "then it is multiplied by gamma",
          hint: "For which numbers of epochs is stepSize a divisor?"
        ) {
          try expect(
            rates(4, from: 0.1, 3, 0.5), are: [0.1, 0.1, 0.1, 0.05], from: 0.1, 3, 0.5,
            mistakes: [
              Mistake([0.1, 0.1, 0.1, 0.1], "It has not changed, or changes one epoch too late."),
              Mistake([0.1, 0.1, 0.1, 0.2], "It is divided by gamma. Multiply."),
              Mistake([0.1, 0.1, 0.1, 0.5], "It is set to gamma. Multiply by it."),
              Mistake(
                [0.1, 0.1, 0.1, 0.0125], "It is multiplied once for each epoch. Multiply once."),
            ])
        },
        Check(
          "after stepSize more epochs it is multiplied again, and so on",
          hint: "What is the learning rate multiplied by in the epochs in between?"
        ) {
          let expected: [Float] = [0.1, 0.1, 0.05, 0.05, 0.025, 0.025, 0.0125]
          try expect(
            rates(7, from: 0.1, 2, 0.5), are: expected, from: 0.1, 2, 0.5,
            mistakes: [
              Mistake(
                [0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05], "It is multiplied only the first time."),
              Mistake(
                [0.1, 0.1, 0.05, 0.025, 0.0125, 0.00625, 0.003125],
                "After the first time it is multiplied at every epoch."),
              Mistake(
                [0.1, 0.1, 0.05, 0.025, 0.00625, 0.0015625, 0.0001953125],
                """
                The powers of gamma are multiplied into a learning rate that has them already. Either \
                compute it from the first learning rate, or multiply by gamma alone.
                """),
            ])
        },
        Check(
          "it has the numbers of PyTorch's documentation",
          hint: "The file says where they are described."
        ) {
          let got = rates(95, from: 0.05, 30, 0.1)
          for (epoch, expected) in [
            (0, 0.05), (29, 0.05), (30, 0.005), (59, 0.005), (60, 0.0005), (89, 0.0005),
            (90, 0.00005),
          ] {
            try Exercises.expect(
              "with learning rate 0.05, stepSize 30 and gamma 0.1, that of epoch \(epoch + 1)",
              Double(got[epoch]), isCloseTo: expected, within: expected * 1e-4)
          }
        },
        Check(
          "only the learning rate changes",
          hint: "Moving the parameters is the optimizer's part, once for each batch."
        ) {
          let parameter = Parameter([1], shape: [1])
          parameter.grad = Tensor([1])
          let optimizer = SGD([parameter], learningRate: 0.1)
          let step = schedule(optimizer, 1, 0.5)
          step()
          try Exercises.expect("the parameter", parameter.values, is: [1])
          try Exercises.expect(
            parameter.grad != nil, "the gradient of the parameter is gone",
            diagnosis: "A schedule has nothing to do with gradients.")
        },
      ])
  }
}

/// Fails at the first epoch that has a different learning rate.
private func expect(
  _ got: [Float], are expected: [Float], from initial: Float, _ stepSize: Int, _ gamma: Float,
  mistakes: [Mistake<[Float]>]
) throws(CheckFailure) {
  func isClose(_ rates: [Float]) -> Bool {
    zip(got, rates).allSatisfy { abs($0 - $1) <= 1e-4 * abs($1) }
  }
  guard !isClose(expected) else { return }
  throw CheckFailure(
    "with learning rate \(initial), stepSize \(stepSize) and gamma \(gamma), the learning rates of "
      + "epochs 1 to \(got.count) are wrong", expected: "\(expected)", got: "\(got)",
    diagnosis: mistakes.first { isClose($0.value) }?.diagnosis)
}
