/// Bringing every channel of a batch to mean 0 and variance 1.
///
/// Arrays are N × C × P, where P is the number of pixels; statistics have one number for each
/// channel.
public enum BatchNormalization {
  /// Mean and (biased) variance of each channel over images and pixels.
  ///
  /// Two passes, the second over the differences from the mean: subtracting two large sums of
  /// squares would lose the digits that matter.
  public static func statistics(
    _ input: UnsafePointer<Float>, batch: Int, channels: Int, pixels: Int,
    mean: UnsafeMutablePointer<Float>, variance: UnsafeMutablePointer<Float>
  ) {
    let count = Double(batch * pixels)
    Threads.forEach(channels) { c in
      var sum = 0.0
      for n in 0..<batch {
        let start = input + (n * channels + c) * pixels
        for p in 0..<pixels { sum += Double(start[p]) }
      }
      let center = sum / count
      var squares = 0.0
      for n in 0..<batch {
        let start = input + (n * channels + c) * pixels
        for p in 0..<pixels {
          let difference = Double(start[p]) - center
          squares += difference * difference
        }
      }
      mean[c] = Float(center)
      variance[c] = Float(squares / count)
    }
  }

  /// `(input − mean) · inverseDeviation` in each channel.
  public static func normalize(
    _ input: UnsafePointer<Float>, batch: Int, channels: Int, pixels: Int,
    mean: UnsafePointer<Float>, inverseDeviation: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>
  ) {
    Threads.forEach(batch * channels) { plane in
      let c = plane % channels
      let center = mean[c]
      let scale = inverseDeviation[c]
      for i in plane * pixels..<(plane + 1) * pixels { result[i] = (input[i] - center) * scale }
    }
  }

  /// `normalized · weight + bias` in each channel.
  public static func scale(
    _ normalized: UnsafePointer<Float>, batch: Int, channels: Int, pixels: Int,
    weight: UnsafePointer<Float>, bias: UnsafePointer<Float>,
    into result: UnsafeMutablePointer<Float>
  ) {
    Threads.forEach(batch * channels) { plane in
      let factor = weight[plane % channels]
      let offset = bias[plane % channels]
      for i in plane * pixels..<(plane + 1) * pixels {
        result[i] = normalized[i] * factor + offset
      }
    }
  }

  /// The sums that go back: `biasGradient[c] = Σ g` and `weightGradient[c] = Σ g · normalized`,
  /// over images and pixels.
  public static func sums(
    normalized: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
    batch: Int, channels: Int, pixels: Int,
    weightGradient: UnsafeMutablePointer<Float>, biasGradient: UnsafeMutablePointer<Float>
  ) {
    Threads.forEach(channels) { c in
      var sum = 0.0
      var product = 0.0
      for n in 0..<batch {
        let first = (n * channels + c) * pixels
        for i in first..<first + pixels {
          sum += Double(outputGradient[i])
          product += Double(outputGradient[i]) * Double(normalized[i])
        }
      }
      biasGradient[c] = Float(sum)
      weightGradient[c] = Float(product)
    }
  }

  /// The input's gradient when mean and variance came from the same batch:
  /// `weight · inverseDeviation · (g − (Σ g + normalized · Σ g·normalized) / count)`.
  ///
  /// The two sums are there since every number of the channel moved its mean and variance.
  public static func inputGradient(
    normalized: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
    batch: Int, channels: Int, pixels: Int,
    weight: UnsafePointer<Float>, inverseDeviation: UnsafePointer<Float>,
    weightGradient: UnsafePointer<Float>, biasGradient: UnsafePointer<Float>,
    into inputGradient: UnsafeMutablePointer<Float>
  ) {
    let count = Float(batch * pixels)
    Threads.forEach(batch * channels) { plane in
      let c = plane % channels
      let factor = weight[c] * inverseDeviation[c]
      let shift = biasGradient[c] / count
      let slope = weightGradient[c] / count
      for i in plane * pixels..<(plane + 1) * pixels {
        inputGradient[i] = factor * (outputGradient[i] - shift - normalized[i] * slope)
      }
    }
  }
}
