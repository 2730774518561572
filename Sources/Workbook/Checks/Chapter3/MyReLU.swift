import Chapter3LossAndOptimizer
import Exercises
import NN
import Tensors

extension Exercise {
  /// Exercise 3.6.
  static func myReLU(
    _ make: @escaping @Sendable () -> any AutogradFunction = { MyReLU() }
  ) -> Exercise {
    /// The gradient of `x` where `gradient` comes back from behind.
    @Sendable func gradient(of values: [Float], from gradient: [Float]) throws -> Tensor {
      let x = Tensor(values, requiresGrad: true)
      let output = make().apply(x)
      try expect("the shape of the result", output.shape, is: x.shape)
      output.backward(gradient: Tensor(gradient))
      guard let result = x.grad else {
        throw CheckFailure(
          "no gradient reached the input",
          diagnosis: "backward returned nil. It has to return a tensor of the input's shape.")
      }
      return result
    }

    return Exercise(
      .chapter3, 6, "ReLU, forward and back", file: "MyReLU",
      checks: [
        Check(
          "forward makes negative elements 0",
          hint:
            "x.values are all elements of x in a row, and Tensor(_:shape:) gives them a shape again."
        ) {
          let x = Tensor([[-2, -0.5, 0], [0.5, 2, 30]])
          try expect(
            "the result for \(x.rows)", make().apply(x),
            isCloseTo: Tensor([[0, 0, 0], [0.5, 2, 30]]), within: 1e-6,
            mistakes: [
              Mistake(Tensor([[2, 0.5, 0], [0.5, 2, 30]]), "That is the distance from 0."),
              Mistake(Tensor([[-2, -0.5, 0], [0, 0, 0]]), "That is min; max is wanted."),
            ])
        },
        Check(
          "the gradient goes through where the input was above 0, and only there",
          hint:
            "The slope of ReLU is 0 to the left and 1 to the right. The input, or the result, says "
            + "on which side each element was: save it in the context."
        ) {
          let got = try gradient(of: [-2, 3, -0.5, 0.25], from: [1, 1, 1, 1])
          try expect(
            "the gradient of [−2, 3, −0.5, 0.25]", got, isCloseTo: Tensor([0, 1, 0, 1]),
            within: 1e-6,
            mistakes: [
              Mistake(
                Tensor([1, 1, 1, 1]),
                "It goes through everywhere, even where the element became 0 and its change is lost."
              ),
              Mistake(
                Tensor([0, 3, 0, 0.25]),
                "That is the result itself. Its slope, 0 or 1, is wanted."),
              Mistake(Tensor([1, 0, 1, 0]), "It is the other way round."),
            ])
        },
        Check(
          "it is the gradient from behind that goes through",
          hint: "outputGradient says how the loss changes with the result. By the chain rule it is "
            + "multiplied by the slope, whatever its sign."
        ) {
          let got = try gradient(of: [-2, 3, -0.5, 0.25, 1], from: [5, -4, -3, 2, 0.5])
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
            ])
        },
        Check(
          "at 0 it is 0, as in PyTorch", hint: "Above 0 is not the same as 0 and above."
        ) {
          let got = try gradient(of: [0, 1], from: [1, 1])
          try expect("the gradient of [0, 1]", got, isCloseTo: Tensor([0, 1]), within: 1e-6)
        },
        Check(
          "a network learns with it as with relu",
          hint:
            "If the other checks pass and this one does not, try it with an input of more than one "
            + "dimension."
        ) {
          let expected = gradients { relu($0) }
          for (got, expected) in zip(gradients { make().apply($0) }, expected) {
            try expect("a gradient \(expected.shape)", got, isCloseTo: expected, within: 1e-5)
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
