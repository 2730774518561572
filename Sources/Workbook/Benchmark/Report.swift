import Foundation

/// All that a benchmark found out, as `workbook bench --json` writes it.
///
/// The names of the properties are the keys of the JSON object: scripts read them.
package struct Report: Codable, Equatable, Sendable {
  package var machine: MachineDescription
  package var peak: Peak
  package var operations: [OperationResult]
  package var convolutions: [ConvolutionResult]
  package var steps: [StepResult]
  package var epoch: EpochResult
  /// The most memory that the process ever held, in millions of bytes: mostly that of a step on 512
  /// images, which keeps what all of its layers gave.
  package var peakMemoryMegabytes: Double

  /// What the machine can do at most.
  package struct Peak: Codable, Equatable, Sendable {
    /// 10⁹ floating-point operations in a second, on one core; a multiply-add is two.
    package var coreGigaflops: Double
    /// The same on all threads together.
    package var allGigaflops: Double
    /// 10⁹ bytes in a second, read by all threads from memory that no cache holds.
    package var memoryGigabytes: Double
  }

  /// One operation of the network, in one direction.
  package struct OperationResult: Codable, Equatable, Sendable {
    package var name: String
    /// What goes in and what comes out, for one image: `32×13×13 → 64×11×11`.
    package var shape: String
    package var direction: Direction
    /// The median.
    package var milliseconds: Double
    package var bestMilliseconds: Double
    /// How many floating-point operations it takes by its definition, zeros and all.
    package var operations: Int
    /// How many bytes it has to read and write at least.
    package var bytes: Int
    /// Of the median.
    package var gigaflops: Double
    /// ``gigaflops`` as a part, 0 to 1, of what all threads can do at most.
    package var shareOfPeak: Double
  }

  /// Whether an operation gives its result or takes a gradient back.
  package enum Direction: String, Codable, Sendable {
    case forward, backward
  }

  /// A convolution as other networks have it; `backward` gives the gradients of input, weights and
  /// biases. Images, kernels, strides, paddings and dilations are those of `torch.nn.Conv2d`.
  package struct ConvolutionResult: Codable, Equatable, Sendable {
    package var name: String
    package var batch: Int
    package var inputChannels: Int
    package var height: Int
    package var width: Int
    package var outputChannels: Int
    package var kernel: Int
    package var stride: Int
    package var padding: Int
    package var dilation: Int
    /// Medians.
    package var forwardMilliseconds: Double
    package var backwardMilliseconds: Double
  }

  /// A whole step of training: forward, loss, backward, and the change of the weights.
  package struct StepResult: Codable, Equatable, Sendable {
    package var batchSize: Int
    /// How many channels the first convolution gives, and the second.
    package var firstChannels: Int
    package var secondChannels: Int
    /// The median.
    package var microsecondsPerImage: Double
  }

  /// Training on all images once and testing on all others, as the chapters do it.
  package struct EpochResult: Codable, Equatable, Sendable {
    package var trainImages: Int
    package var testImages: Int
    package var seconds: Double
    /// Of all images, those to train on and those to test on.
    package var microsecondsPerImage: Double
  }

  /// The report for scripts: one JSON object, keys in alphabetical order.
  package func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
  }
}

extension Report.EpochResult {
  /// Times an epoch once: it is many steps, and so an average by itself.
  package init(trainImages: Int, testImages: Int, timing epoch: () -> Void) {
    let seconds = ContinuousClock().measure(epoch) / .seconds(1)
    self.init(
      trainImages: trainImages, testImages: testImages, seconds: seconds,
      microsecondsPerImage: seconds / Double(trainImages + testImages) * 1e6)
  }
}
