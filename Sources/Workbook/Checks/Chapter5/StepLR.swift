import Chapter5TrainingLoop
import Exercises
import Foundation
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
    /// Fails at the first of some epochs that has a different learning rate.
    @Sendable func expectRates(_ epochs: Int) throws {
      try Schedule(initial: 0.8, stepSize: 3, gamma: 0.25).expect(schedule, epochs: epochs)
    }

    return Exercise(
      .chapter5, 2, "A learning rate schedule", file: "StepLR",
      checks: [
        Check(
          "for stepSize epochs the learning rate stays as it is",
          hint: "After the first call of step() one epoch is over.",
          "step() has to know how many epochs are over: count its calls, from 1."
        ) { try expectRates(3) },
        Check(
          "then it is multiplied by gamma", of: "step",
          hint: "For which numbers of epochs is stepSize a divisor?",
          "% is the remainder of a division. Where it is 0, set optimizer.learningRate."
        ) { try expectRates(4) },
        Check(
          "after stepSize more epochs it is multiplied again, and so on", of: "step",
          hint: "What is the learning rate multiplied by in the epochs in between?",
          "By nothing. And at each multiple of stepSize by gamma, once."
        ) {
          try expectRates(13)
          try Schedule(initial: 0.5, stepSize: 1, gamma: 0.5).expect(schedule, epochs: 5)
          try Schedule(initial: 0.3, stepSize: 4, gamma: 0.7).expect(schedule, epochs: 17)
        },
        Check(
          "it has the numbers of PyTorch's documentation", of: "step",
          hint: "The file says where they are described.",
          "0.05 for 30 epochs, 0.005 for the next 30, and so on."
        ) {
          let got = Schedule(initial: 0.05, stepSize: 30, gamma: 0.1).rates(schedule, epochs: 95)
          for (epoch, expected) in [
            (0, 0.05), (29, 0.05), (30, 0.005), (59, 0.005), (60, 0.0005), (89, 0.0005),
            (90, 0.00005),
          ] {
            try Exercises.expect(
              "with learning rate 0.05, stepSize 30 and gamma 0.1, that of epoch \(epoch + 1)",
              Double(got[epoch]), isCloseTo: expected, within: expected * 1e-3)
          }
        },
        Check(
          "only the learning rate changes",
          hint: "Moving the parameters is the optimizer's part, once for each batch.",
          "step() of a schedule sets learningRate, and calls nothing of the optimizer."
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
        Check(
          "two schedules count by themselves",
          hint: "What a schedule has counted belongs to it alone.",
          "Keep the number of epochs in a property of the class."
        ) {
          let optimizers = [0.8, 0.4].map { SGD([Parameter([1], shape: [1])], learningRate: $0) }
          let steps = [schedule(optimizers[0], 2, 0.25), schedule(optimizers[1], 3, 0.5)]
          var rates: [[Float]] = []
          for _ in 0..<4 {
            rates.append(optimizers.map(\.learningRate))
            for step in steps { step() }
          }
          try Exercises.expect(
            "with two optimizers at 0.8 and 0.4, stepSizes of 2 and 3, and gammas of 0.25 and 0.5, the "
              + "learning rates", Tensor(rates),
            isCloseTo: Tensor([[0.8, 0.4], [0.8, 0.4], [0.2, 0.4], [0.2, 0.2]]), within: 1e-4)
        },
      ])
  }
}

/// The settings of a schedule.
private struct Schedule {
  let initial: Float
  let stepSize: Int
  let gamma: Float

  /// The learning rate in each of some epochs.
  func rates(_ schedule: (SGD, Int, Float) -> () -> Void, epochs: Int) -> [Float] {
    let optimizer = SGD([Parameter([1], shape: [1])], learningRate: initial)
    let step = schedule(optimizer, stepSize, gamma)
    return (0..<epochs).map { _ in
      defer { step() }
      return optimizer.learningRate
    }
  }

  /// Fails if the learning rates of the first epochs are wrong. More epochs than those say how it came
  /// about.
  func expect(
    _ schedule: (SGD, Int, Float) -> () -> Void, epochs: Int
  ) throws(CheckFailure) {
    let most = max(epochs, 4 * stepSize + 1)
    func isClose(_ left: [Float], _ right: [Float]) -> Bool {
      zip(left, right).allSatisfy { abs($0 - $1) <= 1e-4 * abs($1) }
    }
    let got = rates(schedule, epochs: most)
    let expected = rates(epochs: most) {
      $0.finished % stepSize == 0 ? $0.rate * gamma : $0.rate
    }
    guard !isClose(Array(got.prefix(epochs)), expected) else { return }
    func text(_ rates: [Float]) -> String { "\(Array(rates.prefix(epochs)))" }
    let again = rates(schedule, epochs: most)
    throw CheckFailure(
      "with learning rate \(initial), stepSize \(stepSize) and gamma \(gamma), the learning rates of "
        + "epochs 1 to \(epochs) are wrong", expected: text(expected), got: text(got),
      diagnosis: isClose(again, got)
        ? mistakes(most).first { isClose(got, $0.value) }?.diagnosis
        : "Asked a second time, it is \(text(again)). So a new StepLR goes on where the one before "
          + "ended: what it counts has to be in its properties.")
  }

