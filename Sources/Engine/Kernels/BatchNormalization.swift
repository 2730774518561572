/// Bringing every channel of a batch to mean 0 and variance 1.
///
/// Arrays are N × C × P, where P is the number of pixels; statistics and parameters have one
/// element for each channel.
package enum BatchNormalization {
  /// Mean and (biased) variance of each channel over images and pixels.
  ///
  /// Two passes, the second over the differences from the mean: subtracting two large sums of
  /// squares would lose the digits that matter.
  package static func statistics(
    _ input: [Float], batch: Int, channels: Int, pixels: Int, mean: inout [Float],
    variance: inout [Float]
  ) {
    let kernel: StaticString = "BatchNormalization.statistics"
    require(input.count, is: batch * channels * pixels, "input", of: kernel)
    require(mean.count, is: channels, "mean", of: kernel)
    require(variance.count, is: channels, "variance", of: kernel)
    let count = Double(batch * pixels)
    withPointers(input) { input in
      forEachChannel(channels, &mean, &variance) { c in
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
        return (Float(center), Float(squares / count))
      }
    }
  }

  /// `(input − mean) · inverseDeviation` in each channel.
  package static func normalize(
    _ input: [Float], batch: Int, channels: Int, pixels: Int, mean: [Float],
    inverseDeviation: [Float], into result: UnsafeMutableBufferPointer<Float>
  ) {
    let kernel: StaticString = "BatchNormalization.normalize"
    require(input.count, is: batch * channels * pixels, "input", of: kernel)
    require(mean.count, is: channels, "mean", of: kernel)
    require(inverseDeviation.count, is: channels, "inverse deviation", of: kernel)
    require(result.count, is: input.count, "result", of: kernel)
    let result = result.start
    withPointers(input, mean, inverseDeviation) { input, mean, inverseDeviation in
      Threads.forEach(batch * channels) { plane in
        let c = plane % channels
        let center = mean[c]
        let scale = inverseDeviation[c]
        for i in plane * pixels..<(plane + 1) * pixels { result[i] = (input[i] - center) * scale }
      }
    }
  }

  /// `normalized · weight + bias` in each channel.
  package static func scale(
    _ normalized: [Float], batch: Int, channels: Int, pixels: Int, weight: [Float],
    bias: [Float], into result: UnsafeMutableBufferPointer<Float>
  ) {
    let kernel: StaticString = "BatchNormalization.scale"
    require(normalized.count, is: batch * channels * pixels, "input", of: kernel)
    require(weight.count, is: channels, "weight", of: kernel)
    require(bias.count, is: channels, "bias", of: kernel)
    require(result.count, is: normalized.count, "result", of: kernel)
    let result = result.start
    withPointers(normalized, weight, bias) { normalized, weight, bias in
      Threads.forEach(batch * channels) { plane in
        let factor = weight[plane % channels]
        let offset = bias[plane % channels]
        for i in plane * pixels..<(plane + 1) * pixels {
          result[i] = normalized[i] * factor + offset
        }
      }
    }
  }

  /// The sums of the backward pass: `biasGradient[c] = Σ g` and
  /// `weightGradient[c] = Σ g · normalized`, over images and pixels.
  package static func sums(
    normalized: [Float], outputGradient: [Float], batch: Int, channels: Int, pixels: Int,
    weightGradient: inout [Float], biasGradient: inout [Float]
  ) {
    let kernel: StaticString = "BatchNormalization.sums"
    require(normalized.count, is: batch * channels * pixels, "input", of: kernel)
    require(outputGradient.count, is: normalized.count, "output gradient", of: kernel)
    require(weightGradient.count, is: channels, "weight gradient", of: kernel)
    require(biasGradient.count, is: channels, "bias gradient", of: kernel)
    withPointers(normalized, outputGradient) { normalized, outputGradient in
      forEachChannel(channels, &weightGradient, &biasGradient) { c in
        var sum = 0.0
        var product = 0.0
        for n in 0..<batch {
          let first = (n * channels + c) * pixels
          for i in first..<first + pixels {
            sum += Double(outputGradient[i])
            product += Double(outputGradient[i]) * Double(normalized[i])
          }
        }
        return (Float(product), Float(sum))
      }
    }
  }

  /// The input's gradient when mean and variance came from the same batch:
  /// `weight · inverseDeviation · (g − (Σ g + normalized · Σ g·normalized) / count)`.
  ///
  /// The two sums are there since every element of the channel moved its mean and variance.
  package static func inputGradient(
    normalized: [Float], outputGradient: [Float], batch: Int, channels: Int, pixels: Int,
    weight: [Float], inverseDeviation: [Float], weightGradient: [Float], biasGradient: [Float],
    into inputGradient: UnsafeMutableBufferPointer<Float>
  ) {
    let kernel: StaticString = "BatchNormalization.inputGradient"
    require(normalized.count, is: batch * channels * pixels, "input", of: kernel)
    require(outputGradient.count, is: normalized.count, "output gradient", of: kernel)
    require(weight.count, is: channels, "weight", of: kernel)
    require(inverseDeviation.count, is: channels, "inverse deviation", of: kernel)
    require(weightGradient.count, is: channels, "weight gradient", of: kernel)
    require(biasGradient.count, is: channels, "bias gradient", of: kernel)
    require(inputGradient.count, is: normalized.count, "input gradient", of: kernel)
    let (count, inputGradient) = (Float(batch * pixels), inputGradient.start)
    withPointers(normalized, outputGradient) { normalized, outputGradient in
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

  /// Puts the two results of `body` where each channel's stand.
  private static func forEachChannel(
    _ channels: Int, _ first: inout [Float], _ second: inout [Float],
    _ body: (_ channel: Int) -> (Float, Float)
  ) {
    first.withUnsafeMutableBufferPointer { first in
      second.withUnsafeMutableBufferPointer { second in
        let (first, second) = (first.start, second.start)
        Threads.forEach(channels) { c in (first[c], second[c]) = body(c) }
      }
    }
  }
}
