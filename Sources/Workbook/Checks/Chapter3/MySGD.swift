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
    @Sendable func step(
      _ parameters: [Parameter], rate: Float, momentum: Float = 0
    ) -> any Optimizer {
      let optimizer = make(parameters, rate, momentum)
      optimizer.step()
      return optimizer
    }

    return Exercise(
      .chapter3, 5, "SGD from scratch, then with momentum", file: "MySGD",
      checks: [
        Check(
          "a step goes against the gradient, a fifth of it at a learning rate of 0.2",
          hint: "parameter.grad has the gradient, and parameter.mutate { } changes the elements.",
          "mutate hands its closure the elements: { $0[0] -= 0.1 } takes 0.1 off the first. The "
            + "closure is run once, and what it leaves is the parameter."
        ) {
          let moved = parameter([1, -2], gradient: [0.5, 4])
          let optimizer = step([moved], rate: 0.2)
          let place = moved.detach()
          let isStill = place.values == [1, -2]
          try expect(
            "[1, −2] after a step with the gradient [0.5, 4]", place,
            isCloseTo: Tensor([0.9, -2.8]), within: 1e-5,
            mistakes: [
              Mistake(
                Tensor([1.1, -1.2]), "The sign is wrong: that is a step up, to a larger loss."),
              Mistake(
                Tensor([0.5, -6]), "The learning rate is missing: the step is far too long."),
              Mistake(Tensor([1.5, 2]), "The learning rate is missing, and the sign is wrong."),
              Mistake(Tensor([0.98, -2.16]), "The learning rate was used twice."),
              Mistake(Tensor([0.95, -2.4]), "The learning rate is always 0.1 there."),
              Mistake(Tensor([0.995, -2.04]), "The learning rate is always 0.01 there."),
              Mistake(Tensor([0.9995, -2.004]), "The learning rate is always 0.001 there."),
              Mistake(
                Tensor([0.8, -2.2]),
                "Only the sign of the gradient counts there. Its size counts, too."),
              Mistake(
                Tensor([1 - 0.1 / 4.0311289, -2 - 0.8 / 4.0311289]),
                "The gradient was made as long as 1. How long it is counts, too."),
              Mistake(
                Tensor([0.9, -2.2]), "The gradient was cut off at 1. How large it is counts."),
              Mistake(
                Tensor([-0.1, -0.8]), "That is the step. It has to be taken off the elements."),
              Mistake(
                Tensor([0.9, -2]), "Only the first element has moved. Each has its own gradient."),
              Mistake(
                Tensor([1, -2]), isStill ? whyNothingMoves(make, moved, optimizer) : ""),
            ])
        },
        Check(
          "every parameter is moved",
          hint: "parameters is a list. Each of them takes a step of its own.",
          "for parameter in parameters { } visits all of them, and parameters.enumerated() numbers "
            + "them as well."
        ) {
          let first = parameter([1], gradient: [1])
          let second = parameter([1, 2, 3], gradient: [-1, 0, 1])
          let optimizer = step([first, second], rate: 0.1)
          try expect(
            optimizer.parameters.map(ObjectIdentifier.init)
              == [first, second].map(ObjectIdentifier.init),
            "parameters are no longer those that were given, in their order",
            diagnosis: "zeroGrad() goes through them. Change their elements, and keep the objects.")
          try expect("the first parameter", first, isCloseTo: Tensor([0.9]), within: 1e-5)
          try expect(
            "the second parameter", second, isCloseTo: Tensor([1.1, 2, 2.9]), within: 1e-5,
            mistakes: [
              Mistake(
                Tensor([1, 2, 3]),
                "Only the first parameter has moved. The others have a turn, too."),
              Mistake(
                Tensor([0.9, 1.9, 2.9]), "It was moved by the gradient of the first parameter."),
            ])
        },
        Check(
          "each parameter has its own gradient, or none",
          hint:
            "grad is an optional. A parameter that the loss does not depend on has none, and keeps "
            + "its elements.",
          "guard let gradient = parameter.grad else { continue } goes on to the next one. return "
            + "would end the step for all that follow."
        ) {
          let first = parameter([1], gradient: [1])
          let without = parameter([1, 2], gradient: nil)
          let last = parameter([1, 2, 3], gradient: [-1, 0, 1])
          _ = step([first, without, last], rate: 0.1)
          try expect("the first parameter", first, isCloseTo: Tensor([0.9]), within: 1e-5)
          try expect(
            "the one without a gradient", without, isCloseTo: Tensor([1, 2]), within: 0,
            mistakes: [
              Mistake(
                Tensor([0.9, 1.9]), "It was moved by the gradient of the parameter before it.")
            ])
          try expect(
            "the last parameter", last, isCloseTo: Tensor([1.1, 2, 2.9]), within: 1e-5,
            mistakes: [
              Mistake(
                Tensor([1, 2, 3]),
                "It has not moved: one without a gradient stands before it, and the step ended there. "
                  + "continue goes on, return does not.")
            ])
        },
        Check(
          "the gradients stay as they are",
          hint: "Clearing them is what zeroGrad() is for, and it comes with the protocol.",
          "grad belongs to backward(), which adds to it. What a parameter keeps from step to step "
            + "needs a place of its own."
        ) {
          let parameter = parameter([1, 2], gradient: [3, 4])
          let optimizer = make([parameter], 0.1, 0.9)
          for _ in 0..<3 {
            optimizer.step()
            guard let gradient = parameter.grad else {
              throw CheckFailure(
                "the gradient is gone after step()",
                diagnosis:
                  "Only zeroGrad() clears it: two batches may be added up before a step.")
            }
            try explaining(
              "step() has changed the gradient itself. The next backward() would add to that."
            ) {
              try expect(
                "the gradient after step()", gradient, isCloseTo: Tensor([3, 4]), within: 0)
            }
          }
        },
        Check(
          "without momentum every step is as long as the first",
          hint: "With a momentum of 0 nothing of the velocity is kept.",
          "0 · velocity + gradient is the gradient, in each step."
        ) {
          try expect(
            "the path of a parameter in three steps with a gradient of 1",
            way(make, [1, 1, 1], momentum: 0), isCloseTo: Tensor([-0.1, -0.2, -0.3]), within: 1e-5,
            mistakes: [
              Mistake(
                Tensor([-0.1, -0.3, -0.6]),
                "The velocity keeps everything. It should keep momentum times what it was: 0 here."),
              Mistake(Tensor([-0.1, -0.29, -0.561]), "The momentum is always 0.9 there."),
              Mistake(
                Tensor([-0.1, -0.1, -0.1]),
                "Only the first step moved it. The learning rate does not get smaller."),
            ])
        },
        Check(
          "with momentum the steps get longer",
          hint: "Do three steps on paper: the gradient is 1 each time, so the velocity is 1, then "
            + "0.8 · 1 + 1, and then?",
          "Where the gradients are 2, 0, −1 and 3 and the momentum is 0.8, the velocities are 2, 1.6, "
            + "0.28 and 3.224. Print yours."
        ) {
          let gradients: [Float] = [2, 0, -1, 3]
          let got = way(make, gradients, momentum: 0.8)
          try explaining(
            "The second optimizer began with the velocities of the first: they are not those of the "
              + "object, but of the type (static), or of the whole program."
          ) {
            try expect(
              "the same path of another parameter, by another optimizer,",
              way(make, gradients, momentum: 0.8), isCloseTo: got, within: 0)
          }
          try expect(
            "the path of a parameter in four steps with gradients of 2, 0, −1 and 3 and a momentum of "
              + "0.8",
            got,
            isCloseTo: simulated(gradients) {
              $1 = 0.8 * $1 + $0; return $1
            }, within: 1e-5,
            mistakes: wrongWays(gradients))
        },
        Check(
          "each parameter has a velocity of its own",
          hint: "Keep one velocity for each parameter, for instance in an array, in their order.",
          "velocities[index] belongs to parameters[index], also in steps in which some other "
            + "parameter has no gradient."
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

          let (late, early) = (parameter([0], gradient: nil), parameter([0], gradient: [1]))
          let both = make([late, early], 0.1, 0.5)
          both.step()
          late.grad = Tensor([2])
          both.step()
          let mixed =
            "Its velocity went to another parameter: in the first step only one of the two had "
            + "a gradient, and in the second both. Count all parameters, and not those with a gradient."
          try expect(
            "a parameter whose first gradient comes in the second step", late,
            isCloseTo: Tensor([-0.2]), within: 1e-5, mistakes: [Mistake(Tensor([-0.25]), mixed)])
          try expect(
            "a parameter with a gradient in both steps", early, isCloseTo: Tensor([-0.25]),
            within: 1e-5, mistakes: [Mistake(Tensor([-0.2]), mixed)])
        },
        Check(
          "a parameter without a gradient rests, and keeps its velocity",
          hint: "\"Leaves the others alone\": neither the parameter nor its velocity changes.",
          "With gradients of 1, none and 1 and a momentum of 0.5, the velocity is 1, then still 1, "
            + "and then 0.5 · 1 + 1."
        ) {
          try expect(
            "the path of a parameter with a gradient of 1, then none, then 1, and a momentum of 0.5",
            way(make, [1, nil, 1], momentum: 0.5), isCloseTo: Tensor([-0.1, -0.1, -0.25]),
            within: 1e-5,
            mistakes: [
              Mistake(
                Tensor([-0.1, -0.15, -0.275]),
                "It rolled on without a gradient. No gradient is not a gradient of 0: it has to stay "
                  + "where it is."),
              Mistake(
                Tensor([-0.1, -0.2, -0.325]),
                "It rolled on without a gradient, by the velocity of the step before. It has to stay "
                  + "where it is."),
              Mistake(
                Tensor([-0.1, -0.2, -0.35]),
                "It rolled on without a gradient, by the velocity of the step before. It has to stay "
                  + "where it is."),
              Mistake(
                Tensor([-0.1, -0.1, -0.2]),
                "Its velocity was lost in the step without a gradient. It has to be kept."),
              Mistake(
                Tensor([-0.1, -0.1, -0.225]),
                "Its velocity got smaller in the step without a gradient. It has to be kept."),
            ])
        },
        Check(
          "a small network learns as with SGD",
          hint:
            "If the other checks pass and this one does not, look at how parameters with more than "
            + "one dimension are treated, and those that have a gradient in some steps only.",
          "Its weights are [3, 3] and [3, 4]. parameter.values has all elements in a row, and so has "
            + "the values of its gradient."
        ) {
          let expected = parametersAfterTraining { SGD($0, learningRate: 0.1, momentum: 0.9) }
          for (got, expected) in zip(parametersAfterTraining { make($0, 0.1, 0.9) }, expected) {
            try expect(
              "a parameter \(expected.shape) after ten steps", got, isCloseTo: expected,
              within: 1e-4)
          }
        },
        Check(
          "it is your own", hint: "The engine's SGD is what you are to write.",
          "An array for the velocities, a loop over the parameters, and mutate are all it takes."
        ) {
          _ = try expectOwnWork(without: ["SGD"], with: "a loop over the parameters, and mutate") {
            step([parameter([1], gradient: [1])], rate: 0.1, momentum: 0.9).step()
          }
        },
      ])
  }
}

