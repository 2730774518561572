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
      checks: [
        Check(
          "the deviation of 2, 4, 4, 4, 5, 5, 7 and 9 is 2",
          hint: """
            Their mean is 5. Write down the distance of each from 5, square the distances, take the \
            mean of the squares, and take the root of that.
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
              Mistake(1.5, "That is the mean distance; square the distances before the mean."),
              Mistake(0, "Distances to both sides cancel out; square them before the mean."),
            ])
        },
        Check(
          "the deviation is over all dimensions",
          hint: "Without a dim: a mean is one number, whatever the shape."
        ) {
          let x = Tensor([2, 4, 4, 4, 5, 5, 7, 9], shape: [2, 1, 2, 2])
          try expect(
            "the deviation of the same elements in the shape [2, 1, 2, 2]", Double(deviation(x)),
            isCloseTo: 2, within: 1e-4,
            mistakes: [
              Mistake(1.32288, "That subtracts each image's own mean; subtract the mean of all.")
            ])
        },
        Check(
          "the deviation is right far from 0, too",
          hint: """
            A Float has about seven digits. What happens to the last of them if you square 2001 \
            and 2002 and subtract one square from the other?
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
          "training images get mean 0 and deviation 1",
          hint: "Subtract the mean first, then divide: a mean of 0 stays 0."
        ) {
          let images = try digits(0..<64)
          let got = normalize(images, images)
          try expect("the shape", got.shape, is: images.shape)
          let (mean, deviation) = (images.mean().item(), images.deviation)
          try expect(
            "the mean", Double(got.mean().item()), isCloseTo: 0, within: 1e-3,
            mistakes: [
              Mistake(Double(mean), "That is the mean of the images before; subtract it."),
              Mistake(
                Double(mean / deviation - mean),
                "That divides first. Subtract the mean first, then divide."),
              Mistake(
                Double(mean - mean / deviation),
                "Without parentheses, only the mean is divided."),
              Mistake(
                Double(mean / deviation), "That divides by the deviation and keeps the mean."),
            ])
          try expect(
            "the deviation", Double(got.deviation), isCloseTo: 1, within: 1e-3,
            mistakes: [
              Mistake(Double(deviation), "Nothing has been divided by the deviation yet."),
              Mistake(
                Double(1 / deviation), "That divides by the square of the deviation; take its root."
              ),
              Mistake(Double(deviation * deviation), "That multiplies by the deviation: divide."),
            ])
        },
        Check(
          "other images are normalized by the training images",
          hint: """
            Both numbers come from the training images. If a network has learned that ink is 2.8, \
            ink must be 2.8 in the test set, too.
            """
        ) {
          let (training, images) = (try digits(0..<64), try digits(64..<80))
          func shifted(_ mean: Tensor, _ deviation: Float) -> Tensor { (images - mean) / deviation }
          let each = Tensor.stack(
            (0..<16).map { (images[$0] - images[$0].mean()) / images[$0].deviation })
          try expect(
            "the second set of images", normalize(images, training),
            isCloseTo: shifted(training.mean(), training.deviation),
            mistakes: [
              Mistake(
                shifted(images.mean(), images.deviation),
                """
                That uses the mean and the deviation of these images; use those of the
                training images.
                """),
              Mistake(
                shifted(images.mean(), training.deviation),
                "The deviation is that of the training images, but not the mean."),
              Mistake(
                shifted(training.mean(), images.deviation),
                "The mean is that of the training images, but not the deviation."),
              Mistake(
                each,
                "That normalizes each image separately; all share the two numbers."),
            ])
        },
      ])
  }
}
