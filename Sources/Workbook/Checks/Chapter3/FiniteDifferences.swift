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

    /// Compares the slopes, and where they are wrong looks at where the function was asked.
    @Sendable func expectSlopes(
      _ what: String, at x: Tensor, h: Float = 0.125, of function: @escaping (Tensor) -> Float,
      areCloseTo expected: Tensor, within tolerance: Float = 1e-3,
      mistakes: [Mistake<Tensor>] = []
    ) throws {
      let before = x.detach()
      let places = Places(x: before, h: h)
      let slopes = answer(
        { moved in
          places.asked.append(moved.values)
          if moved.shape == before.shape { return function(moved) }
          places.wrongShape = moved.shape
          return 0
        }, x, h)
      if let wrongShape = places.wrongShape {
        throw CheckFailure(
          "f was given a tensor of another shape than x", expected: "\(before.shape)",
          got: "\(wrongShape)",
          diagnosis: "f may need the shape. Tensor(values, shape: x.shape) keeps it.")
      }
      try expect(
        "the shape", slopes.shape, is: before.shape,
        mistakes: [
          Mistake(
            [before.count], "It is flat. Tensor(slopes, shape: x.shape) puts them in their places."),
          Mistake([], "That is one number. Each element of x has a slope of its own."),
        ])
      try explaining(places.whatIsWrong) {
        try expect(
          what, slopes, isCloseTo: expected, within: tolerance,
          mistakes: places.areRight ? mistakes : [])
      }
    }

    return Exercise(
      .chapter3, 3, "A gradient by trying it out", file: "FiniteDifferences",
      checks: [
        Check(
          "there is a slope for each element",
          hint: "x.values are all elements of x in a row. Tensor(slopes, shape: x.shape) puts "
            + "them back in their places.",
          "So one loop over x.values.indices does, whatever the shape is: each time it finds one "
            + "slope, and appends it."
        ) {
          let slopes = answer({ $0.sum().item() }, .ones([2, 3]), h)
          try expect(
            "the shape", slopes.shape, is: [2, 3],
            mistakes: [
              Mistake([6], "It is flat. Tensor(slopes, shape: x.shape) puts them in their places."),
              Mistake([], "That is one number. Each element of x has a slope of its own."),
            ])
        },
        Check(
          "a straight line has its slope",
          hint: "It is twice as far from x − h to x + h as from x to x + h.",
          "Print (f(… + h) − f(… − h)) and 2 * h for the first element: 0.25 and 0.25."
        ) {
          let factors = Tensor([[1, 2, 3], [4, 5, 6]])
          try expectSlopes(
            "the tensor of slopes of x₀ + 2x₁ + … + 6x₅", at: .ones([2, 3]),
            of: { ($0 * factors).sum().item() }, areCloseTo: factors,
            mistakes: wrongLines(factors, h: h))
        },
        Check(
          "x may have any shape",
          hint:
            "x may be a single number, a list, a matrix, or have more dimensions. Its count and "
            + "its values are there for all of them.",
          "A loop for each dimension fits one number of dimensions only. One loop over "
            + "x.values.indices fits all."
        ) {
          for shape in [[], [1], [4], [2, 3], [2, 1, 3], [2, 2, 1, 2]] {
            let count = shape.reduce(1, *)
            let x = Tensor((0..<count).map { 1 + Float($0) }, shape: shape)
            let factors = Tensor((0..<count).map { 1 + Float($0 * $0) }, shape: shape)
            try expectSlopes(
              "the tensor of slopes at an x of the shape \(shape)", at: x,
              of: { ($0 * factors).sum().item() }, areCloseTo: factors,
              mistakes: wrongLines(factors, h: h))
          }
        },
        Check(
          "a curve has the slope in the middle",
          hint:
            "One step to one side gives the slope of the curve beside x. Two steps, one to each "
            + "side, give the one at x.",
          "Of x² at 3 with h = 0.125, f(… + h) is 9.765625 and f(… − h) is 8.265625. Print yours."
        ) {
          let oneSided =
            "That is the slope between x and a point on one side of it. x itself is not needed."
          try expectSlopes(
            "the tensor of slopes of x² at 3 and −1", at: Tensor([3, -1]),
            of: { ($0 * $0).sum().item() }, areCloseTo: Tensor([6, -2]),
            mistakes: [
              Mistake(Tensor([6, -2]) + h, oneSided), Mistake(Tensor([6, -2]) - h, oneSided),
              Mistake(Tensor([6, 2]), "The sign is lost. A slope may be below 0."),
              Mistake(Tensor([2, 2]), "That is how the slope changes: the second derivative."),
            ])
          // ((1 + h)³ − (1 − h)³) / 2h = 3 + h²
          try expectSlopes(
            "the slope of x³ at 1 with h = 0.5", at: Tensor([1]), h: 0.5,
            of: { $0.pow(3).item() }, areCloseTo: Tensor([3.25]))
        },
        Check(
          "each element is put back before the next is moved",
          hint:
            "After the function has been called with a moved element, that element has to be put "
            + "back. Changing a copy is the easiest way.",
          "var values = x.values makes a copy. Made inside of the loop, it is a new one each time."
        ) {
          try expectSlopes(
            "the tensor of slopes of x₀ · x₁ · x₂ at 2, 3, 5", at: Tensor([2, 3, 5]),
            of: { $0.values.reduce(1, *) }, areCloseTo: Tensor([15, 10, 6]))
        },
        Check(
          "x is the same afterwards, to the last bit",
          hint:
            "x belongs to whoever called. Whoever moves its elements has to put the old numbers back.",
          "0.1 + 0.01 − 0.01 is not 0.1 in floats. Keep the old number in a let, and assign it."
        ) {
          let draws = Generator(seed: 33)
          for h in [0.01, 0.1, 0.003] as [Float] {
            let values = [0.1, 0.7, -0.3] + draws.uniform(-2, 2, count: 9)
            let x = Tensor(values, shape: [3, 4])
            _ = try expectUntouched(["x": x]) { answer({ ($0 * $0).sum().item() }, x, h) }
          }
        },
        Check(
          "it agrees with backward()",
          hint: "If the other checks pass and this one does not, print both and compare them.",
          "h is 0.01 there, and the shape is [4, 10]. Look for a number of your own that stands in "
            + "the code."
        ) {
          let scores = Tensor(
            Generator(seed: 3).uniform(-2, 2, count: 40), shape: [4, 10], requiresGrad: true)
          let labels = IntTensor([7, 2, 1, 0])
          crossEntropy(scores, labels).backward()
          try expectSlopes(
            "the tensor of slopes of the cross entropy", at: scores.detach(), h: 1e-2,
            of: { crossEntropy($0, labels).item() }, areCloseTo: scores.grad!)
        },
      ])
  }
}

