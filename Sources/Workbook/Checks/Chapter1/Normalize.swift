import Chapter1Data
import Exercises
import Tensors

extension Exercise {
  /// Exercise 1.1.
  static func normalize(
    deviation: @escaping @Sendable (Tensor) -> Float = { standardDeviation(of: $0) },
    _ normalize: @escaping @Sendable (Tensor, Tensor) -> Tensor = {
      Chapter1Data.normalize($0, by: $1)
    }
  ) -> Exercise {
    Exercise(
      .chapter1, 1, "Mean 0, deviation 1", file: "Normalize",
      checks: deviationChecks(deviation) + normalizeChecks(normalize))
  }

  private static func deviationChecks(
    _ deviation: @escaping @Sendable (Tensor) -> Float
  ) -> [Check] {
    [
      Check(
        "the deviation of 2, 4, 4, 4, 5, 5, 7 and 9 is 2",
        hint: """
          Their mean is 5. Write down the distance of each from 5, square the distances, take the \
          mean of the squares, and take the root of that.
          """,
        """
        The distances are -3, -1, -1, -1, 0, 0, 2 and 4, and their squares 9, 1, 1, 1, 0, 0, 4 \
        and 16. Those add up to 32. In Swift, x - x.mean() has the distances of all elements.
        """
      ) {
        try expect(
          "the deviation", Double(deviation(Tensor([2, 4, 4, 4, 5, 5, 7, 9]))),
          isCloseTo: 2, within: 1e-4,
          mistakes: [
            Mistake(
              2.13809,
              """
              That divides the sum of the squares by 7, the number of elements minus one,
              as torch.std does. Divide by 8 here: take the mean.
              """),
            Mistake(
              4.57143, "The root is missing, and the mean of 8 elements divides by 8, not by 7."),
            Mistake(4, "That is the mean of the squared distances; the root of it is missing."),
            Mistake(5.38516, "Subtract the mean before anything is squared."),
            Mistake(29, "The mean has not been subtracted, and the root is missing."),
            Mistake(1.5, "That is the mean distance; square the distances before the mean."),
            Mistake(0, "Distances to both sides cancel out; square them before the mean."),
            Mistake(32, "That is the sum of the squares. Take their mean, and the root of that."),
            Mistake(
              5.65685, "That is the root of the sum of the squares: divide by 8 before the root."),
            Mistake(
              0.70711, "The division by 8 comes before the root: take the root of the mean."),
            Mistake(
              2.00025, "Nothing is added to the mean of the squares, not even a small number."),
          ])
      },
      Check(
        "the deviation is over all dimensions",
        hint: "Without a dim: a mean is one number, whatever the shape.",
        """
        x.count is the number of all elements, x.size(0) only that of the first dimension. \
        x.values is a plain list of all of them.
        """
      ) {
        let x = Tensor([2, 4, 4, 4, 5, 5, 7, 9], shape: [2, 1, 2, 2])
        try expect(
          "the deviation of the same elements in the shape [2, 1, 2, 2]", Double(deviation(x)),
          isCloseTo: 2, within: 1e-4,
          mistakes: [
            Mistake(1.32288, "That subtracts each image's own mean; subtract the mean of all."),
            Mistake(
              1.26217, "That is the mean of the deviations of the two images. Take them together."),
            Mistake(
              4, "That divides by 2, the length of the first dimension. There are 8 elements."),
            Mistake(
              2.82843, "That divides by 4. There are 8 elements: x.count, whatever the shape."),
          ])
      },
      Check(
        "zeros, fractions and numbers below 0 count like all others",
        hint: """
          The mean of 0, 0, 0.75, -1.5, 1, 2.25 and 0.75 is a fraction, about 0.464, and every \
          one of the seven has a distance from it.
          """,
        """
        The sum is divided by seven: the zeros are elements, too. Compute with Float or Double throughout: \
        an Int has no fraction.
        """
      ) {
        try expect(
          "the deviation of 0, 0, 0.75, -1.5, 1, 2.25 and 0.75",
          Double(deviation(Tensor([0, 0, 0.75, -1.5, 1, 2.25, 0.75]))), isCloseTo: 1.064262,
          within: 1e-4,
          mistakes: [
            Mistake(1.210372, "The zeros are elements, too: paper counts as ink does."),
            Mistake(1.161126, "The mean has been rounded to a whole number, 0: it is a fraction."),
            Mistake(1.191488, "The mean has been rounded to a whole number, 1: it is a fraction."),
            Mistake(
              1.101946, "Those are distances from the median, 0.75. Take the mean, 3.25 / 7."),
            Mistake(
              1.234909, "An element that is there twice counts twice: no Set."),
            Mistake(0.742307, "The sign of an element is a part of it: no abs."),
          ])
      },
      Check(
        "the deviation of equal elements is 0",
        hint: "How far are they from their mean?",
        "Nothing is added below the root, and nothing is left out of the division by their number."
      ) {
        for x in [[0.5, 0.5, 0.5, 0.5], [3]] as [[Float]] {
          let got = Double(deviation(Tensor(x)))
          try explaining(
            got.isNaN
              ? "0 divided by 0 is no number: a single element is divided by 1, not by 0."
              : "Something was added below the root. Here nothing is divided by this number yet."
          ) {
            try expect("the deviation of \(x)", got, isCloseTo: 0, within: 1e-3)
          }
        }
      },
      Check(
        "the deviation is right far from 0, too",
        hint: """
          A Float has about seven digits. What happens to the last of them if you square 2001 \
          and 2002 and subtract one square from the other?
          """,
        """
        Go through the elements twice: first for the mean, then for the squares of the distances \
        from it. Or add up in Double, which has sixteen digits.
        """
      ) {
        let small = deviation(Tensor([1, 2, 3, 4, 5]))
        let got = deviation(Tensor([2001, 2002, 2003, 2004, 2005]))
        guard abs(got - Float(2).squareRoot()) <= 1e-3 else {
          throw CheckFailure(
            "the deviation of 2001, 2002, 2003, 2004 and 2005 is wrong",
            expected: "1.4142, give or take 0.001", got: "\(got)",
            diagnosis: abs(small - Float(2).squareRoot()) > 1e-3
              ? nil
              : """
              It was right for 1 to 5, so digits are lost on the way. The squares of
              large numbers hardly differ: subtract the mean first, and square
              what is left.
              """)
        }
      },
      Check(
        "the deviation is right for other tensors, and leaves them as they are",
        hint: "Nothing in the function may depend on a shape, a size or an earlier call.",
        "Compare with the small numbers of the first check: what do these tensors have besides?"
      ) {
        for (seed, shape) in [[1], [2], [7], [3, 5], [2, 3, 4], [4, 1, 9, 9]].enumerated() {
          let x = Generator.withCurrent(Generator(seed: UInt64(seed))) {
            Tensor.uniform(shape, -3, 5)
          }
          let before = x.values
          let got = deviation(x)
          try expectUnchanged(x, before, by: "standardDeviation")
          try expect(
            "the deviation of \(x.count) random numbers of shape \(shape)", Double(got),
            isCloseTo: Double(x.deviation), within: 1e-3)
        }
      },
    ]
  }

