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
          "the engine's dropout does none of the work",
          hint: "Neither dropout(…) nor Dropout(…): that is what you are to build.",
          "A product of two tensors is enough, x and one of zeros and factors."
        ) {
          let layer = dropout(0.5)
          try expectOwnWork(without: ["dropout"], with: "Tensor.rand and a product") {
            _ = seeded { layer(Tensor.ones([2, 3])) }
            layer.eval()
            _ = layer(Tensor.ones([2, 3]))
          }
        },
        Check(
          "in evaluation mode nothing changes",
          hint: "A module knows its mode: training is true or false.",
          "In evaluation mode forward returns what it got, before anything is drawn."
        ) {
          let layer = dropout(0.2)
          layer.eval()
          let x = Tensor((1...40).map { Float($0) - 20.5 }, shape: [5, 8])
          let output = seeded { layer(x) }
          layer.train()
          let dropsInTraining = seeded { layer(x) }.values.contains(0)
          try explaining(
            output.values.contains(0)
              ? dropsInTraining
                ? "Elements are dropped in both modes. The property training says which mode it is."
                : "Elements are dropped in evaluation mode, and not in training. It is the other way "
                  + "round."
              : nil
          ) {
            try expect(
              "the output in evaluation mode", output, isCloseTo: x, within: 0,
              mistakes: [
                Mistake(x / 0.8, "It was multiplied by 1 / (1 − p), as in training mode."),
                Mistake(x * 0.8, "It was multiplied by 1 − p. Training makes up for it already."),
                Mistake(x.flatten(), "The shape is that of the input."),
              ])
          }
        },
        Check(
          "each element has a chance of its own, and a new one each time",
          hint: """
            Draw as many random numbers as there are elements in x, at each call. Tensor.rand makes a \
            tensor of them.
            """,
          """
          Tensor.rand(x.shape) has a number for each element. Compare its values with p, one by one.
          """
        ) {
          let layer = dropout(0.5)
          let x = Tensor.ones([20, 50])
          let outputs = seeded { (0..<12).map { _ in layer(x).values } }
          try expect(
            x.values.allSatisfy { $0 == 1 }, "the input has other elements afterwards",
            diagnosis: "Whoever made it may still need it. Return a new tensor.")
          let (first, second) = (outputs[0], outputs[1])
          let chances = outputs.map { values in Set(values.map { $0 == 0 }) }
          try expect(
            !chances.allSatisfy { $0.count == 1 } || Set(chances).count == 1,
            "in a call either all elements become 0, or none",
            diagnosis: "Draw as many random numbers as x has elements, not one for all of them.")
          try expect(
            outputs.contains { $0.contains(0) }, "in training mode nothing became 0, with p = 0.5",
            diagnosis: "Is it random, and does it happen in training mode?")
          try expect(
            outputs.contains { $0.contains { $0 != 0 } },
            "in training mode all became 0, with p = 0.5")
          try expectOwnChances(of: first, in: [20, 50], named: ["row", "column"])
          try expect(
            first != second, "a second call has dropped the same elements",
            diagnosis: isIndependentOfSeeds(dropout)
              ? "Another seed changes nothing. Draw by Tensor.rand, and leave the seed to others."
              : "Draw at each call, in forward and not in init.")
          try expect(
            seeded { layer(x).values } == first,
            "from the same seed, other elements are dropped each time",
            diagnosis: "Draw by Tensor.rand, so that manualSeed fixes these draws, too.")
          let counts = outputs.map { $0.count { $0 == 0 } }
          try expect(
            Set(counts).count > 1,
            "each of 12 calls has dropped just \(counts[0]) of 1,000 elements",
            diagnosis:
              "An element is dropped whatever becomes of the others. Then their number varies.")
        },
        Check(
          "a batch of images is treated alike, and one row of numbers",
          hint: "x may have any shape: Tensor.rand(x.shape).",
          "Nothing in forward needs to know how many dimensions there are."
        ) {
          let shape = [3, 4, 6, 7]
          let layer = dropout(0.5)
          let output = seeded { layer(Tensor.ones(shape)) }
          try expect("the shape of the output for \(shape)", output.shape, is: shape)
          try expectOwnChances(
            of: output.values, in: shape,
            named: ["image", "channel", "row of pixels", "column of pixels"])
          try expect("the shape of the output for [9]", seeded { layer(.ones([9])) }.shape, is: [9])
          let long = seeded { layer(Tensor.ones([3000])).values }
          for period in [100, 784, 1000] {
            try expect(
              (period..<3000).contains { (long[$0] == 0) != (long[$0 % period] == 0) },
              "of 3,000 elements the same are dropped again after each \(period)",
              diagnosis: "Draw as many random numbers as x has elements.")
          }
        },
        Check(
          "in training mode about the share p of the elements becomes 0",
          hint: "Tensor.rand draws numbers from 0 to 1. Which share of them is below p?",
          "The share p. So drop where the number is below p, and keep where it is not."
        ) {
          let share = Double(droppedOnes(p: 0.2).count { $0 == 0 }) / 10_000
          // Five standard deviations of a share of 10,000.
          try expect(
            "with p = 0.2, the share of zeros", share, isCloseTo: 0.2, within: 0.02,
            mistakes: [
              Mistake(0.8, "That many should stay: p is the share that is dropped."),
              Mistake(0.5, "That is one half, whatever p is."),
              Mistake(0.04, "That is p times p. Was it dropped twice?"),
              Mistake(0, "Nothing is dropped in training mode."),
              Mistake(1, "Everything is dropped."),
            ])
        },
        Check(
          "all the others are multiplied by 1 / (1 − p)",
          hint:
            "Of 100 ones about 80 are left. What must each of them be so that the sum is still 100?",
          "100 / 80 = 1.25, which is 1 / (1 − 0.2)."
        ) {
          let kept = droppedOnes(p: 0.2).filter { $0 != 0 }
          try expect(
            kept.allSatisfy { abs($0 - kept[0]) < 1e-4 },
            "with p = 0.2, what is left of ones are different numbers, such as \(kept[0]) and "
              + "\(kept.first { abs($0 - kept[0]) >= 1e-4 } ?? 0)",
            diagnosis:
              "The random numbers only decide what is kept. The factor is the same for all.")
          try expect(
            "with p = 0.2, what is left of a 1", Double(kept.first ?? 0), isCloseTo: 1.25,
            within: 1e-5,
            mistakes: [
              Mistake(
                1, "It was not multiplied: the sum is now smaller than in evaluation mode."),
              Mistake(0.8, "It was multiplied by 1 − p. Divide by that."),
              Mistake(5, "It was divided by p. Divide by the share that is left, 1 − p."),
              Mistake(0.2, "It was multiplied by p."),
              Mistake(1.2, "It was multiplied by 1 + p. Divide by 1 − p."),
              Mistake(2, "It was multiplied by 2, whatever p is."),
              Mistake(1.5625, "It was divided by 1 − p twice."),
            ])
        },
        Check(
          "p = 0 keeps everything, and p = 1 nothing",
          hint: "1 / (1 − 1) is infinite, and infinity times 0 is not a number.",
          "Where nothing is kept, put a plain 0 into the factors, without the division."
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
          hint:
            "Operations on tensors are recorded. A tensor that is made of plain numbers is new.",
          "Make the mask of plain numbers, and multiply: x * mask is recorded, as x is a part of it."
        ) {
          let x = Tensor.ones([10, 10], requiresGrad: true)
          let output = seeded { dropout(0.5)(x) }
          try expect(
            output.requiresGrad,
            "no gradient can get through: nothing leads back from the output to x",
            diagnosis: """
              values, detach() and noGrad leave the graph. Make a tensor of zeros and factors, and \
              multiply x by it.
              """)
          let kept = output.detach()
          output.sum().backward()
          try expect(
            x.grad != nil, "backward() reached no gradient of x")
          try expect(
            "the gradient of the sum of the output", x.grad ?? x, isCloseTo: kept, within: 1e-5,
            mistakes: [
              Mistake(Tensor.ones([10, 10]), "It passes everywhere, even where x was dropped."),
              Mistake(
                kept / 2, "It passes where x was kept, but without the factor of 1 / (1 − p)."),
            ])
        },
      ])
  }
}