/// Why a parameter stays where it is in a first step without momentum.
private func whyNothingMoves(
  _ make: Exercise.MakeOptimizer, _ moved: Parameter, _ optimizer: any Optimizer
) -> String {
  optimizer.step()
  if moved.values != [1, -2] {
    return "It moves in the second step: by the velocity of the step before. The velocity comes "
      + "first, and then the step."
  }
  let other = Parameter([0], shape: [1])
  other.grad = Tensor([1])
  make([other], 0.2, 0.5).step()
  if other.values != [0] {
    return
      "With a momentum of 0 nothing moves, and with 0.5 it does: the momentum is multiplied by "
      + "the old velocity only."
  }
  return "Nothing has moved. Changing a copy of the elements does not change the parameter."
}

/// The path of a parameter that begins at 0, with a learning rate of 0.1.
private func simulated(
  _ gradients: [Float], velocity: Float = 0,
  _ step: (_ gradient: Float, _ velocity: inout Float) -> Float
) -> Tensor {
  var (place, velocity) = (Float(0), velocity)
  return Tensor(
    gradients.map { gradient in
      place -= 0.1 * step(gradient, &velocity)
      return place
    })
}

/// Other paths with a momentum of 0.8, and how they come about.
private func wrongWays(_ gradients: [Float]) -> [Mistake<Tensor>] {
  let m: Float = 0.8
  func path(_ momentum: Float) -> Tensor {
    simulated(gradients) {
      $1 = momentum * $1 + $0; return $1
    }
  }
  var place: Float = 0
  let ofPlace = gradients.map { gradient in
    place -= 0.1 * (m * place + gradient)
    return place
  }
  return [
    Mistake(
      simulated(gradients) { g, _ in g },
      "The steps do not get longer. Is the velocity kept from one step to the next?"),
    Mistake(path(0.9), "The momentum is always 0.9 there."),
    Mistake(path(0.5), "The momentum is always 0.5 there."),
    Mistake(path(1), "The velocity keeps everything. It should keep momentum times what it was."),
    Mistake(
      simulated(gradients) {
        $1 = m * $1 + (1 - m) * $0; return $1
      },
      "The gradient was multiplied by 1 − momentum. That makes a mean, which PyTorch's SGD does not "
        + "use: the whole gradient is added."),
    Mistake(
      simulated(gradients) {
        $1 = (1 - m) * $1 + m * $0; return $1
      },
      "Momentum and 1 − momentum are in each other's place, and the second is not wanted."),
    Mistake(
      simulated(gradients) {
        $1 = (1 - m) * $1 + $0; return $1
      },
      "1 − momentum of the velocity was kept. It should be momentum."),
    Mistake(
      simulated(gradients) {
        $1 = m * $1 + $0; return $0 + m * $1
      },
      "The step is one ahead: that is Nesterov's momentum, another option of PyTorch's."),
    Mistake(
      simulated(gradients) {
        $1 = m * ($1 + $0); return $1
      },
      "The gradient was multiplied by the momentum, too. Only the old velocity should be."),
    Mistake(
      simulated(gradients) {
        $1 = m * $1 + $0; return m * $1
      },
      "The step was multiplied by the momentum, too. Only the old velocity should be."),
    Mistake(
      simulated(gradients) {
        $1 += $0; return m * $1
      },
      "The velocity keeps everything, and the momentum only makes the step shorter."),
    Mistake(
      simulated(gradients) {
        $1 = m * $1 + 0.1 * $0; return $1
      },
      "The learning rate was used twice."),
    Mistake(
      simulated(gradients) {
        $1 = 0.1 * (m * $1 + $0); return $1 / 0.1
      },
      "The old velocity is multiplied by the learning rate as well, at every step. Only the step "
        + "should be."),
    Mistake(
      simulated(gradients, velocity: 1) {
        $1 = m * $1 + $0; return $1
      },
      "The velocity begins as 1. It should begin as 0."),
    Mistake(
      simulated(gradients, velocity: gradients[0]) {
        $1 = m * $1 + $0; return $1
      },
      "The first gradient is in the velocity twice: it begins as that gradient, which is then added."
    ),
    Mistake(
      simulated(gradients) { g, velocity in
        defer { velocity = m * velocity + g }
        return velocity
      },
      "It moves by the velocity of the step before. The velocity comes first, and then the step."),
    Mistake(
      simulated(gradients) { g, velocity in
        if g == 0 { return 0 }
        velocity = m * velocity + g
        return velocity
      },
      "In the second step it rested. A gradient of 0 is a gradient, and the velocity goes on."),
    Mistake(
      simulated(gradients) { g, velocity in
        defer { velocity = g }
        return m * velocity + g
      },
      "Only the gradient before is kept. Keep the velocity, which has all of those before in it."),
    Mistake(
      simulated(gradients) {
        $1 = m * $1 - $0; return $1
      },
      "The gradient was taken off the velocity. It is added, and the step is taken off."),
    Mistake(
      simulated(gradients) {
        $1 = m * $1 + $0; return $1 + $0
      },
      "The gradient is in the step twice: it is in the velocity already."),
    Mistake(Tensor(ofPlace), "Momentum was multiplied by the parameter. The velocity is meant."),
  ]
}

private func parameter(_ values: [Float], gradient: [Float]?) -> Parameter {
  let parameter = Parameter(values, shape: [values.count])
  parameter.grad = gradient.map { Tensor($0) }
  return parameter
}

/// Where a parameter that begins at 0 is after each of the steps, with a learning rate of 0.1.
private func way(
  _ make: Exercise.MakeOptimizer, _ gradients: [Float?], momentum: Float
) -> Tensor {
  let parameter = Parameter([0], shape: [1])
  let optimizer = make([parameter], 0.1, momentum)
  return Tensor(
    gradients.map { gradient in
      parameter.grad = gradient.map { Tensor([$0]) }
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
