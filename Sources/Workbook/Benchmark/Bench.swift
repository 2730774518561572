import Kernels
import Tensors

/// Measures everything, one after the other, with random numbers that are the same each time.
package struct Bench {
  private let effort: Effort
  private let epoch: Epoch

  package init(_ effort: Effort, _ epoch: Epoch) {
    self.effort = effort
    self.epoch = epoch
  }

  /// Measures; `progress` hears how many measurements are done, and of how many.
  package func run(progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }) -> Report {
    Generator.withCurrent(Generator(seed: 0)) {
      let operations = NetworkOperations().all
      let convolutions = ConvolutionCase.all(effort)
      let total = 2 + operations.count + convolutions.count + TrainingStep.all.count
      var done = 0
      func counted<Result>(_ result: Result) -> Result {
        done += 1
        progress(done, total)
        return result
      }
      progress(0, total)
      let stopwatch = effort.stopwatch
      let peak = counted(Report.Peak.measure(stopwatch))
      return Report(
        machine: .current(), peak: peak,
        operations: operations.flatMap { operation in
          counted([
            Report.OperationResult(
              operation, .forward, operation.forwardCost, operation.timeForward(stopwatch), peak),
            Report.OperationResult(
              operation, .backward, operation.backwardCost, operation.timeBackward(stopwatch),
              peak),
          ])
        },
        convolutions: convolutions.map { counted($0.measure(stopwatch)) },
        steps: TrainingStep.all.map { counted($0.measure(stopwatch)) },
        epoch: counted(epoch.measure()), peakMemoryMegabytes: PeakMemory.megabytes)
    }
  }
}

extension Report.OperationResult {
  fileprivate init(
    _ operation: NetworkOperation, _ direction: Report.Direction, _ cost: Cost, _ timing: Timing,
    _ peak: Report.Peak
  ) {
    let gigaflops = Double(cost.operations) / timing.median / 1e9
    self.init(
      name: operation.name, shape: operation.shape, direction: direction,
      milliseconds: timing.median * 1e3, bestMilliseconds: timing.best * 1e3,
      operations: cost.operations, bytes: cost.bytes, gigaflops: gigaflops,
      shareOfPeak: gigaflops / peak.allGigaflops)
  }
}
