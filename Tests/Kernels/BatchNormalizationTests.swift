import Kernels
import TestSupport
import Testing

@Suite("Batch normalization") struct BatchNormalizationTests {
  @Test("Mean and biased variance of each channel")
  func statistics() {
    // Two images, two channels, two pixels. Channel 0 holds 1, 2, 5, 8: mean 4, squares 9 + 4 + 1 +
    // 16 = 30, variance 7.5. Channel 1 holds 3 four times.
    let input: [Float] = [1, 2, 3, 3, 5, 8, 3, 3]
    var mean: [Float] = [.nan, .nan]
    var variance = mean
    BatchNormalization.statistics(
      input, batch: 2, channels: 2, pixels: 2, mean: &mean, variance: &variance)
    #expect(mean == [4, 3])
    #expect(variance == [7.5, 0])
  }

  @Test("A small spread around a large mean is not lost")
  func largeMean() {
    // 10,000 ± 0.5: the squares are 1e8 with steps of 8, so E[x²] − E[x]² would be noise.
    let input = (0..<1000).map { Float(10_000 + ($0 % 2 == 0 ? 0.5 : -0.5)) }
    var mean: [Float] = [.nan]
    var variance = mean
    BatchNormalization.statistics(
      input, batch: 10, channels: 1, pixels: 100, mean: &mean, variance: &variance)
    #expect(mean == [10_000])
    #expect(variance == [0.25])
  }

  @Test("Normalizing and scaling treat each channel by its own statistics")
  func normalize() {
    let input: [Float] = [1, 2, 3, 4, 5, 6, 7, 8]
    let normalized = written(8) {
      BatchNormalization.normalize(
        input, batch: 2, channels: 2, pixels: 2, mean: [1, 3], inverseDeviation: [2, 10], into: $0)
    }
    #expect(normalized == [0, 2, 0, 10, 8, 10, 40, 50])
    let scaled = written(8) {
      BatchNormalization.scale(
        normalized, batch: 2, channels: 2, pixels: 2, weight: [1, 0.5], bias: [100, -1], into: $0)
    }
    #expect(scaled == [100, 102, -1, 4, 108, 110, 19, 24])
  }

  @Test("The sums of the backward pass, and what is left for the input")
  func backward() {
    let normalized: [Float] = [1, -1, 2, 0, -1, 1, 0, -2]
    let gradient: [Float] = [1, 2, 3, 4, 5, 6, 7, 8]
    var weightGradient: [Float] = [.nan, .nan]
    var biasGradient = weightGradient
    BatchNormalization.sums(
      normalized: normalized, outputGradient: gradient, batch: 2, channels: 2, pixels: 2,
      weightGradient: &weightGradient, biasGradient: &biasGradient)
    // Channel 0: 1 + 2 + 5 + 6 and 1 − 2 − 5 + 6; channel 1: 3 + 4 + 7 + 8 and 6 − 16.
    #expect(biasGradient == [14, 22])
    #expect(weightGradient == [0, -10])
    let inputGradient = written(8) {
      BatchNormalization.inputGradient(
        normalized: normalized, outputGradient: gradient, batch: 2, channels: 2, pixels: 2,
        weight: [2, 1], inverseDeviation: [1, 3], weightGradient: weightGradient,
        biasGradient: biasGradient, into: $0)
    }
    // Channel 0: 2 · (g − 14/4); channel 1: 3 · (g − 22/4 + normalized · 10/4).
    #expect(inputGradient == [-5, -3, 7.5, -4.5, 3, 5, 4.5, -7.5])
  }
}
