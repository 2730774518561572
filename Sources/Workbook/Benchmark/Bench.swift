import Foundation
import Kernels
import Tensors

/// How long a benchmark measures, and so how sure its results are.
package struct Effort {
  /// Takes each measurement.
  let stopwatch: Stopwatch
  /// The largest batch of the convolutions from other networks.
  let largestBatch: Int

  /// Some 25 seconds in all on two cores.
  package static var thorough: Effort {
    Effort(stopwatch: Stopwatch(budget: .milliseconds(350), leastRounds: 5), largestBatch: .max)
  }
  /// A few seconds: results that are of the right size, and no more.
  package static var quick: Effort {
    Effort(stopwatch: Stopwatch(budget: .milliseconds(10), leastRounds: 2), largestBatch: 1)
  }
}

/// Measures everything, one after the other, with random numbers that are the same each time.
package struct Bench {
  private let effort: Effort
  private let epoch: () -> Report.EpochResult

  /// - Parameter epoch: measures one, and is handed in by whoever knows what is to be trained: a
  ///   benchmark that imported the chapters would be compiled again after each edit of a reader.
  package init(_ effort: Effort, epoch: @escaping () -> Report.EpochResult) {
    self.effort = effort
    self.epoch = epoch
  }

  /// Measures; `progress` hears how many measurements are done, and of how many.
  package func run(progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }) -> Report {
    Generator.withCurrent(Generator(seed: 0)) {
      let operations = NetworkOperations().all
      let convolutions = ConvolutionCase.all(effort)
      let total = 2 + operations.count + convolutions.count + Report.StepResult.sizes.count
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
          counted(
            [.forward, .backward].map {
              operation.measure($0, stopwatch, allGigaflops: peak.allGigaflops)
            })
        },
        convolutions: convolutions.map { counted($0.measure(stopwatch)) },
        steps: Report.StepResult.sizes.map { counted(.measure($0, channels: $1, stopwatch)) },
        epoch: counted(epoch()), peakMemoryMegabytes: peakMemoryMegabytes)
    }
  }
}

extension Report.Peak {
  /// Measures what the machine can do. The best round counts: a peak is what nothing exceeds.
  static func measure(_ stopwatch: Stopwatch) -> Report.Peak {
    let rounds = 1 << 18
    let operations = Double(PeakRate.run(rounds: 1).operations * rounds)
    let core = stopwatch.time { _ = PeakRate.run(rounds: rounds) }
    // More pieces than threads, so that a core that is busy elsewhere is not waited for.
    let pieces = 8 * min(Threads.count, Threads.mostThreads)
    let all = stopwatch.time {
      Threads.forEach(pieces) { _ in _ = PeakRate.run(rounds: rounds / 4) }
    }
    let memory = MemoryBlock(bytes: 128 << 20)
    let reading = stopwatch.time { _ = memory.sum() }
    return Report.Peak(
      coreGigaflops: operations / core.best / 1e9,
      allGigaflops: operations / 4 * Double(pieces) / all.best / 1e9,
      memoryGigabytes: Double(memory.bytes) / reading.best / 1e9)
  }
}

/// How much memory this process held at most, from its start until now, in millions of bytes.
///
/// Source: getrusage(2), `ru_maxrss`.
private var peakMemoryMegabytes: Double {
  var usage = rusage()
  // An enumeration in the GNU C library, a number elsewhere.
  #if canImport(Glibc)
    let thisProcess = __rusage_who_t(RUSAGE_SELF.rawValue)
  #else
    let thisProcess = RUSAGE_SELF
  #endif
  guard unsafe getrusage(thisProcess, &usage) == 0 else { return 0 }
  // Linux counts in units of 1,024 bytes, macOS in bytes.
  #if canImport(Darwin)
    return Double(usage.ru_maxrss) / 1e6
  #else
    return Double(usage.ru_maxrss) * 1024 / 1e6
  #endif
}
