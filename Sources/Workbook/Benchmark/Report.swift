/// All that a benchmark found out, as `workbook bench --json` writes it.
///
/// The names of the properties are the keys of the JSON object: scripts read them.
public struct Report: Codable, Equatable, Sendable {
  public var machine: MachineDescription
  public var peak: Peak
  public var operations: [OperationResult]
  public var convolutions: [ConvolutionResult]
  public var steps: [StepResult]
  public var epoch: EpochResult
  /// The most memory that the process ever held, in millions of bytes: mostly that of a step on 512
  /// images, which keeps what all of its layers gave.
  public var peakMemoryMegabytes: Double

  /// What the machine can do at most.
  public struct Peak: Codable, Equatable, Sendable {
    /// 10⁹ floating-point operations in a second, on one core; a multiply-add is two.
    public var coreGigaflops: Double
    /// The same on all threads together.
    public var allGigaflops: Double
    /// 10⁹ bytes in a second, read by all threads from memory that no cache holds.
    public var memoryGigabytes: Double
  }

  /// One operation of the network, in one direction.
  public struct OperationResult: Codable, Equatable, Sendable {
    public var name: String
    /// What goes in and what comes out, for one image: `32×13×13 → 64×11×11`.
    public var shape: String
    public var direction: Direction
    /// The median.
    public var milliseconds: Double
    public var bestMilliseconds: Double
    /// How many floating-point operations it takes by its definition, zeros and all.
    public var operations: Int
    /// How many bytes it has to read and write at least.
    public var bytes: Int
    /// Of the median.
    public var gigaflops: Double
    /// ``gigaflops`` as a part, 0 to 1, of what all threads can do at most.
    public var shareOfPeak: Double
  }

  /// Whether an operation gives its result or takes a gradient back.
  public enum Direction: String, Codable, Sendable {
    case forward
    case backward
  }

  /// A convolution as other networks have it; `backward` gives the gradients of input, weights and
  /// biases. Images, kernels, strides, paddings and dilations are those of `torch.nn.Conv2d`.
  public struct ConvolutionResult: Codable, Equatable, Sendable {
    public var name: String
    public var batch: Int
    public var inputChannels: Int
    public var height: Int
    public var width: Int
    public var outputChannels: Int
    public var kernel: Int
    public var stride: Int
    public var padding: Int
    public var dilation: Int
    /// Medians.
    public var forwardMilliseconds: Double
    public var backwardMilliseconds: Double
  }

  /// A whole step of training: forward, loss, backward, and the change of the weights.
  public struct StepResult: Codable, Equatable, Sendable {
    public var batchSize: Int
    /// How many channels the first convolution gives, and the second.
    public var firstChannels: Int
    public var secondChannels: Int
    /// The median.
    public var microsecondsPerImage: Double
  }

  /// Training on all images once and testing on all others, as the chapters do it.
  public struct EpochResult: Codable, Equatable, Sendable {
    public var trainImages: Int
    public var testImages: Int
    public var seconds: Double
    /// Of all images, those to train on and those to test on.
    public var microsecondsPerImage: Double
  }
}