/// Fails if elements that differ only in one index, such as all of a row, share one chance.
private func expectOwnChances(
  of values: [Float], in shape: [Int], named names: [String]
) throws(CheckFailure) {
  let isDropped = values.map { $0 == 0 }
  func chance(_ index: [Int]) -> Bool {
    isDropped[zip(index, shape).reduce(0) { $0 * $1.1 + $1.0 }]
  }
  /// The indices of all elements, with 0 for some dimensions.
  func indices(without fixed: Set<Int>) -> [[Int]] {
    shape.indices.reduce([[]]) { lists, dim in
      lists.flatMap { list in
        (0..<(fixed.contains(dim) ? 1 : shape[dim])).map { list + [$0] }
      }
    }
  }
  let all = indices(without: [])
  let dims = Array(shape.indices)
  // The dimensions along which all share one chance: the largest set says it best.
  let sets = (1..<(1 << dims.count) - 1).map { bits in Set(dims.filter { bits >> $0 & 1 == 1 }) }
    .sorted { ($0.count, $1.sorted().first!) > ($1.count, $0.sorted().first!) }
  for shared in sets {
    let isShared = all.allSatisfy { index in
      chance(index) == chance(index.indices.map { shared.contains($0) ? 0 : index[$0] })
    }
    guard isShared else { continue }
    let own = dims.filter { !shared.contains($0) }.map { names[$0] }.joined(separator: " and ")
    throw CheckFailure(
      "all elements of the same \(own) share one chance",
      diagnosis: "Draw as many random numbers as x has elements, not one for each \(own).")
  }
}

/// Whether two layers drop the same elements from different seeds.
private func isIndependentOfSeeds(_ dropout: (_ p: Float) -> Module) -> Bool {
  func output(_ seed: UInt64) -> [Float] {
    Generator.withCurrent(Generator(seed: seed)) { dropout(0.5)(Tensor.ones([20, 50])).values }
  }
  return output(6) == output(7)
}

/// Runs `body` with random numbers that are the same each time.
private func seeded<Result>(_ body: () -> Result) -> Result {
  Generator.withCurrent(Generator(seed: 5), body)
}
