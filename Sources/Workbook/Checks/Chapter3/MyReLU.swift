import Chapter3LossAndOptimizer
import Exercises
import NN
import Tensors

extension Exercise {
  /// Exercise 3.6.
  static func myReLU(
    _ make: @escaping @Sendable () -> any AutogradFunction = { MyReLU() }
  ) -> Exercise {
    @Sendable func result(_ operation: any AutogradFunction, _ x: Tensor) throws -> Tensor {
      let result = try expectUntouched(["the input": x]) { operation.apply(x) }
      try expect(
        "the shape of the result", result.shape, is: x.shape,
        mistakes: [
          Mistake(
            [x.values.count { $0 >= 0 }], "Negative elements were left out. They become 0."),
          Mistake([x.count], "It is flat. Tensor(_:shape:) gives it the shape of the input again."),
          Mistake(
            Array(x.shape.prefix(1)),
            "That is the first dimension alone. x.values has the elements of all of them."),
        ])
      return result
    }

    /// The gradient of `x` where `gradient` comes back from behind.
    @Sendable func gradient(of x: Tensor, from gradient: Tensor) throws -> Tensor {
      let x = x.detach()
      x.requiresGrad = true
      let operation = make()
      try expectGradients(of: operation, inputs: ["the input": x], from: gradient)
      try result(operation, x).backward(gradient: gradient)
      return x.grad!
    }

    return Exercise(
      .chapter3, 6, "ReLU, forward and back", file: "MyReLU",
      checks: [
        Check(
          "forward makes negative elements 0",
          hint:
            "x.values are all elements of x in a row, and Tensor(_:shape:) gives them a shape again.",
          "An element above 0 stays as it is, however large or small, and every other becomes 0."
        ) {
          let x = Tensor([[-2, -0.5, 0], [0.05, 2, 30]])
          func each(_ function: (Float) -> Float) -> Tensor {
            Tensor(x.values.map(function), shape: x.shape)
          }
          let got = try result(make(), x)
          try explaining(
            got.values.contains { $0 < 0 } ? "Negative numbers are left. All become 0." : nil
          ) {
            try expect(
              "the result for \(x.rows)", got, isCloseTo: Tensor([[0, 0, 0], [0.05, 2, 30]]),
              within: 1e-6,
              mistakes: [
                Mistake(each { abs($0) }, "That is the distance from 0."),
                Mistake(each { min($0, 0) }, "That is min; max is wanted."),
                Mistake(each { -$0 }, "Every sign is turned around."),
                Mistake(each { max(-$0, 0) }, "The positive elements became 0, not the negative."),
                Mistake(x, "Nothing has changed. Negative elements become 0."),
                Mistake(each { max($0, 0.01 * $0) }, "Of negative elements a hundredth is left."),
                Mistake(each { min(max($0, 0), 6) }, "Large elements were cut off at 6."),
                Mistake(each { min(max($0, 0), 1) }, "Large elements were cut off at 1."),
                Mistake(each { $0 > 0 ? 1 : 0 }, "Those are the slopes. They belong to backward."),
                Mistake(
                  each { $0 >= 1 ? $0 : 0 },
                  "An element between 0 and 1 became 0. Only negative ones should."),
              ])
          }
        },
        Check(
          "backward gives a gradient of the shape of the input", of: "backward",
          hint: "It returns a list with one tensor, for the one input.",
          "context.saveForBackward(…) in forward keeps tensors, and context.savedTensors in backward "
            + "has them."
        ) {
          for shape in [[4], [2, 3], [], [2, 1, 3]] {
            let count = shape.reduce(1, *)
            let x = Tensor((0..<count).map { Float($0) - 1 }, shape: shape, requiresGrad: true)
            try expectGradients(of: make(), inputs: ["the input": x], from: .ones(shape))
          }
        },
        Check(
          "the gradient goes through where the input was above 0, and only there", of: "backward",
          hint:
            "The slope of ReLU is 0 to the left and 1 to the right. The input, or the result, says "
            + "on which side each element was: save it in the context.",
          "Of the inputs [−2, 3, −0.5, 0.25] the slopes are [0, 1, 0, 1]."
        ) {
          let got = try gradient(of: Tensor([-2, 3, -0.5, 0.25]), from: .ones([4]))
          try expect(
            "the gradient of [−2, 3, −0.5, 0.25]", got, isCloseTo: Tensor([0, 1, 0, 1]),
            within: 1e-6,
            mistakes: [
              Mistake(
                Tensor([1, 1, 1, 1]),
                "It goes through everywhere, even where the element became 0 and its change is lost."
              ),
              Mistake(
                Tensor([0, 0, 0, 0]), "Nothing goes through. Above 0 the slope is 1."),
              Mistake(
                Tensor([0, 3, 0, 0.25]),
                "That is the result itself. Its slope, 0 or 1, is wanted."),
              Mistake(Tensor([-2, 3, -0.5, 0.25]), "That is the input. The slope is wanted."),
              Mistake(Tensor([1, 0, 1, 0]), "It is the other way round."),
              Mistake(Tensor([-1, 1, -1, 1]), "That is the sign. To the left the slope is 0."),
              Mistake(Tensor([0.01, 1, 0.01, 1]), "To the left the slope is 0, not 0.01."),
              Mistake(Tensor([0, 4, 0, 4]), "Each element gets the sum of all gradients."),
              Mistake(Tensor([0, 1, 0, 0]), "0.25 is above 0, too. It was taken for 0."),
            ])
        },
        Check(
          "it is the gradient from behind that goes through", of: "backward",
          hint: "outputGradient says how the loss changes with the result. By the chain rule it is "
            + "multiplied by the slope, whatever its sign.",
          "So an element is either what outputGradient has at its place, or 0, and the input decides "
            + "which."
        ) {
          let got = try gradient(
            of: Tensor([-2, 3, -0.5, 0.25, 1]), from: Tensor([5, -4, -3, 2, 0.5]))
          try expect(
            "the gradient of [−2, 3, −0.5, 0.25, 1] with [5, −4, −3, 2, 0.5] from behind", got,
            isCloseTo: Tensor([0, -4, 0, 2, 0.5]), within: 1e-6,
            mistakes: [
              Mistake(
                Tensor([0, 1, 0, 1, 1]),
                "Those are the slopes. What comes from behind has to be multiplied by them."),
              Mistake(
                Tensor([5, 0, 0, 2, 0.5]),
                "The sign of the gradient decided. Only the input's sign should."),
              Mistake(
                Tensor([0, 0, 0, 2, 0.5]),
                "Negative gradients were stopped, too. Only the sign of the input decides."),
              Mistake(
                Tensor([0, 4, 0, 2, 0.5]), "The gradient has lost its sign."),
              Mistake(
                Tensor([0, -3, 0, 3, 1.5]), "It was added to the slope. Multiply them."),
              Mistake(Tensor([0, 4, 0, -2, -0.5]), "The sign is turned around."),
            ])
        },
        Check(
          "at 0 it is 0, as in PyTorch", of: "backward",
          hint: "Above 0 is not the same as 0 and above.",
          "> and >= differ at 0 alone. Which of them did you use, and in which direction?"
        ) {
          let got = try gradient(of: Tensor([0, 1]), from: .ones([2]))
          try expect(
            "the gradient of [0, 1]", got, isCloseTo: Tensor([0, 1]), within: 1e-6,
            mistakes: [
              Mistake(
                Tensor([1, 1]), "At 0 that is the slope to the right. The one to the left counts."),
              Mistake(Tensor([0.5, 1]), "At 0 that is the mean of both slopes."),
            ])
        },
        Check(
          "each call has a context of its own",
          hint: "An operation may be used several times before anything goes back.",
          "What is kept in a property, or in a static variable, is overwritten by the next call. The "
            + "context is made anew for each."
        ) {
          let kept = "Something was kept outside of the context, and the second call wrote over it."
          let one = make()
          for (first, second) in [(one, one), (make(), make())] {
            let x = Tensor([-1, 2, 3], requiresGrad: true)
            let y = Tensor([4, -5, -6], requiresGrad: true)
            let (ofX, ofY) = (try result(first, x), try result(second, y))
            ofX.backward(gradient: Tensor([1, 2, 3]))
            ofY.backward(gradient: Tensor([1, 2, 3]))
            try explaining(kept) {
              try expect(
                "the gradient of a first input, after a second call,", x.grad!,
                isCloseTo: Tensor([0, 2, 3]), within: 1e-6)
              try expect(
                "the gradient of a second input", y.grad!, isCloseTo: Tensor([1, 0, 0]),
                within: 1e-6)
            }
          }
        },
        Check(
          "a network learns with it as with relu",
          hint:
            "If the other checks pass and this one does not, try it with an input of more than one "
            + "dimension.",
          "There the result of a layer goes in, [4, 8], and its gradient is [4, 8], too."
        ) {
          let expected = gradients { relu($0) }
          for (got, expected) in zip(gradients { make().apply($0) }, expected) {
            try expect("a gradient \(expected.shape)", got, isCloseTo: expected, within: 1e-5)
          }
        },
        Check(
          "it is your own", hint: "Write it with the values of the tensor, or its arithmetic.",
          "map over x.values does forward, and zip of two lists of values does backward."
        ) {
          try expectOwnWork(without: ["relu"], with: "x.values, map and zip") {
            make().apply(Tensor([1, -1], requiresGrad: true)).sum()
          }.backward()
          _ = try expectOwnWork(without: ["relu"], with: "x.values, map and zip") {
            gradients(of: make(), inputs: [Tensor([1, -1], requiresGrad: true)], from: .ones([2]))
          }
        },
      ])
  }
}

extension Tensor {
  /// The elements of a matrix, row by row.
  fileprivate var rows: [[Float]] { (0..<shape[0]).map { self[$0].values } }
}

/// The gradients of two linear layers with a function in between, by which scores become the
/// features of the next.
private func gradients(through function: (Tensor) -> Tensor) -> [Tensor] {
  Generator.withCurrent(Generator(seed: 6)) {
    let (first, second) = (Linear(5, 8), Linear(8, 3))
    let x = Tensor.uniform([4, 5], -1, 1)
    crossEntropy(second(function(first(x))), IntTensor([0, 1, 2, 0])).backward()
    return (first.parameters() + second.parameters()).map { $0.grad ?? .zeros($0.shape) }
  }
}
