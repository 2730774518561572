import Chapter3LossAndOptimizer
import Exercises
import NN
import Tensors

extension Exercise {
  typealias MakeOptimizer =
    @Sendable (_ parameters: [Parameter], _ learningRate: Float, _ momentum: Float) -> any Optimizer

  /// Exercise 3.5.
  static func mySGD(
    _ make: @escaping MakeOptimizer = { MySGD($0, learningRate: $1, momentum: $2) }
  ) -> Exercise {
    Exercise(
      .chapter3, 5, "SGD from scratch, then with momentum", file: "MySGD",
      checks: [
        Check(
          "a step goes against the gradient, a tenth of it at a learning rate of 0.1",
          hint: "parameter.grad has the gradient, and parameter.mutate { } changes the elements."
        ) {
          let parameter = parameter([1, -2], gradient: [0.5, 4])
          make([parameter], 0.1, 0).step()
          try expect(
            "[1, −2] after a step with the gradient [0.5, 4]", parameter,
            isCloseTo: Tensor([0.95, -2.4]), within: 1e-5,
            mistakes: [
              Mistake(
                Tensor([1.05, -1.6]), "The sign is wrong: that is a step up, to a larger loss."),
              Mistake(
                Tensor([0.5, -6]), "The learning rate is missing: the step is far too long."),
              Mistake(Tensor([0.995, -2.04]), "The learning rate was used twice."),
              Mistake(
                Tensor([1, -2]),
                "Nothing has moved. Changing a copy of the elements does not change the parameter."),
            ])
        },
        Check(
          "each parameter has its own gradient, or none",
          hint:
            "grad is an optional. A parameter that the loss does not depend on has none, and keeps "
            + "its elements."
        ) {
          let first = parameter([1], gradient: [1])
          let without = parameter([1, 2], gradient: nil)
          let last = parameter([1, 2, 3], gradient: [-1, 0, 1])
          make([first, without, last], 0.1, 0).step()
          try expect("the first parameter", first, isCloseTo: Tensor([0.9]), within: 1e-5)
          try expect("the one without a gradient", without, isCloseTo: Tensor([1, 2]), within: 0)
          try expect("the last parameter", last, isCloseTo: Tensor([1.1, 2, 2.9]), within: 1e-5)
        },
        Check(
          "the gradients stay as they are",
          hint: "Clearing them is what zeroGrad() is for, and it comes with the protocol."
        ) {
          let parameter = parameter([1, 2], gradient: [3, 4])
          make([parameter], 0.1, 0.9).step()
          guard let gradient = parameter.grad else {
            throw CheckFailure(
              "the gradient is gone after step()",
              diagnosis:
                "Only zeroGrad() clears it: two batches may be added up before a step.")
          }
          try expect("the gradient after step()", gradient, isCloseTo: Tensor([3, 4]), within: 0)
        },
        Check(
          "without momentum every step is as long as the first",
          hint: "With a momentum of 0 nothing of the velocity is kept."
        ) {
          try expect(
            "the path of a parameter in three steps with a gradient of 1",
            way(make, [1, 1, 1], momentum: 0), isCloseTo: Tensor([-0.1, -0.2, -0.3]), within: 1e-5,
            mistakes: [
              Mistake(
                Tensor([-0.1, -0.3, -0.6]),
                "The velocity keeps everything. It should keep momentum times what it was: 0 here.")
            ])
        },
        Check(
          "with momentum the steps get longer",
          hint: "Do three steps on paper: the gradient is 1 each time, so the velocity is 1, then "
            + "0.8 · 1 + 1, and then?"
        ) {
          // Velocities 1, 1.8, 2.44 and 0.952, which are added up. With a momentum of 0.9, the learning
          // rate would be 1 − momentum, and two mistakes would look alike.
          try expect(
            "the path of a parameter in four steps with gradients of 1, 1, 1 and −1 and a momentum of "
              + "0.8",
            way(make, [1, 1, 1, -1], momentum: 0.8),
            isCloseTo: Tensor([-0.1, -0.28, -0.524, -0.6192]), within: 1e-5,
            mistakes: [
              Mistake(
                Tensor([-0.1, -0.2, -0.3, -0.2]),
                "The steps do not get longer. Is the velocity kept from one step to the next?"),
              Mistake(
                Tensor([-0.02, -0.056, -0.1048, -0.12384]),
                "The gradient was multiplied by 1 − momentum. That makes a mean, which PyTorch's SGD "
                  + "does not use: the whole gradient is added."),
              Mistake(
                Tensor([-0.18, -0.424, -0.7192, -0.69536]),
                "The step is one ahead: that is Nesterov's momentum, another option of PyTorch's."),
              Mistake(
                Tensor([-0.08, -0.224, -0.4192, -0.49536]),
                "The gradient was multiplied by the momentum, too. Only the old velocity should be."
              ),
              Mistake(
                Tensor([-0.01, -0.028, -0.0524, -0.06192]), "The learning rate was used twice."),
              Mistake(
                Tensor([-0.1, -0.208, -0.31664, -0.2253312]),
                "The old velocity is multiplied by the learning rate as well, at every step. Only "
                  + "the step should be."),
            ])
        },
        Check(
          "each parameter has a velocity of its own",
          hint: "Keep one velocity for each parameter, for instance in an array, in their order."
        ) {
          let first = parameter([0, 0], gradient: [1, 1])
          let second = parameter([0, 0], gradient: [-1, 2])
          let optimizer = make([first, second], 0.1, 0.5)
          optimizer.step()
          optimizer.step()
          // 0.1 · (1 + 1.5), and the same for the gradients −1 and 2. Of a velocity that both share,
          // half goes from each step into the next: 1, then −0.5 and so on.
          let shared = "The velocity of the first parameter leaked into the step of the second."
          try expect(
            "the second parameter after two steps", second, isCloseTo: Tensor([0.25, -0.5]),
            within: 1e-5, mistakes: [Mistake(Tensor([0.1125, -0.5625]), shared)])
          try expect(
            "the first parameter after two steps", first, isCloseTo: Tensor([-0.25, -0.25]),
            within: 1e-5)
        },
        Check(
          "a small network learns as with SGD",
          hint:
            "If the other checks pass and this one does not, look at how parameters with more than "
            + "one dimension are treated, and those that have a gradient in some steps only."
        ) {
          let expected = parametersAfterTraining { SGD($0, learningRate: 0.1, momentum: 0.9) }
          for (got, expected) in zip(parametersAfterTraining { make($0, 0.1, 0.9) }, expected) {
            try expect(
              "a parameter \(expected.shape) after ten steps", got, isCloseTo: expected,
              within: 1e-4)
          }
        },
      ])
  }
}