  /// What the learning rate of the next epoch follows from.
  private struct Epoch {
    /// How many are over.
    let finished: Int
    /// The learning rate of the last of them, and of the first.
    let rate, first: Float
  }

  /// The learning rates of some epochs, from what makes the next of them.
  private func rates(
    from initial: Float? = nil, epochs: Int,
    _ next: (Epoch) -> Float
  ) -> [Float] {
    var rates = [initial ?? self.initial]
    for finished in 1..<epochs {
      rates.append(next(Epoch(finished: finished, rate: rates.last!, first: rates[0])))
    }
    return rates
  }

  private func mistakes(_ epochs: Int) -> [Mistake<[Float]>] {
    let (s, gamma) = (stepSize, gamma)
    func mistake(
      _ diagnosis: String, from initial: Float? = nil, _ next: (Epoch) -> Float
    ) -> Mistake<[Float]> {
      Mistake(rates(from: initial, epochs: epochs, next), diagnosis)
    }
    func power(_ exponent: Float) -> Float { pow(gamma, exponent) }
    /// Where only what happens every `stepSize` epochs is wrong.
    func regular(_ diagnosis: String, _ changed: (Epoch) -> Float) -> Mistake<[Float]> {
      mistake(diagnosis) { $0.finished % s == 0 ? changed($0) : $0.rate }
    }
    return [
      mistake("It never changes.") { $0.rate },
      mistake("It changes at every epoch.") { $0.rate * gamma },
      mistake("It changes one epoch too early.") {
        ($0.finished + 1) % s == 0 ? $0.rate * gamma : $0.rate
      },
      mistake("It changes one epoch too late.") {
        $0.finished > 1 && $0.finished % s == 1 % s ? $0.rate * gamma : $0.rate
      },
      mistake("It changes after the first epoch, and then every stepSize epochs.") {
        ($0.finished - 1) % s == 0 ? $0.rate * gamma : $0.rate
      },
      mistake("It changes every stepSize + 1 epochs.") {
        $0.finished % (s + 1) == 0 ? $0.rate * gamma : $0.rate
      },
      mistake("It changes every stepSize - 1 epochs.") {
        s > 1 && $0.finished % (s - 1) == 0 ? $0.rate * gamma : $0.rate
      },
      mistake("It changes before the first epoch is over.", from: initial * gamma) {
        $0.finished % s == 0 ? $0.rate * gamma : $0.rate
      },
      mistake("It is multiplied only the first time.") {
        $0.finished == s ? $0.rate * gamma : $0.rate
      },
      mistake("After the first time it is multiplied at every epoch.") {
        $0.finished >= s ? $0.rate * gamma : $0.rate
      },
      mistake("It changes at 1, 2, 4, 8 … times stepSize: the distance grows each time.") {
        [1, 2, 4, 8].contains(Float($0.finished) / Float(s)) ? $0.rate * gamma : $0.rate
      },
      regular("It is divided by gamma. Multiply.") { $0.rate / gamma },
      regular("Gamma is subtracted. Multiply by it.") { $0.rate - gamma },
      regular("It is set to gamma. Multiply by it.") { _ in gamma },
      regular("It is multiplied by 1 − gamma. Multiply by gamma.") { $0.rate * (1 - gamma) },
      regular("It is multiplied by 0.1, whatever gamma is.") { $0.rate * 0.1 },
      regular("It is multiplied by 0.5, whatever gamma is.") { $0.rate * 0.5 },
      mistake("It goes by a first learning rate of 0.1, whatever that of the optimizer is.") {
        0.1 * power(Float($0.finished / s))
      },
      regular("It is multiplied by gamma once for each epoch that is over. Multiply once.") {
        $0.rate * power(Float(s))
      },
      mistake("It changes a little at every epoch, since epoch / stepSize is a fraction.") {
        $0.first * power(Float($0.finished) / Float(s))
      },
      mistake("After the first time it is divided, by 2, 3 and so on. Multiply by gamma each time.")
      {
        $0.finished >= s ? $0.first * gamma / Float($0.finished / s) : $0.rate
      },
      mistake(
        """
        The powers of gamma are multiplied into a learning rate that has them already. Either \
        compute it from the first learning rate, or multiply by gamma alone.
        """
      ) { $0.rate * power(Float($0.finished / s)) },
      regular(
        """
        Each time it is multiplied by a higher power of gamma, although it has the ones before \
        already. Multiply by gamma alone.
        """
      ) { $0.rate * power(Float($0.finished / s)) },
    ]
  }
}