/// What others make of a plane, from the right places.
private func wrongLines(_ factors: Tensor, h: Float) -> [Mistake<Tensor>] {
  func without(_ place: Int) -> Tensor {
    var values = factors.values
    values[place] = 0
    return Tensor(values, shape: factors.shape)
  }
  return [
    Mistake(factors * 2, "Twice as much: from x − h to x + h it is 2h, not h."),
    Mistake(factors / 2, "Half as much: from x to x + h it is h, not 2h."),
    Mistake(factors * (2 * h), "That is the difference. It is not divided by the distance yet."),
    Mistake(factors * (h * h), "The distance is 2h: write (2 * h), or only the 2 divides."),
    Mistake(factors * h, "That is half the difference. It is not divided by h yet."),
    Mistake(-factors, "The sign is wrong: f(… + h) comes first."),
    Mistake(-factors * 2, "The sign is wrong: f(… + h) comes first. And the distance is 2h."),
    Mistake(
      .zeros(factors.shape),
      "f was asked at the right places, and the difference is 0: is it that of f(… + h) and "
        + "f(… − h)?"),
  ]
    + (factors.count > 1
      ? [
        Mistake(without(factors.count - 1), "The last one is missing: the loop ends too early."),
        Mistake(without(0), "The first one is missing: places count from 0."),
      ] : [])
}

/// Where a function was asked, while somebody looked for its slopes.
private final class Places {
  var asked: [[Float]] = []
  var wrongShape: [Int]?
  private let x: [Float]
  private let h: Float

  init(x: Tensor, h: Float) {
    self.x = x.values
    self.h = h
  }

  /// How far each element of x is moved there.
  private func distances(_ place: [Float]) -> [Float] { zip(place, x).map { $0 - $1 } }

  private func isNear(_ distance: Float, _ other: Float) -> Bool {
    abs(distance - other) <= 1e-2 * h + 1e-6
  }

  private func isAsked(_ index: Int, movedBy distance: Float) -> Bool {
    asked.contains { place in
      place.count == x.count
        && distances(place).enumerated().allSatisfy { isNear($1, $0 == index ? distance : 0) }
    }
  }

  /// Whether each element was moved by h to either side, with the others where they are.
  var areRight: Bool {
    x.indices.dropLast().dropFirst().allSatisfy {
      isAsked($0, movedBy: h) && isAsked($0, movedBy: -h)
    }
  }

  /// Nil where nothing is wrong with the places.
  var whatIsWrong: String? {
    if asked.isEmpty { return "f was never called." }
    let moves = asked.filter { $0.count == x.count }.map(distances)
    let moved = moves.map { $0.filter { !isNear($0, 0) } }
    if moved.allSatisfy(\.isEmpty) {
      return "f was only asked at x itself: nothing was moved in the tensor that f was given. Two "
        + "names for one tensor are one tensor, and who moves it up and down again has it where it "
        + "was."
    }
    if x.count > 1,
      moved.allSatisfy({ $0.isEmpty || ($0.count == x.count && Set($0.map { $0 > 0 }).count == 1) })
    {
      return "All elements were moved at once. Move one, and keep the others."
    }
    let others = asked.first { place in
      place.count == x.count && zip(place, x).filter { $0 == 0 && $1 != 0 }.count == x.count - 1
    }
    if x.count > 2, others != nil {
      return "The other elements were 0 there. They have to stay as they are in x."
    }
    if moved.contains(where: { $0.count > 1 }) {
      return "An element that was moved is still moved when the next one's turn comes."
    }
    let all = moved.flatMap(\.self)
    if let other = all.first(where: { !isNear(abs($0), h) }) {
      return "An element was moved by \(abs(other)), and h is \(h). Is h used as it was given?"
    }
    if all.allSatisfy({ $0 > 0 }) {
      return "f was only asked on one side, above x. That gives the slope between x and x + h. The "
        + "other step is from x to x − h."
    }
    if all.allSatisfy({ $0 < 0 }) {
      return "f was only asked on one side, below x. That gives the slope between x − h and x. The "
        + "other step is from x to x + h."
    }
    if !x.indices.allSatisfy({ isAsked($0, movedBy: h) && isAsked($0, movedBy: -h) }) {
      return
        "Not every element was moved to both sides: does the loop reach the first and the last?"
    }
    return "f was asked at the right places. What is made of its results is wrong: "
      + "(f(… + h) − f(… − h)) / (2 * h)."
  }
}