private func parameter(_ values: [Float], gradient: [Float]?) -> Parameter {
  let parameter = Parameter(values, shape: [values.count])
  parameter.grad = gradient.map { Tensor($0) }
  return parameter
}

/// Where a parameter that begins at 0 is after each of the steps, with a learning rate of 0.1.
private func way(
  _ make: Exercise.MakeOptimizer, _ gradients: [Float], momentum: Float
) -> Tensor {
  let parameter = Parameter([0], shape: [1])
  let optimizer = make([parameter], 0.1, momentum)
  return Tensor(
    gradients.map { gradient in
      parameter.grad = Tensor([gradient])
      optimizer.step()
      return parameter.values[0]
    })
}

/// The parameters of two linear layers after ten steps. Those of the second layer get a gradient in
/// every other one only, and come first: who counts only the parameters that have one mixes up what
/// belongs to which.
private func parametersAfterTraining(
  _ make: ([Parameter]) -> any Optimizer
) -> [Parameter] {
  Generator.withCurrent(Generator(seed: 5)) {
    let (first, second) = (Linear(4, 3), Linear(3, 3))
    let parameters = second.parameters() + first.parameters()
    let optimizer = make(parameters)
    for step in 0..<10 {
      let x = Tensor.rand([6, 4])
      let scores = step % 2 == 0 ? second(relu(first(x))) : first(x)
      for parameter in parameters { parameter.grad = nil }
      crossEntropy(scores, IntTensor([0, 1, 2, 0, 1, 2])).backward()
      optimizer.step()
    }
    return parameters
  }
}