  private static func normalizeChecks(
    _ normalize: @escaping @Sendable (Tensor, Tensor) -> Tensor
  ) -> [Check] {
    [
      Check(
        "training images get mean 0 and deviation 1", of: "normalize",
        hint: "Subtract the mean first, then divide: a mean of 0 stays 0.",
        """
        (x - mean) / deviation for every pixel x: mean is one number for all training images, \
        and so is the deviation.
        """
      ) {
        let images = try digits(0..<64)
        let (before, mean, deviation) = (images.values, images.mean().item(), images.deviation)
        let mistakes = normalizeMistakes(images, images)
        let right = normalized(images, mean, deviation)
        let got = normalize(images, images)
        let values = Tensor(got.values, shape: got.shape)
        images.mutate { $0 = before }
        try expect("the shape", values.shape, is: images.shape)
        try explaining(diagnosis(of: values, right: right, mistakes: mistakes)) {
          try expect(
            "the mean", Double(values.mean().item()), isCloseTo: 0, within: 1e-3,
            mistakes: [
              Mistake(
                Double(mean - mean / deviation), "Without parentheses, only the mean is divided.")
            ])
          try expect("the deviation", Double(values.deviation), isCloseTo: 1, within: 1e-3)
        }
        try expect(
          "the result", values, isCloseTo: right, within: 1e-3, mistakes: mistakes)
      },
      Check(
        "the images that come in are left as they are", of: "normalize",
        hint: "Whoever calls the function may still need the images as they were.",
        "x - 1 makes a new tensor; mutate changes the one that is there. Return a new one."
      ) {
        let (images, training) = (Tensor([0, 0.5, 1, 0.25]), Tensor([0, 1, 0.5]))
        let before = (images.values, training.values)
        _ = normalize(images, training)
        try expectUnchanged(images, before.0, by: "normalize")
        try expectUnchanged(training, before.1, by: "normalize")
      },
      Check(
        "other training images give other results", of: "normalize",
        hint: "Where do the two numbers come from, and when are they computed?",
        "Compute the mean and the deviation of training in the function itself, at each call."
      ) {
        let images = Tensor([0, 0.5, 1, 0.25, 0.75, 0], shape: [2, 1, 1, 3])
        let training = [
          Tensor([0, 1, 1, 1, 0.5, 0], shape: [2, 1, 1, 3]),
          Tensor([0.25, 0, 0], shape: [1, 1, 1, 3]),
        ]
        let got = training.map { normalize(images, $0) }
        guard got[0].values == got[1].values else { return }
        throw CheckFailure(
          "the same images, normalized by two sets of training images, came out the same",
          diagnosis: diagnosis(
            of: got[0], right: normalized(images, training[0].mean().item(), training[0].deviation),
            mistakes: normalizeMistakes(images, training[0]))
              ?? """
              The two numbers are still those of an earlier call, or do not come from these
              training images at all.
              """)
      },
      Check(
        "other images are normalized by the training images", of: "normalize",
        hint: """
          Both numbers come from the training images. If a network has learned that ink is 2.8, \
          ink must be 2.8 in the test set, too.
          """,
        """
        images appears once in the formula: in front of the minus. What is subtracted and what is \
        divided by come from training.
        """
      ) {
        for (images, training) in [
          // So few that dividing by one less would show.
          (Tensor([[0.5, 0.125], [1, 0], [0.25, 0.75]]), Tensor([0, 1, 0.25, 0.75, 0.125])),
          (try digits(64..<80), try digits(0..<64)),
        ] {
          try expect(
            "the second set of images", normalize(images, training),
            isCloseTo: normalized(images, training.mean().item(), training.deviation),
            mistakes: normalizeMistakes(images, training))
        }
      },
    ]
  }
}

private func expectUnchanged(
  _ x: Tensor, _ before: [Float], by function: String
) throws(CheckFailure) {
  try expect(
    x.values == before, "\(function) has changed the tensor that it was given",
    diagnosis: "Others still use that tensor. Compute a new one instead of calling mutate on it.")
}
