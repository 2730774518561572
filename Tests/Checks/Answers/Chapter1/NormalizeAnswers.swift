import Exercises
import Solutions
import Synchronization
import Tensors

@testable import Checks

final class NormalizeAnswers: KnownAnswers {
  private static func withDeviation(
    _ deviation: @escaping @Sendable (Tensor) -> Float
  ) -> Exercise {
    .normalize(deviation: deviation) { ($0 - $1.mean()) / deviation($1) }
  }

  private static func withNormalize(
    _ normalize: @escaping @Sendable (Tensor, Tensor) -> Tensor
  ) -> Exercise {
    .normalize(deviation: { Solutions.standardDeviation(of: $0) }, normalize)
  }

  static let answers = Answers(
    solution: .normalize(deviation: { Solutions.standardDeviation(of: $0) }) {
      Solutions.normalize($0, by: $1)
    },
    wrong: [
      WrongAnswer(
        "divided by one less, as torch.std does",
        withDeviation { x in
          let distance = x - x.mean()
          return ((distance * distance).sum() / Float(x.count - 1)).sqrt().item()
        }, fails: "the deviation of 2, 4, 4, 4, 5, 5, 7 and 9 is 2",
        saying: "Divide by 8 here: take the mean."),
      WrongAnswer(
        "the root is missing",
        withDeviation { x in
          let distance = x - x.mean()
          return (distance * distance).mean().item()
        }, fails: "the deviation of 2, 4, 4, 4, 5, 5, 7 and 9 is 2",
        saying: "the root of it is missing"),
      WrongAnswer(
        "the mean is not taken away", withDeviation { ($0 * $0).mean().sqrt().item() },
        fails: "the deviation of 2, 4, 4, 4, 5, 5, 7 and 9 is 2",
        saying: "Subtract the mean before anything is squared"),
      WrongAnswer(
        "the distances are not squared", withDeviation { ($0 - $0.mean()).mean().item() },
        fails: "the deviation of 2, 4, 4, 4, 5, 5, 7 and 9 is 2",
        saying: "Distances to both sides cancel out"),
      WrongAnswer(
        "the mean of each image is taken away",
        withDeviation { x in
          let rows = x.dim == 1 ? x.reshape([1, -1]) : x.flatten(startDim: 1)
          let distance = rows - rows.mean(dim: 1, keepDim: true)
          return (distance * distance).mean().sqrt().item()
        }, fails: "the deviation is over all dimensions",
        saying: "That subtracts each image's own mean"),
      WrongAnswer(
        "the mean of the squares less the square of the mean",
        withDeviation { x in
          let mean = x.mean().item()
          return ((x * x).mean().item() - mean * mean).squareRoot()
        }, fails: "the deviation is right far from 0, too", saying: "digits are lost on the way"),
      WrongAnswer(
        "the mean is taken away and nothing else", withNormalize { $0 - $1.mean() },
        fails: "training images get mean 0 and deviation 1",
        saying: "Nothing has been divided by the deviation yet"),
      WrongAnswer(
        "parentheses are missing",
        withNormalize { $0 - $1.mean() / Solutions.standardDeviation(of: $1) },
        fails: "training images get mean 0 and deviation 1",
        saying: "Without parentheses, only the mean is divided."),
      WrongAnswer(
        "the images are normalized by themselves",
        withNormalize { images, _ in
          (images - images.mean()) / Solutions.standardDeviation(of: images)
        }, fails: "other training images give other results",
        saying: "the mean and the deviation of these images"),
      WrongAnswer(
        "each image is normalized by itself",
        withNormalize { images, _ in
          Tensor.stack(
            (0..<images.shape[0]).map { index in
              let image = images[index]
              return (image - image.mean()) / Solutions.standardDeviation(of: image)
            })
        }, fails: "training images get mean 0 and deviation 1",
        saying: "normalizes each image separately"),
      WrongAnswer(
        "the training images are returned",
        withNormalize { _, training in
          (training - training.mean()) / Solutions.standardDeviation(of: training)
        }, fails: "other images are normalized by the training images", saying: "wrong shape"),
      WrongAnswer(
        "the mean is taken for an item",
        withNormalize { images, training in
          (images - training.mean(dim: 0).item()) / Solutions.standardDeviation(of: training)
        }, fails: "training images get mean 0 and deviation 1", saying: "item:", traps: true),
      WrongAnswer(
        "distances from the median",
        withDeviation { x in
          let median = x.values.sorted()[x.count / 2]
          return Tensor(x.values.map { ($0 - median) * ($0 - median) }).mean().sqrt().item()
        }, fails: "zeros, fractions and numbers below 0 count like all others",
        saying: "Those are distances from the median"),
      WrongAnswer(
        "zeros are left out",
        withDeviation { x in
          let ink = x.values.filter { $0 != 0 }
          return ink.isEmpty ? 0 : Solutions.standardDeviation(of: Tensor(ink))
        }, fails: "zeros, fractions and numbers below 0 count like all others",
        saying: "The zeros are elements, too"),
      WrongAnswer(
        "the images are changed in place",
        withNormalize { images, training in
          let (mean, deviation) = (
            training.mean().item(), Solutions.standardDeviation(of: training)
          )
          images.mutate { values in values = values.map { ($0 - mean) / deviation } }
          return images
        }, fails: "the images that come in are left as they are",
        saying: "normalize has changed the tensor that it was given"),
      WrongAnswer(
        "the two numbers of the first call are kept",
        {
          let kept = Kept()
          return withNormalize { images, training in
            let numbers = kept.numbers.withLock { numbers in
              numbers =
                numbers ?? (training.mean().item(), Solutions.standardDeviation(of: training))
              return numbers!
            }
            return (images - numbers.mean) / numbers.deviation
          }
        }(), fails: "other training images give other results",
        saying: "still those of an earlier call"),
      WrongAnswer(
        "normalize divides by one less",
        withNormalize { images, training in
          let distance = training - training.mean()
          let variance = (distance * distance).sum() / Float(training.count - 1)
          return (images - training.mean()) / variance.sqrt().item()
        }, fails: "other images are normalized by the training images",
        saying: "Use your standardDeviation"),
    ])
}

/// The mean and the deviation of whichever tensor was the first.
private final class Kept: Sendable {
  let numbers = Mutex<(mean: Float, deviation: Float)?>(nil)
}
