import Tensors

/// Brings each channel to mean 0 and variance 1, then scales and shifts it by what it learned.
///
/// In training it uses the mean and variance of the batch, and keeps running ones; in evaluation it
/// uses those. Input and output `[N, channels, H, W]`. In a state dictionary the running ones are
/// called as in PyTorch: `running_mean`, `running_var`, `num_batches_tracked`. Formula, traps and
/// source at `batchNorm` in `Tensors`; https://pytorch.org/docs/2.3/generated/torch.nn.BatchNorm2d.html
public final class BatchNorm2d: Module {
  /// The learned scale, 1 at first: `[channels]`
  public let weight: Parameter
  /// The learned shift, 0 at first: `[channels]`
  public let bias: Parameter
  /// The mean of the batches so far, recent ones counting more: `[channels]`
  public let runningMean: Buffer
  /// The variance of the batches so far, recent ones counting more: `[channels]`
  public let runningVariance: Buffer
  /// How many batches it was trained on: a single number, `[]`
  public let numBatchesTracked: IntBuffer

  private let momentum: Float
  private let epsilon: Float

  /// For images of `channels` channels. `epsilon` keeps a variance of 0 from being divided by;
  /// `momentum` is how far the running statistics move towards each batch. Draws no random numbers.
  public init(_ channels: Int, epsilon: Float = 1e-5, momentum: Float = 0.1) {
    guard channels > 0 else { fatalError("BatchNorm2d(\(channels)): channels start at 1") }
    _ = [channels].elementCount(for: "BatchNorm2d(\(channels))")
    let ones = [Float](repeating: 1, count: channels)
    let zeros = [Float](repeating: 0, count: channels)
    self.weight = Parameter(ones, shape: [channels])
    self.bias = Parameter(zeros, shape: [channels])
    self.runningMean = Buffer(zeros, shape: [channels], name: "running_mean")
    self.runningVariance = Buffer(ones, shape: [channels], name: "running_var")
    self.numBatchesTracked = IntBuffer([0], shape: [], name: "num_batches_tracked")
    self.momentum = momentum
    self.epsilon = epsilon
  }

  public override func forward(_ x: Tensor) -> Tensor {
    if training { numBatchesTracked.mutate { $0[0] &+= 1 } }
    return batchNorm(
      x, runningMean: runningMean, runningVariance: runningVariance, weight: weight, bias: bias,
      training: training, momentum: momentum, epsilon: epsilon)
  }

  public override var extraDescription: String {
    "\(weight.count), eps=\(epsilon), momentum=\(momentum), affine=True, track_running_stats=True"
  }
}
