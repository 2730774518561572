import Exercises
import Tensors

/// The images, shifted and scaled by these two numbers.
func normalized(_ x: Tensor, _ mean: Float, _ deviation: Float) -> Tensor {
  Tensor(x.values.map { ($0 - mean) / deviation }, shape: x.shape)
}

/// What is said about a result that has a known cause.
func diagnosis(of got: Tensor, right: Tensor, mistakes: [Mistake<Tensor>]) -> String? {
  do {
    try expect("", got, isCloseTo: right, mistakes: mistakes)
    return nil
  } catch {
    return error.diagnosis
  }
}

/// The results of what people typically write instead.
func normalizeMistakes(_ images: Tensor, _ training: Tensor) -> [Mistake<Tensor>] {
  let (mean, deviation) = (training.mean().item(), training.deviation)
  func each(_ formula: (Float) -> Float) -> Tensor {
    Tensor(images.values.map(formula), shape: images.shape)
  }
  let sample = deviation * (Float(training.count) / Float(max(1, training.count - 1))).squareRoot()
  let (least, most) = (training.min().item(), training.max().item())
  let both = Tensor(images.values + training.values)
  let own = (mean: images.mean().item(), deviation: images.deviation)
  var mistakes = [
    Mistake(
      normalized(images, own.mean, own.deviation),
      """
      That uses the mean and the deviation of these images; use those of the
      training images.
      """),
    Mistake(
      normalized(images, both.mean().item(), both.deviation),
      "Those are the numbers of both together; these images must not have a say in them."),
    Mistake(
      normalized(images, own.mean, deviation),
      "The deviation is that of the training images, but not the mean."),
    Mistake(
      normalized(images, mean, own.deviation),
      "The mean is that of the training images, but not the deviation."),
    Mistake(images, "The images come out as they went in."),
    Mistake(each { $0 - mean }, "Nothing has been divided by the deviation yet."),
    Mistake(each { $0 / deviation }, "That divides by the deviation and keeps the mean."),
    Mistake(
      each { $0 / deviation - mean }, "That divides first. Subtract the mean first, then divide."),
    Mistake(each { $0 - mean / deviation }, "Without parentheses, only the mean is divided."),
    Mistake(each { ($0 - mean) * deviation }, "That multiplies by the deviation: divide."),
    Mistake(
      each { ($0 - mean) / (deviation * deviation) },
      "That divides by the square of the deviation; take its root."),
    Mistake(
      each { ($0 - mean) / sample },
      "That divides the squares by the number minus one. Use your standardDeviation."),
    Mistake(each { (mean - $0) / deviation }, "The sign is turned: subtract the mean from x."),
    Mistake(
      each { ($0 - mean) / mean }, "That divides by the mean. Divide by the deviation."),
    Mistake(each { ($0 + mean) / deviation }, "The mean is added. Subtract it."),
    Mistake(
      each { abs($0 - mean) / deviation }, "What is below the mean comes out below 0: no abs."),
    Mistake(
      each { min(1, max(-1, ($0 - mean) / deviation)) },
      "The results are cut off at -1 and 1. A deviation of 1 does not mean that they end there."),
    Mistake(
      each { min(1, max(0, ($0 - mean) / deviation)) },
      "The results are cut off at 0 and 1. About half of them have to be below 0."),
    Mistake(
      each { ($0 / 255 - mean) / deviation },
      "These images are between 0 and 1 already: do not divide them by 255 again."),
    Mistake(
      each { ($0 - 0.1307) / 0.3081 },
      """
      0.1307 and 0.3081 belong to all of MNIST. Compute both numbers from the
      training images that come in.
      """),
    Mistake(
      each { ($0 - least) / (most - least) },
      "That stretches the images from 0 to 1, by the smallest and the largest number."),
    Mistake(
      normalized(training, own.mean, own.deviation),
      "The two have changed places: these are the training images, normalized by the others."),
    Mistake(
      normalized(training, mean, deviation),
      "Those are the training images. The images that come in are to be normalized."),
  ]
  if images.dim > 1, images.size(0) > 0 {
    mistakes.append(
      Mistake(
        Tensor.stack(
          (0..<images.size(0)).map {
            normalized(images[$0], images[$0].mean().item(), images[$0].deviation)
          }),
        "That normalizes each image separately; all share the two numbers."))
  }
  if training.dim == images.dim, images.dim > 1,
    training.shape.dropFirst() == images.shape.dropFirst()
  {
    mistakes.append(
      Mistake(
        (images - training.mean(dim: 0)) / deviation,
        "That subtracts a mean for each place in the image. It is one number for all pixels."))
  }
  return mistakes
}
