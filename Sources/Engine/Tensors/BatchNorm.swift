import Kernels

/// Brings each channel to mean 0 and variance 1, then scales and shifts it:
/// `weight[c] · (x − mean[c]) / √(variance[c] + epsilon) + bias[c]`.
///
/// In training, mean and variance are those of this batch, and the running ones move a little
/// towards them: `running = (1 − momentum) · running + momentum · batch`, the variance with n − 1
/// in its denominator. Otherwise the running ones are used and stay as they are.
///
/// Shapes: x `[N, C, H, W]`, all others `[C]`, result as x. Traps where they do not fit, and in
/// training where a channel has a single element. Source: Ioffe and Szegedy, 2015,
/// https://arxiv.org/abs/1502.03167; `torch.nn.functional.batch_norm`.
public func batchNorm(
  _ x: Tensor, runningMean: Tensor, runningVariance: Tensor, weight: Tensor, bias: Tensor,
  training: Bool, momentum: Float = 0.1, epsilon: Float = 1e-5
) -> Tensor {
  let channels = weight.count
  guard x.dim == 4, x.shape[1] == channels else {
    fatalError("batchNorm: wants images [batch, \(channels), height, width], and got \(x.shape)")
  }
  for tensor in [runningMean, runningVariance, weight, bias] where tensor.shape != [channels] {
    fatalError("batchNorm: \(channels) channels want [\(channels)], and one has \(tensor.shape)")
  }
  let (batch, pixels) = (x.shape[0], x.shape[2] * x.shape[3])
  guard !training || batch * pixels != 1 else {
    fatalError(
      "batchNorm: in training each channel needs more than one element, and \(x.shape) has one")
  }

  var (mean, variance) = (runningMean.values, runningVariance.values)
  if training, batch * pixels > 0 {
    BatchNormalization.statistics(
      x.values, batch: batch, channels: channels, pixels: pixels, mean: &mean, variance: &variance)
    let count = Float(batch * pixels)
    runningMean.mutate { move(&$0, towards: mean, by: momentum) }
    runningVariance.mutate {
      move(&$0, towards: variance.map { $0 * (count / (count - 1)) }, by: momentum)
    }
  }
  let inverseDeviation = variance.map { 1 / ($0 + epsilon).squareRoot() }
  let normalized = makeValues(x.count) {
    BatchNormalization.normalize(
      x.values, batch: batch, channels: channels, pixels: pixels, mean: mean,
      inverseDeviation: inverseDeviation, into: $0)
  }
  let factors = weight.values
  let values = makeValues(x.count) {
    BatchNormalization.scale(
      normalized, batch: batch, channels: channels, pixels: pixels, weight: factors,
      bias: bias.values, into: $0)
  }
  let name = "NativeBatchNormBackward0"
  return Tensor.result(values, shape: x.shape, of: name, from: [x, weight, bias]) {
    [shape = x.shape] gradient in
    var weightGradient = [Float](repeating: 0, count: channels)
    var biasGradient = weightGradient
    BatchNormalization.sums(
      normalized: normalized, outputGradient: gradient.values, batch: batch, channels: channels,
      pixels: pixels, weightGradient: &weightGradient, biasGradient: &biasGradient)
    let inputGradient = makeValues(normalized.count) {
      if training {
        BatchNormalization.inputGradient(
          normalized: normalized, outputGradient: gradient.values, batch: batch,
          channels: channels, pixels: pixels, weight: factors, inverseDeviation: inverseDeviation,
          weightGradient: weightGradient, biasGradient: biasGradient, into: $0)
      } else {
        // The running statistics are constants: nothing that this batch does moves them, so the
        // gradient is multiplied and no more.
        BatchNormalization.normalize(
          gradient.values, batch: batch, channels: channels, pixels: pixels,
          mean: [Float](repeating: 0, count: channels),
          inverseDeviation: zip(factors, inverseDeviation).map { $0 * $1 }, into: $0)
      }
    }
    return [
      Tensor(inputGradient, shape: shape), Tensor(weightGradient, shape: [channels]),
      Tensor(biasGradient, shape: [channels]),
    ]
  }
}

private func move(_ running: inout [Float], towards batch: [Float], by momentum: Float) {
  for c in running.indices { running[c] = (1 - momentum) * running[c] + momentum * batch[c] }
}
