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
      let total = 2 + operations.count + ConvolutionCase.all.count + TrainingStep.all.count
      var done = 0
      func counted<Result>(_ result: Result) -> Result {
        done += 1
        progress(done, total)
        return result
      }
      progress(0, total)
      let peak = counted(Report.Peak.measure(effort))
      return Report(
        machine: .current(), peak: peak,
        operations: operations.flatMap { counted(measure($0, peak)) },
        convolutions: ConvolutionCase.all.map { counted($0.measure(effort)) },
        steps: TrainingStep.all.map { counted($0.measure(effort)) },
        epoch: counted(epoch.measure()), peakMemoryMegabytes: PeakMemory.megabytes)
    }
  }

  private func measure(
    _ operation: NetworkOperation, _ peak: Report.Peak
  ) -> [Report.OperationResult] {
    func result(_ direction: Report.Direction, _ cost: Cost, _ timing: Timing)
      -> Report.OperationResult
    {
      let gigaflops = Double(cost.operations) / timing.median / 1e9
      return Report.OperationResult(
        name: operation.name, shape: operation.shape, direction: direction,
        milliseconds: timing.median * 1e3, bestMilliseconds: timing.best * 1e3,
        operations: cost.operations, bytes: cost.bytes, gigaflops: gigaflops,
        shareOfPeak: gigaflops / peak.allGigaflops)
    }
    return [
      result(.forward, operation.forwardCost, operation.timeForward(effort.stopwatch)),
      result(.backward, operation.backwardCost, operation.timeBackward(effort.stopwatch)),
    ]
  }
}
