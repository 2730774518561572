import Chapter3LossAndOptimizer
import Exercises
import Tensors

extension Exercise {
  typealias FiniteDifferences = @Sendable ((Tensor) -> Float, Tensor, Float) -> Tensor

  /// Exercise 3.3.
  static func finiteDifferences(
    _ answer: @escaping FiniteDifferences = {
      Chapter3LossAndOptimizer.finiteDifferences(of: $0, at: $1, h: $2)
    }
  ) -> Exercise {
    // An eighth is exact in floats.
    let h: Float = 0.125

    @Sendable func slopes(
      at x: Tensor, h: Float = 0.125, of function: (Tensor) -> Float
    ) throws -> Tensor {
      let result = answer(function, x, h)
      try expect("the shape", result.shape, is: x.shape)
      return result
    }

    return Exercise(
      .chapter3, 3, "A gradient by trying it out", file: "FiniteDifferences",
      checks: [
        Check(
          "there is a slope for each element",
          hint: "x.values are all elements of x in a row. Tensor(slopes, shape: x.shape) puts "
            + "them back in their places."
        ) {
          _ = try slopes(at: .ones([2, 3])) { $0.sum().item() }
        },
        Check(
          "a straight line has its slope",
          hint: "It is twice as far from x − h to x + h as from x to x + h."
        ) {
          let factors = Tensor([1, 2, 3, 4, 5, 6])
          let got = try slopes(at: .ones([6])) { ($0 * factors).sum().item() }
          try expect(
            "the tensor of slopes of x₀ + 2x₁ + … + 6x₅", got, isCloseTo: factors, within: 1e-3,
            mistakes: [
              Mistake(factors * 2, "Twice as much: from x − h to x + h it is 2h, not h."),
              Mistake(factors / 2, "Half as much: from x to x + h it is h, not 2h."),
              Mistake(
                factors * (2 * h), "That is the difference. It is not divided by the distance yet."),
              Mistake(
                factors * (h * h), "The distance is 2h: write (2 * h), or only the 2 divides."),
              Mistake(-factors, "The sign is wrong: f(… + h) comes first."),
              Mistake(
                .full([6], 21), "All elements were moved at once. Move one, and keep the others."),
              Mistake(
                .zeros([6]),
                "Nothing changed: was the element moved in the tensor that f was given?"
              ),
            ])
        },
        Check(
          "a curve has the slope in the middle",
          hint:
            "One step to one side gives the slope of the curve beside x. Two steps, one to each "
            + "side, give the one at x."
        ) {
          let got = try slopes(at: Tensor([3, -1])) { ($0 * $0).sum().item() }
          let oneSided = "That is the slope between x and a point on one side of it."
          try expect(
            "the tensor of slopes of x² at 3 and −1", got, isCloseTo: Tensor([6, -2]), within: 1e-3,
            mistakes: [
              Mistake(Tensor([6, -2]) + h, oneSided), Mistake(Tensor([6, -2]) - h, oneSided),
            ])
          // ((1 + h)³ − (1 − h)³) / 2h = 3 + h²
          let wide = try slopes(at: Tensor([1]), h: 0.5) { $0.pow(3).item() }
          try explaining("Is h used as it was given?") {
            try expect("the slope of x³ at 1 with h = 0.5", wide, isCloseTo: Tensor([3.25]))
          }
        },
        Check(
          "each element is put back before the next is moved",
          hint:
            "After the function has been called with a moved element, that element has to be put "
            + "back. Changing a copy is the easiest way."
        ) {
          let x = Tensor([2, 3, 5])
          func ifLeft(_ d: Float) -> Tensor { Tensor([15, (2 + d) * 5, (2 + d) * (3 + d)]) }
          let left = "An element that was moved is still moved when the next one's turn comes."
          let got = try slopes(at: x) { $0.values.reduce(1, *) }
          try expect(
            "the tensor of slopes of x₀ · x₁ · x₂ at 2, 3, 5", got, isCloseTo: Tensor([15, 10, 6]),
            within: 1e-3, mistakes: [Mistake(ifLeft(h), left), Mistake(ifLeft(-h), left)])
          try expect(
            "x afterwards", x, isCloseTo: Tensor([2, 3, 5]), within: 1e-6,
            mistakes: [
              Mistake(Tensor([2, 3, 5]) + h, left), Mistake(Tensor([2, 3, 5]) - h, left),
            ])
        },
        Check(
          "it agrees with backward()",
          hint: "If the other checks pass and this one does not, print both and compare them."
        ) {
          let scores = Tensor(
            Generator(seed: 3).uniform(-2, 2, count: 40), shape: [4, 10], requiresGrad: true)
          let labels = IntTensor([7, 2, 1, 0])
          crossEntropy(scores, labels).backward()
          let got = try slopes(at: scores.detach(), h: 1e-2) { crossEntropy($0, labels).item() }
          try expect(
            "the tensor of slopes of the cross entropy", got, isCloseTo: scores.grad!, within: 1e-3)
        },
      ])
  }
}
