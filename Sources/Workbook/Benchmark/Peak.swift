import Kernels

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
