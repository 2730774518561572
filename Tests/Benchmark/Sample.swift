@testable import Benchmark

/// A report with numbers that are easy to find again.
func sampleReport(processor: String = "A processor", slowness: Double = 1) -> Report {
  func operation(_ name: String, _ direction: Report.Direction, _ milliseconds: Double)
    -> Report.OperationResult
  {
    Report.OperationResult(
      name: name, shape: "32×13×13 → 64×11×11", direction: direction,
      milliseconds: milliseconds * slowness, bestMilliseconds: milliseconds * slowness,
      operations: 8_000_000, bytes: 1_000_000, gigaflops: 8 / milliseconds / slowness,
      shareOfPeak: 0.08 / milliseconds / slowness)
  }
  func convolution(_ name: String, _ size: Int) -> Report.ConvolutionResult {
    Report.ConvolutionResult(
      name: name, batch: size, inputChannels: size, height: size, width: size,
      outputChannels: size, kernel: 3, stride: 2, padding: 1, dilation: 2,
      forwardMilliseconds: 12.25 * slowness, backwardMilliseconds: 30.5 * slowness)
  }
  return Report(
    machine: MachineDescription(
      processor: processor, cores: 2, threads: 2, vectorWidth: 8, fusedMultiplyAdd: true,
      build: "debug"),
    peak: Report.Peak(coreGigaflops: 50, allGigaflops: 100, memoryGigabytes: 10),
    operations: [
      operation("conv2", .forward, 1), operation("conv2", .backward, 2),
      operation("conv2, with the zeros of training", .backward, 0.5),
      operation("relu2", .forward, 4),
    ],
    convolutions: [convolution("small", 8), convolution("ResNet, narrowing", 512)],
    steps: [
      Report.StepResult(
        batchSize: 32, firstChannels: 32, secondChannels: 64,
        microsecondsPerImage: 150.25 * slowness)
    ],
    epoch: Report.EpochResult(
      trainImages: 60_000, testImages: 10_000, seconds: 7 * slowness,
      microsecondsPerImage: 100 * slowness), peakMemoryMegabytes: 250)
}
