import Chapter5TrainingLoop
import Exercises
import NN
import Tensors

extension Exercise {
  /// Exercise 5.3.
  static func handmadeDropout(
    _ dropout: @escaping @Sendable (_ p: Float) -> Module = {
      Chapter5TrainingLoop.HandmadeDropout(p: $0)
    }
  ) -> Exercise {
    /// What 10,000 ones become in training mode.
    @Sendable func droppedOnes(p: Float) -> [Float] {
      seeded { dropout(p)(Tensor.ones([100, 100])) }.values
    }

    return Exercise(
      .chapter5, 3, "Dropout by hand", file: "HandmadeDropout",
      checks: [
        Check(
          "in evaluation mode nothing changes",
          hint: "A module knows its mode: training is true or false."
        ) {
          let layer = dropout(0.2)
          layer.eval()
          let x = Tensor([[1, -2, 3], [4, 5, -6]])
          try expect(
            "the output in evaluation mode", seeded { layer(x) }, isCloseTo: x, within: 0,
            mistakes: [
              Mistake(x / 0.8, "It was multiplied by 1 / (1 − p), as in training mode."),
              Mistake(x * 0.8, "It was multiplied by 1 − p. Training makes up for it already."),
            ])
        },
        Check(
          "each element has a chance of its own, and a new one each time",
          hint: """
            Draw as many random numbers as there are elements in x, at each call. Tensor.rand makes a \
            tensor of them.
            """
        ) {
          let layer = dropout(0.5)
          let x = Tensor.ones([20, 50])
          let (first, second) = seeded { (layer(x).values, layer(x).values) }
          let rows = (0..<20).map { Array(first[$0 * 50..<($0 + 1) * 50]) }
          try expect(first.contains(0), "in training mode nothing became 0, with p = 0.5")
          try expect(
            !rows.contains { row in row.allSatisfy { $0 == 0 } },
            "whole rows have become 0, so all elements of a row share one chance",
            diagnosis: "Draw as many random numbers as x has, not one for each image.")
          try expect(
            !rows.allSatisfy { $0 == rows[0] }, "the same columns are 0 in every row",
            diagnosis: "Draw as many random numbers as x has, not one for each column.")
          try expect(
            first != second, "a second call has dropped the same elements",
            diagnosis: "Draw at each call, in forward and not in init.")
          try expect(
            seeded { layer(x).values } == first,
            "from the same seed, other elements are dropped each time",
            diagnosis: "Draw by Tensor.rand, so that manualSeed fixes these draws, too.")
        },
        Check(
          "in training mode about the share p of the elements becomes 0",
          hint: "Tensor.rand draws numbers from 0 to 1. Which share of them is below p?"
        ) {
          let share = Double(droppedOnes(p: 0.2).count { $0 == 0 }) / 10_000
          // Five standard deviations of a share of 10,000.
          try expect(
            "with p = 0.2, the share of zeros", share, isCloseTo: 0.2, within: 0.02,
            mistakes: [
              Mistake(0.8, "That many should stay: p is the share that is dropped."),
              Mistake(0, "Nothing is dropped in training mode."),
              Mistake(1, "Everything is dropped."),
            ])
        },
        Check(
          "all the others are multiplied by 1 / (1 − p)",
          hint:
            "Of 100 ones about 80 are left. What must each of them be so that the sum is still 100?"
        ) {
          for value in droppedOnes(p: 0.2) where value != 0 {
            try expect(
              "with p = 0.2, what is left of a 1", Double(value), isCloseTo: 1.25, within: 1e-5,
              mistakes: [
                Mistake(
                  1, "It was not multiplied: the sum is now smaller than in evaluation mode."),
                Mistake(0.8, "It was multiplied by 1 − p. Divide by that."),
                Mistake(5, "It was divided by p. Divide by the share that is left, 1 − p."),
                Mistake(0.2, "It was multiplied by p."),
              ])
          }
        },
        Check(
          "p = 0 keeps everything, and p = 1 nothing",
          hint: "1 / (1 − 1) is infinite, and infinity times 0 is not a number."
        ) {
          try expect(
            "with p = 0, the output for ones", Tensor(droppedOnes(p: 0)),
            isCloseTo: Tensor.ones([10_000]), within: 0)
          let all = droppedOnes(p: 1)
          try expect(
            "with p = 1, the output for ones", Tensor(all), isCloseTo: Tensor.zeros([10_000]),
            within: 0,
            mistakes: [
              Mistake(
                Tensor.ones([10_000]), "p = 1 was treated as p = 0. It drops everything.")
            ])
        },
        Check(
          "the gradient passes where an element was kept",
          hint: "Operations on tensors are recorded. A tensor that is made of plain numbers is new."
        ) {
          let x = Tensor.ones([10, 10], requiresGrad: true)
          let output = seeded { dropout(0.5)(x) }
          try expect(
            output.requiresGrad,
            "no gradient can get through: nothing leads back from the output to x",
            diagnosis: """
              It was made of plain numbers. Make a tensor of zeros and factors, and multiply x by it.
              """)
          let kept = output.detach()
          output.sum().backward()
          try expect(
            x.grad != nil, "backward() reached no gradient of x")
          try expect(
            "the gradient of the sum of the output", x.grad ?? x, isCloseTo: kept, within: 1e-5,
            mistakes: [
              Mistake(Tensor.ones([10, 10]), "It passes everywhere, even where x was dropped.")
            ])
        },
      ])
  }
}

/// Runs `body` with random numbers that are the same each time.
private func seeded<Result>(_ body: () -> Result) -> Result {
  Generator.withCurrent(Generator(seed: 5), body)
}
